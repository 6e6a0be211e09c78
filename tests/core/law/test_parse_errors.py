"""A mistake in an expression is reported with file, line, column, what was expected and the nearest name."""

import pytest

from sapar.core.kernel import Place
from sapar.core.law import VOCABULARY
from sapar.core.law.expression import ExpressionError, parse_condition

LANGUAGE = (
    "is not part of the language. "
    "Use facts, comparisons, and, or, not, in, is known, dates and the listed functions."
)
FUNCTIONS = (
    "There are: add_days, add_months, add_working_days, age, all, any, applies, count, date, "
    "days_between, months_between, working_days_between."
)
INVALID = "This is not a valid expression. Check brackets, quotes and operators near here."
QUANTIFIED = "Write: any(child.born < date(2010, 1, 1) for child in household.children)."

NAMES_AND_TYPES = [
    # names
    (
        "stay.unlawfull_since < today",
        1,
        'There is no fact called "stay.unlawfull_since". Did you mean "stay.unlawful_since"?',
    ),
    (
        "stay.entered_on < todya",
        19,
        'There is no fact called "todya". Did you mean "today"?',
    ),
    ("a.b.c", 1, 'There is no fact called "a.b.c". See `sapar schema facts` for all names.'),
    (
        'stay.region == "Қарағанды" and nope',
        32,
        'There is no fact called "nope". See `sapar schema facts` for all names.',
    ),
    (
        "child.born < today",
        1,
        'There is no fact called "child.born". See `sapar schema facts` for all names.',
    ),
    (
        "any(child.age > 3 for child in household.children)",
        5,
        'A record of household.children has no "age". It has: born.',
    ),
    (
        "agee(person.born, today) > 3",
        1,
        'There is no function "agee". Did you mean "age"?',
    ),
    (
        'add_working_days(today, 3, of="KP") < today',
        1,
        'There is no working-day calendar "KP". There are: KR, KZ.',
    ),
    # types
    ("person.detained == 1", 20, '"person.detained" is true or false, but "1" is a whole number.'),
    (
        "person.detained > true",
        1,
        '"person.detained" is true or false and has no order. Use == or !=.',
    ),
    ('stay.entry < "smuggled"', 1, '"stay.entry" is a code and has no order. Use == or !=.'),
    (
        'stay.entered_on == "2025-12-01"',
        20,
        '"stay.entered_on" is a date, but ""2025-12-01"" is a code.',
    ),
    (
        "date(2025, 1, 1) <= stay.entered_on <= 5",
        40,
        '"stay.entered_on" is a date, but "5" is a whole number.',
    ),
    ("not stay.entry", 5, '"stay.entry" is a code, but true or false is expected here.'),
    (
        'stay.entry == "regular" and person.born',
        29,
        '"person.born" is a date, but true or false is expected here.',
    ),
    ('add_days(today, "3") < today', 17, '""3"" is a code, but a whole number is expected here.'),
    (
        "any(x.born < today for x in stay.entry)",
        29,
        '"stay.entry" is a code, but a list is expected here.',
    ),
    (
        "household.children == household.children",
        23,
        '"household.children" is a list, but "household.children" is a list.',
    ),
    # codes
    (
        'stay.entry == "smugled"',
        15,
        '"smugled" is not a code of stay.entry. Did you mean "smuggled"?',
    ),
    (
        'stay.entry in ("regular", "x")',
        27,
        '"x" is not a code of stay.entry. Use one of: regular, smuggled, forged_document.',
    ),
    (
        'stay.country == "Korea"',
        17,
        '"Korea" is not a country code. Did you mean "KR" (South Korea)?',
    ),
    (
        'stay.country in ("KR", "kz")',
        24,
        '"kz" is not a country code. Did you mean "KZ" (Kazakhstan)?',
    ),
    (
        'person.nationality != "QQ"',
        23,
        '"QQ" is not a country code. No state has this code. Use a code of ISO 3166: KZ.',
    ),
]

SHAPE = [
    # dates and arguments
    ("date(2025, 2, 30) < today", 1, "date(2025, 2, 30) does not exist in the calendar."),
    ('date("a", 1, 2) < today', 1, "A date is three whole numbers. Write: date(2025, 12, 1)."),
    ("date(2025, 12, True) < today", 1, "A date is three whole numbers. Write: date(2025, 12, 1)."),
    (
        "date(2025, 2) < today",
        1,
        '"date(2025, 2)" has the wrong arguments. Write: date(2025, 12, 1).',
    ),
    (
        "age(person.born, today) < 17",
        1,
        '"age(person.born, today)" does not say its rounding. '
        'Write: age(earlier, later, rounding="down").',
    ),
    (
        "add_working_days(today, 3) < today",
        1,
        '"add_working_days(today, 3)" does not say its calendar. '
        'Write: add_working_days(day, 3, of="KR").',
    ),
    (
        'age(person.born, today, rounding="sideways") < 17',
        1,
        '"sideways" is not a rounding. Write rounding="up" or "down".',
    ),
    # what the language does not have
    ("stay.entered_on + 3 < today", 1, f'"stay.entered_on + 3" {LANGUAGE}'),
    ("lambda: 1", 1, f'"lambda: 1" {LANGUAGE}'),
    ('f"{today}"', 1, f'"f"{{today}}"" {LANGUAGE}'),
    ("1 if true else 2", 1, f'"1 if true else 2" {LANGUAGE}'),
    ("[x for x in y]", 1, f'"[x for x in y]" {LANGUAGE}'),
    ("person[0] == 1", 1, f'"person[0]" {LANGUAGE}'),
    ('__import__("os")', 1, f'There is no function "__import__". {FUNCTIONS}'),
    ('stay.entry.lower() == "x"', 1, f'There is no function "stay.entry.lower". {FUNCTIONS}'),
    (
        "age().real == 1",
        1,
        '"age()" is not a name. Write a fact such as stay.entry.',
    ),
    (
        "1.5 > 1",
        1,
        '"1.5" is not a value of the language. To ask whether a fact is there, write: fact is known.',
    ),
    (
        "stay.entry is None",
        15,
        'After "is" only "known" may stand. Write: fact is known, or fact is not known.',
    ),
    (
        "stay.entry in stay.region",
        15,
        'After "in" a list of codes is expected. Write: x in ("KZ", "KG").',
    ),
    (
        "any(any(c.born < today for c in household.children) for c in household.children)",
        5,
        '"any(c.born < today for c in household.children)" is not part of the language. '
        + QUANTIFIED,
    ),
    # what is not an expression at all
    ("stay.entered_on <", 18, INVALID),
    ("(((", 3, INVALID),
    ("stay.entry ; 1", 12, INVALID),
    ("x := 3", 3, INVALID),
    ("", 1, INVALID),
]


@pytest.mark.parametrize(("text", "column", "message"), [*NAMES_AND_TYPES, *SHAPE])
def test_a_mistake_is_named_with_its_column_and_its_mend(
    text: str, column: int, message: str
) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_condition(
            text,
            VOCABULARY,
            calendars=frozenset({"KR", "KZ"}),
            place=Place(file="law.yaml", line=3, column=12),
        )
    assert str(caught.value) == f"law.yaml:3:{11 + column}: {message}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("not " * 60 + "person.detained", "This expression is nested more than 40 deep. Split it."),
        (
            " or ".join(["person.detained"] * 200),
            "This expression is longer than 2000 characters. Split it.",
        ),
        ("(" * 900 + "person.detained" + ")" * 900, INVALID),
        ("\x00", INVALID),
        (
            "person.born",
            '"person.born" is a date, but a condition must be true or false. '
            "Compare it with something.",
        ),
    ],
    ids=["deep", "long", "brackets", "nul", "no condition"],
)
def test_what_is_too_deep_too_long_or_no_condition_is_refused(text: str, message: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_condition(text, VOCABULARY)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "stay.unlawful_since < date(2025, 12, 1)",
        'stay.country == "KR" and person.nationality not in ("KR", "KP")',
        "date(2025, 12, 1) <= departure.date <= date(2026, 2, 28)",
        'age(person.born, today, rounding="up") >= 17 or not person.detained',
        'add_working_days(departure.date, -3, of="KR") >= today',
        "count(child.born > stay.entered_on for child in household.children) >= 2",
        "departure.ticket is not known or applies(travel_document.valid_until)",
    ],
)
def test_what_a_lawyer_means_is_read(text: str) -> None:
    tree = parse_condition(text, VOCABULARY, calendars=frozenset({"KR"}))
    assert tree.text == text
    assert tree.facts() <= set(VOCABULARY.names())
