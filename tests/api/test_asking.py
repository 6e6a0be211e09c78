"""Asking for one person: the names of the JSON are a contract, and the command line gives the same."""

import json
import subprocess
import sys
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from tests.api.conftest import Ask
from tests.api.people import AIGUL, DAULET, PROGRAMME, SAULE

PEOPLE = {"aigul": AIGUL, "daulet": DAULET, "saule": SAULE}
DAY = "2026-01-20"


def on_the_command_line(*words: str, facts: dict[str, Any]) -> Any:
    """What the command prints as JSON."""
    command = [sys.executable, "-c", "from sapar.config.command import main; main()", *words]
    done = subprocess.run(
        [*command, "--facts", "-", "--json", "--on", DAY, "--known-at", DAY],
        input=json.dumps(facts),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", PEOPLE)
def test_an_assessment_is_the_same_json_as_on_the_command_line(ask: Ask, name: str) -> None:
    facts = PEOPLE[name]
    said = on_the_command_line("explain", PROGRAMME, facts=facts)
    assert ask(f"{PROGRAMME}/assessment", {"facts": facts}).json() == said
    assert said["findings"]


def test_dates_are_the_same_json_as_on_the_command_line(ask: Ask) -> None:
    facts = {name: value for name, value in AIGUL.items() if name != "departure.date"}
    said = on_the_command_line("dates", PROGRAMME, facts=facts)
    assert ask(f"{PROGRAMME}/dates", {"facts": facts}).json() == said
    assert len(said["departures"]) == 90


def test_the_person_who_meets_every_condition_is_eligible(ask: Ask) -> None:
    answer = ask(f"{PROGRAMME}/assessment", {"facts": AIGUL}).json()
    assert answer["outcome"] in ("eligible", "eligible_if")
    assert not [one for one in answer["findings"] if one["verdict"] == "not_met"]


def test_the_excluded_person_is_told_which_provision_excludes(ask: Ask) -> None:
    answer = ask(f"{PROGRAMME}/assessment", {"facts": DAULET}).json()
    assert answer["outcome"] == "not_eligible"
    refusing = [one for one in answer["findings"] if one["verdict"] == "not_met"]
    assert refusing
    assert all(one["text"] and one["sources"] for one in refusing)


def test_without_a_day_the_answer_is_for_today_where_the_instrument_is(
    ask: Ask, settings: Settings
) -> None:
    settings.SAPAR_NOW = settings.SAPAR_NOW.replace(day=20, hour=1)  # still the 19th in UTC
    answer = ask(f"{PROGRAMME}/assessment", {"facts": {}}).json()
    assert (answer["on"], answer["known_at"]) == (DAY, DAY)


def test_a_day_and_what_was_known_can_be_asked_for(ask: Ask) -> None:
    body = {"facts": {}, "on": "2025-12-24", "known_at": "2025-11-20"}
    answer = ask(f"{PROGRAMME}/assessment", body).json()
    assert (answer["on"], answer["known_at"]) == ("2025-12-24", "2025-11-20")
    assert answer["announced"] is False


def test_sentences_come_in_the_language_asked_for(ask: Ask) -> None:
    waiver = "kz-kr-visa-waiver-2014/assessment"
    texts = {
        lang: ask(waiver, {"facts": {}, "lang": lang}).json()["findings"][0]["text"]
        for lang in ("en", "kk", "ru", "ko", "fr")
    }
    assert len(set(texts.values())) == 5


def test_nothing_told_leaves_questions_with_words(ask: Ask) -> None:
    answer = ask(f"{PROGRAMME}/questions", {"facts": {}}).json()
    assert answer["outcome"] == "incomplete"
    assert all(one["question"] and one["label"] for one in answer["questions"])
    entry = next(one for one in answer["questions"] if one["fact"] == "stay.entry")
    assert [one["value"] for one in entry["choices"]] == ["regular", "smuggled", "forged_document"]


def test_everything_told_leaves_no_question(ask: Ask) -> None:
    answer = ask(f"{PROGRAMME}/questions", {"facts": AIGUL}).json()
    assert [one for one in answer["questions"] if one["fact"] in AIGUL] == []


def test_an_excluded_person_is_asked_nothing_more(ask: Ask) -> None:
    facts = {"stay.entry": "smuggled", "person.under_departure_order": True}
    answer = ask(f"{PROGRAMME}/questions", {"facts": facts}).json()
    assert answer["outcome"] == "not_eligible"
    assert answer["questions"] == []


def test_an_instrument_may_ask_for_facts_of_its_own(ask: Ask) -> None:
    body = {"facts": {"stay.way_out": "leave"}}
    assert ask("ae-amnesty-2018/questions", body).status_code == 200
    assert ask(f"{PROGRAMME}/questions", body).json()["code"] == "fact_unknown"


def test_nothing_asked_for_one_person_is_told_to_the_next(client: Client, ask: Ask) -> None:
    empty = ask(f"{PROGRAMME}/assessment", {"facts": {}}).content
    ask(f"{PROGRAMME}/assessment", {"facts": DAULET})
    assert ask(f"{PROGRAMME}/assessment", {"facts": {}}).content == empty
    assert not client.cookies
