"""Every obstacle, fault and message of a case is a sentence in each language."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override
from tests.apps.cases.cast import NOON, Cast, gather, noon_on

from sapar.apps.accounts.actor import machine
from sapar.apps.cases.actions import give_evidence, hold, refuse_evidence, wake
from sapar.apps.cases.brief import brief_of
from sapar.apps.cases.models import Case, Evidence
from sapar.apps.cases.queries import messages_of
from sapar.core.law.moves import Obstacle, Why
from sapar.web.frame.casework import (
    deadline_said,
    faults,
    message_said,
    obstacle_text,
    words_for,
)

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _ in settings.LANGUAGES]

ABOUT = {
    Why.HELD: "detained",
    Why.TOO_EARLY: "notice",
    Why.TOO_LATE: "notice",
    Why.NOT_COUNTED: "notice",
    Why.RULED_OUT: "illegal-entry",
    Why.NOT_SETTLED: "ticket",
    Why.NEEDS: "travel-document",
    Why.CONDITION_OPEN: "departure.date",
}


@pytest.fixture
def cast(tmp_path: Path, settings: object) -> Cast:
    settings.SAPAR_KEYS = tmp_path / "keys.json"  # type: ignore[attr-defined]
    return gather()


def said_in(language: str, case: Case) -> list[str]:
    with override(language):
        words, brief = words_for(case), brief_of(case, at=NOON)
        obstacles = [
            Obstacle(why=why, about=ABOUT.get(why, ""), day=date(2026, 2, 11)) for why in Why
        ]
        return [
            *(obstacle_text(one, brief, words) for one in obstacles),
            *(text for _, text in faults()),
            *(message_said(one, case, words).text for one in messages_of(case)),
            *(deadline_said(one, brief, words).text for one in brief.deadlines),
        ]


def test_all_of_it_is_said_and_in_each_language_otherwise(cast: Cast) -> None:
    case = cast.opened()
    officer = cast.acting(cast.officer)
    given = give_evidence(case.pk, "ticket", file=None, actor=officer)
    Evidence.objects.filter(pk=given.pk).update(verdict="offered", checked_at=None, checked_by=None)
    refuse_evidence(given.pk, why="unreadable", actor=officer)
    hold(case.pk, "detained", actor=officer)
    wake(case.pk, actor=machine(noon_on(date(2026, 2, 3))))
    wake(case.pk, actor=machine(noon_on(date(2026, 3, 1))))
    case.refresh_from_db()
    said = {language: said_in(language, case) for language in LANGUAGES}
    assert all(all(texts) for texts in said.values())
    for language, texts in said.items():
        if language != "en":
            alike = [one for one, other in zip(texts, said["en"], strict=True) if one == other]
            assert alike == [], language


def test_an_obstacle_names_the_day_it_turns_on(cast: Cast) -> None:
    case = cast.opened()
    with override("en"):
        late = Obstacle(why=Why.TOO_LATE, about="notice", day=date(2026, 2, 11))
        text = obstacle_text(late, brief_of(case, at=NOON), words_for(case))
    assert text == "It is too late. The last day was Wednesday 11 February 2026."


def test_a_deadline_says_the_safe_day_and_the_other_beside_it(cast: Cast) -> None:
    case = cast.opened()
    brief = brief_of(case, at=NOON)
    with override("en"):
        said = deadline_said(brief.deadlines[0], brief, words_for(case))
    assert (said.day, said.last) == ("Tuesday 10 February 2026", "Wednesday 11 February 2026")
    assert said.days_left == 21
