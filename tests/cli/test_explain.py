"""`sapar explain`: the contract of its JSON, its exit codes, and who gets which answer."""

from typing import Any

import pytest
from tests.cli.conftest import FactsFile
from tests.cli.desk import KOREA, Sapar

VERDICTS = {"met", "not_met", "unknown", "disputed", "not_applicable"}
STANDINGS = {"verified", "reported", "assumed", "disputed", "unknown"}
ON = ("--on", "2025-12-10")


def explained(sapar: Sapar, file: str, *more: str) -> tuple[dict[str, Any], int]:
    said = sapar("explain", KOREA, "--facts", file, *ON, "--json", *more)
    assert said.err == ""
    return said.json, said.code


def finding(answer: dict[str, Any], provision: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in answer["findings"] if one["provision"] == provision)
    return found


def test_the_json_has_the_keys_and_the_values_of_the_contract(
    sapar: Sapar, facts: FactsFile
) -> None:
    answer, _ = explained(sapar, facts(), "--known-at", "2025-12-05")
    assert {
        "instrument",
        "on",
        "known_at",
        "outcome",
        "provisional",
        "findings",
        "missing",
        "benefits",
    } <= answer.keys()
    assert (answer["instrument"], answer["on"]) == (KOREA, "2025-12-10")
    assert answer["known_at"] == "2025-12-05"
    assert isinstance(answer["provisional"], bool)
    for one in answer["findings"]:
        assert one["verdict"] in VERDICTS
        assert one["standing"] in STANDINGS
        assert one["text"]
        assert one["sources"]
        assert set(one["sources"]) <= answer["sources"].keys()
        assert set(one["readings"].values()) <= VERDICTS
        assert isinstance(one["missing"], list)
    for benefit in answer["benefits"]:
        assert {"benefit", "effect", "holds"} <= benefit.keys()
        assert benefit["holds"] in {True, False, None}


@pytest.mark.parametrize(
    ("change", "outcome", "code"),
    [
        (("entry: regular", "entry: regular"), "eligible", 0),
        (("has_committed_offence: false", "has_committed_offence: null"), "eligible_if", 0),
        (("entry: regular", "entry: unknown"), "incomplete", 0),
        (("unlawful_since: 2023-06-01", "unlawful_since: 2025-12-01"), "needs_review", 0),
        (("entry: regular", "entry: smuggled"), "not_eligible", 1),
    ],
    ids=["Aigerim", "nobody knows of an offence", "entry not told", "Bolat", "Chingiz"],
)
def test_each_outcome_has_its_exit_code(
    sapar: Sapar, facts: FactsFile, change: tuple[str, str], outcome: str, code: int
) -> None:
    answer, ended = explained(sapar, facts(change))
    assert (answer["outcome"], ended) == (outcome, code)


def test_what_is_missing_comes_with_whom_to_ask(sapar: Sapar, facts: FactsFile) -> None:
    untold = facts(
        ("has_committed_offence: false", "has_committed_offence: null"),
        ("  entry: regular\n", ""),
    )
    answer, _ = explained(sapar, untold)
    assert {"fact": "person.has_committed_offence", "ask": "host"} in answer["missing"]
    assert {"fact": "stay.entry", "ask": "person"} in answer["missing"]
    assert finding(answer, "illegal-entry")["missing"] == ["stay.entry"]


def test_where_texts_disagree_each_reading_shows_its_verdict(
    sapar: Sapar, facts: FactsFile
) -> None:
    answer, _ = explained(sapar, facts(("since: 2023-06-01", "since: 2025-12-01")))
    found = finding(answer, "unlawful-since")
    assert found["verdict"] == "disputed"
    assert found["readings"]["from-that-day"] == "not_met"
    assert found["readings"]["after-that-day"] == "met"


def test_the_names_of_the_contract_are_enough_and_what_was_presumed_is_listed(
    sapar: Sapar, facts: FactsFile
) -> None:
    answer, _ = explained(sapar, facts())
    assert answer["outcome"] == "eligible"
    presumed = {one["fact"]: one["value"] for one in answer["presumptions"]}
    assert presumed["departure.ticket"] is True
    assert presumed["declaration.filed_on"] is None
    assert all(one["text"] for one in answer["presumptions"])


def test_the_eligible_have_the_fine_waived_and_the_ban_suspended(
    sapar: Sapar, facts: FactsFile
) -> None:
    answer, _ = explained(sapar, facts())
    benefits = {one["benefit"]: (one["effect"], one["holds"]) for one in answer["benefits"]}
    assert benefits["fine"] == ("waived", True)
    assert benefits["entry-ban"] == ("suspended", True)


def test_for_people_it_prints_sentences_and_no_codes(sapar: Sapar, facts: FactsFile) -> None:
    said = sapar("explain", KOREA, "--facts", facts(), *ON)
    assert said.code == 0
    assert "voluntary departure" in said.out
    assert "✓" in said.out
    assert "not_met" not in said.out


def test_facts_may_come_on_standard_input_and_as_json(sapar: Sapar, facts: FactsFile) -> None:
    with open(facts(), encoding="utf-8") as file:
        text = file.read()
    by_yaml = sapar("explain", KOREA, "--facts", "-", *ON, "--json", stdin=text).json
    by_json = sapar(
        "explain", KOREA, "--facts", "-", *ON, "--json", stdin='{"stay": {"country": "JP"}}'
    )
    assert by_yaml["outcome"] == "eligible"
    assert (by_json.json["outcome"], by_json.code) == ("not_eligible", 1)


def test_without_a_day_it_answers_for_today_where_the_law_is_in_force(
    sapar: Sapar, facts: FactsFile
) -> None:
    answer = sapar("explain", KOREA, "--facts", facts(), "--json").json
    assert (answer["on"], answer["known_at"]) == ("2025-12-10", "2025-12-10")


# what was known when

K2023 = "kr-voluntary-departure-2023"
IN_JANUARY = (
    ("unlawful_since: 2023-06-01", "unlawful_since: 2023-08-01"),
    ("departure.date: 2026-01-15", "departure.date: 2024-01-20"),
)


@pytest.mark.parametrize(
    ("known_at", "announced", "period"),
    [
        ("2023-09-07", False, None),
        ("2023-12-13", True, "not_met"),
        ("2023-12-14", True, "met"),
    ],
)
def test_before_its_announcement_an_extension_opens_nothing(
    sapar: Sapar, facts: FactsFile, known_at: str, announced: bool, period: str | None
) -> None:
    said = sapar(
        "explain", K2023, "--facts", facts(*IN_JANUARY), "--on", "2023-12-20", "--json",
        "--known-at", known_at,
    )  # fmt: skip
    verdicts = {one["provision"]: one["verdict"] for one in said.json["findings"]}
    assert said.json["announced"] is announced
    assert verdicts.get("period") == period


@pytest.mark.parametrize("lang", ["en", "kk", "ru", "ko", "fr"])
def test_the_answer_is_the_same_in_every_language_and_its_words_are_not(
    sapar: Sapar, facts: FactsFile, lang: str
) -> None:
    answer, _ = explained(sapar, facts(), "--lang", lang)
    english, _ = explained(sapar, facts())
    for one, other in zip(answer["findings"], english["findings"], strict=True):
        assert one["verdict"] == other["verdict"]
        assert (one["text"] == other["text"]) is (lang == "en")
