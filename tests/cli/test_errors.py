"""Wrong use ends with 2 and one sentence that names the mend; nothing is answered."""

import pytest
from tests.cli.conftest import FactsFile
from tests.cli.desk import KOREA, Sapar


def refused(sapar: Sapar, *words: str, stdin: str = "") -> str:
    said = sapar(*words, stdin=stdin)
    assert said.code == 2
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err.strip()


@pytest.mark.parametrize("command", ["explain", "dates", "show", "ask", "screen", "examples"])
def test_an_unknown_instrument_is_answered_with_the_nearest_one(
    sapar: Sapar, facts: FactsFile, command: str
) -> None:
    more = {"explain": ["--facts", facts()], "screen": [facts()]}.get(command, [])
    assert refused(sapar, command, "kr-voluntary-departur-2025", *more).endswith(
        'There is no instrument "kr-voluntary-departur-2025". '
        'Did you mean "kr-voluntary-departure-2025"?'
    )


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (
            "  entry: regular",
            "  entri: regular",
            ':10:3: There is no fact called "stay.entri". Did you mean "stay.entry"?',
        ),
        (
            "stay:",
            "stai:",
            ':7:1: There are no facts under "stai". Did you mean "stay"?',
        ),
        (
            "entry: regular",
            "entry: smugled",
            ':10:3: "smugled" is not a value of stay.entry, which is a code. '
            'Did you mean "smuggled"?',
        ),
        (
            "2023-05-01",
            "2026-02-30",
            ":9:15: 2026-02-30 is a day that does not exist. Check day and month.",
        ),
        (
            "2023-05-01",
            '"2026-02-30"',
            ':9:3: "2026-02-30" is not a value of stay.entered_on, which is a date. '
            "This day does not exist in the calendar.",
        ),
        (
            "2023-05-01",
            "1.5.2023",
            ':9:3: "1.5.2023" is not a value of stay.entered_on, which is a date. '
            "Write year-month-day: 2026-02-28.",
        ),
        (
            "detained: false",
            "detained: no",
            ':6:3: "no" is not a value of person.detained, which is true or false. '
            "Write true or false.",
        ),
        (
            "country: KR",
            "country: Korea",
            ':8:3: "Korea" is not a value of stay.country, which is a country code. '
            'Did you mean "KR" (South Korea)?',
        ),
        (
            "departure.date: 2026-01-15",
            "departure.date: 2026-01-15\nstay.entry: regular",
            ':16:1: "stay.entry" is given twice. Keep one of them.',
        ),
        (
            "departure.date: 2026-01-15",
            "departure.date: 2026-01-15\ndeparture.date: 2026-01-16",
            ':16:1: The key "departure.date" stands twice. Keep one of them.',
        ),
        (
            "departure.date: 2026-01-15",
            "departure.date: does_not_apply",
            ':15:1: "does_not_apply" is not a value of departure.date, which is a date. '
            "This fact always applies.",
        ),
        (
            "departure.date: 2026-01-15",
            "household.children: [{name: Ainur}]",
            ':15:1: An entry of household.children has no "name". It has: born.',
        ),
    ],
)
def test_a_mistake_in_the_facts_is_named_with_its_line_and_never_answered(
    sapar: Sapar, facts: FactsFile, before: str, after: str, message: str
) -> None:
    file = facts((before, after))
    assert refused(sapar, "explain", KOREA, "--facts", file) == file + message


def test_a_file_that_is_not_there_is_named(sapar: Sapar) -> None:
    assert refused(sapar, "explain", KOREA, "--facts", "nowhere.yaml") == (
        "nowhere.yaml: This file cannot be read: No such file or directory."
    )


def test_facts_that_are_no_names_and_values_are_refused(sapar: Sapar) -> None:
    assert refused(sapar, "dates", KOREA, "--facts", "-", stdin="- KR").startswith(
        "standard input:1:1: A facts file holds names and values."
    )


@pytest.mark.parametrize("day", ["2026-02-30", "tomorrow", "2026-W08-6", "20260228", "28.02.2026"])
@pytest.mark.parametrize("option", ["--on", "--known-at"])
def test_a_day_that_does_not_exist_is_refused(sapar: Sapar, option: str, day: str) -> None:
    assert refused(sapar, "dates", KOREA, option, day) == (
        f'{option}: "{day}" is not a day. Write year-month-day, such as 2026-02-28.'
    )


@pytest.mark.parametrize(
    "words",
    [("instruments",), ("show", KOREA), ("dates", KOREA), ("ask", KOREA), ("schema", "facts")],
)
def test_a_language_there_is_not_is_answered_with_those_there_are(
    sapar: Sapar, words: tuple[str, ...]
) -> None:
    assert refused(sapar, *words, "--lang", "de") == (
        '--lang: there is no "de". There are: en, kk, ru, ko, fr.'
    )


def test_an_engine_there_is_not_is_answered_with_those_there_are(sapar: Sapar) -> None:
    assert refused(sapar, "screen", KOREA, "people.csv", "--engine", "abacus") == (
        '--engine: there is no "abacus". There are: polars, duckdb, spark.'
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("explain", KOREA), "Missing option '--facts'. See `sapar explain --help`."),
        (("explain",), "Missing argument 'ID'. See `sapar explain --help`."),
        (("frobnicate",), "No such command 'frobnicate'. See `sapar --help`."),
        (("explian", KOREA), "No such command 'explian'. Did you mean \"explain\"?"),
        (("dates", KOREA, "--wrong"), "No such option: --wrong. See `sapar dates --help`."),
        (("dates", KOREA, "--jsn"), 'No such option: --jsn. Did you mean "--json"?'),
        (("--instrumets", "x"), 'No such option: --instrumets. Did you mean "--instruments"?'),
        (("dates", KOREA, "--on"), "Option '--on' requires an argument. See `sapar --help`."),
        (
            ("dates", KOREA, "more"),
            "Got unexpected extra argument(s) (more). See `sapar dates --help`.",
        ),
        (
            ("schema", "words"),
            "Invalid value for 'what': 'words' is not one of 'facts', 'instrument'. "
            "See `sapar schema --help`.",
        ),
    ],
)
def test_words_the_command_line_does_not_know_are_answered_in_one_sentence(
    sapar: Sapar, words: tuple[str, ...], said: str
) -> None:
    assert refused(sapar, *words) == said


def test_no_words_at_all_are_answered_with_the_commands_there_are(sapar: Sapar) -> None:
    ended = sapar()
    assert (ended.code, ended.out) == (2, "")
    assert "Usage: sapar" in ended.err
    assert "explain" in ended.err


@pytest.mark.parametrize(
    "command",
    ["instruments", "show", "check", "examples", "schema", "explain", "dates", "screen", "ask"],
)
def test_every_command_explains_itself(sapar: Sapar, command: str) -> None:
    said = sapar(command, "--help")
    assert said.code == 0
    assert "Usage: sapar " + command in said.out
