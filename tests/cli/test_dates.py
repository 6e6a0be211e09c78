"""`sapar dates`: one row for every departure date, open or passed."""

import pytest
from tests.cli.conftest import FactsFile
from tests.cli.desk import KOREA, Sapar


def test_without_facts_every_departure_date_of_the_programme_has_its_row(sapar: Sapar) -> None:
    said = sapar("dates", KOREA, "--on", "2026-02-20", "--json")
    answer = said.json
    assert said.code == 0
    assert (answer["instrument"], answer["act"], answer["on"]) == (KOREA, "declare", "2026-02-20")
    rows = answer["departures"]
    assert len(rows) == 90
    assert (rows[0]["depart"], rows[-1]["depart"]) == ("2025-12-01", "2026-02-28")
    assert [row["depart"] for row in rows if row["open"]] == [
        "2026-02-25",
        "2026-02-26",
        "2026-02-27",
        "2026-02-28",
    ]


@pytest.mark.parametrize(
    ("depart", "earliest", "safe_last", "last"),
    [
        ("2025-12-04", "2025-11-19", "2025-11-28", "2025-12-01"),
        ("2025-12-28", "2025-12-13", "2025-12-22", "2025-12-23"),
        ("2026-01-04", "2025-12-20", "2025-12-29", "2025-12-30"),
        ("2026-02-19", "2026-02-04", "2026-02-10", "2026-02-11"),
        ("2026-02-22", "2026-02-07", "2026-02-12", "2026-02-13"),
        ("2026-02-28", "2026-02-13", "2026-02-24", "2026-02-25"),
    ],
)
def test_the_worked_dates_of_the_facts_are_those_it_prints(
    sapar: Sapar, facts: FactsFile, depart: str, earliest: str, safe_last: str, last: str
) -> None:
    file = facts(("departure.date: 2026-01-15", f"departure.date: {depart}"))
    (row,) = sapar("dates", KOREA, "--facts", file, "--json").json["departures"]
    assert {key: row[key] for key in ("depart", "earliest", "safe_last", "last")} == {
        "depart": depart,
        "earliest": earliest,
        "safe_last": safe_last,
        "last": last,
    }


def test_a_departure_the_person_cannot_make_names_what_rules_it_out(
    sapar: Sapar, facts: FactsFile
) -> None:
    file = facts(("valid_until: 2027-01-01", "valid_until: 2026-01-10"))
    (row,) = sapar("dates", KOREA, "--facts", file, "--json").json["departures"]
    assert row["blocked_by"] == ["travel-document"]


def test_as_known_before_the_extension_the_programme_of_2023_ends_earlier(sapar: Sapar) -> None:
    def last(known_at: str) -> str:
        said = sapar(
            "dates", "kr-voluntary-departure-2023", "--on", "2023-12-10", "--json",
            "--known-at", known_at,
        )  # fmt: skip
        return str(said.json["departures"][-1]["depart"])

    assert (last("2023-12-13"), last("2023-12-14")) == ("2023-12-31", "2024-02-29")


def test_for_people_it_prints_a_table_with_the_days_of_the_week(sapar: Sapar) -> None:
    said = sapar("dates", KOREA, "--on", "2025-12-10")
    assert "Sat 2026-02-28" in said.out
    assert said.out.count("closed") == sum(
        not row["open"]
        for row in sapar("dates", KOREA, "--on", "2025-12-10", "--json").json["departures"]
    )


def test_the_days_left_of_a_visa_free_stay_are_one_row(sapar: Sapar) -> None:
    visits = (
        "{stay: {entered_on: 2026-03-01, visits: [{entered_on: 2025-12-01, left_on: 2025-12-20}]}}"
    )
    said = sapar(
        "dates", "kz-kr-visa-waiver-2014", "--facts", "-", "--on", "2026-03-05", "--json",
        stdin=visits,
    )  # fmt: skip
    assert said.json["act"] == "leave"
    (row,) = said.json["departures"]
    assert row["last"] == "2026-03-30"


def test_a_departure_that_only_a_disputed_declaration_can_reach_says_so(sapar: Sapar) -> None:
    rows = sapar("dates", KOREA, "--on", "2025-11-28", "--json").json["departures"]
    disputed = {row["depart"]: row["disputed_by"] for row in rows}
    assert disputed["2025-12-04"] == ["declared-within-programme"]
    assert disputed["2025-12-05"] == []


@pytest.mark.parametrize(
    ("language", "headers", "day"),
    [
        ("kk", ("шығу күні", "ең ерте", "соңғы сенімді"), "сб 2026-02-28"),
        ("ru", ("выезд", "самый ранний", "последний надёжный"), "сб 2026-02-28"),
        ("ko", ("출국일", "가장 이른 날", "안전한 마지막 날"), "토 2026-02-28"),
        ("fr", ("départ", "au plus tôt", "dernier jour sûr"), "sam. 2026-02-28"),
    ],
)
def test_the_table_speaks_the_language_asked_for(
    sapar: Sapar, language: str, headers: tuple[str, ...], day: str
) -> None:
    said = sapar("dates", KOREA, "--on", "2025-12-10", "--lang", language).out
    assert day in said
    for word in headers:
        assert word in said
    for english in ("depart", "earliest", "closed", "Sat "):
        assert english not in said.replace("départ", "").replace("voluntary-departure", "")
