"""The tutorial leads where it says: its files are whole, and its programme answers."""

from datetime import date
from pathlib import Path

import pytest

from sapar.core.law import VOCABULARY, FactValueError, Outcome, assess, facts_from
from sapar.instruments.check import check_instrument
from sapar.instruments.facts_file import read_facts
from sapar.instruments.library import Library
from sapar.screening import Engine, screen

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "docs/tutorial/example"
FOLDER = EXAMPLE / "instruments/xo-spring-departure-2025"


def test_the_programme_of_the_tutorial_is_whole() -> None:
    assert check_instrument(Library(ROOT / "instruments"), FOLDER) == []


def test_the_person_of_the_tutorial_gets_the_answer_it_tells() -> None:
    law = Library(ROOT / "instruments").law_in(FOLDER)
    facts = read_facts(EXAMPLE / "facts.yaml", law.instrument.vocabulary)
    day = facts["declaration.filed_on"]
    assessment = assess(law, facts, on=day, known_on=day)
    assert assessment.outcome is Outcome.NEEDS_REVIEW


def test_the_state_that_only_the_tutorial_names_is_a_country_there_and_nowhere_else(
    tmp_path: Path,
) -> None:
    table = tmp_path / "people.csv"
    table.write_text("id,stay.country\n1,XO\n")
    told = {"stay.country": "XO"}
    law, on = Library(ROOT / "instruments").law_in(FOLDER), date(2025, 3, 10)
    assert facts_from(told, law.instrument.vocabulary) == told
    for engine in Engine:
        if engine is not Engine.SPARK:
            assert screen(law, table, on=on, known_on=on, engine=engine).total == 1
    with pytest.raises(FactValueError):
        facts_from(told, VOCABULARY)


def test_nothing_else_lies_in_the_example() -> None:
    files = {str(path.relative_to(EXAMPLE)) for path in EXAMPLE.rglob("*") if path.is_file()}
    assert files == {
        "facts.yaml",
        *(
            f"instruments/{FOLDER.name}/{name}"
            for name in ("instrument.yaml", "examples.yaml", "words/en.yaml")
        ),
    }
