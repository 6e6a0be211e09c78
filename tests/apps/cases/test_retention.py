"""How long data are kept: proposed by the machine, decided by an officer, gone without breaking the record."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.apps.cases.cast import NOON, Cast, register

from sapar.apps.accounts.actor import Actor, machine
from sapar.apps.accounts.models import Grant, User
from sapar.apps.accounts.queries import actor_of
from sapar.apps.accounts.roles import Role
from sapar.apps.cases.actions import (
    confirm_erasure,
    make_move,
    propose_erasure,
    refuse_erasure,
    write,
)
from sapar.apps.cases.brief import brief_of
from sapar.apps.cases.errors import (
    AlreadyDoneError,
    NotAllowedError,
    ReasonMissingError,
    StillKeptError,
    UntilError,
)
from sapar.apps.cases.history import chain_of
from sapar.apps.cases.jobs import erasing
from sapar.apps.cases.models import Case, Erasure
from sapar.apps.cases.queries import case_for
from sapar.apps.cases.retention import due_for_erasure, waiting_erasures
from sapar.apps.journal.queries import entries_of, read
from sapar.apps.journal.verify import verify
from sapar.apps.people.models import Person, PersonName

pytestmark = pytest.mark.django_db

LAST = date(2029, 1, 20)
"""The last day of three years after the withdrawal on 20 January 2026, in Seoul."""
OVER = datetime(2029, 1, 20, 15, tzinfo=UTC)
"""Midnight in Seoul after it."""


@pytest.fixture
def kept_for_three_years(tmp_path: Path, settings: object) -> None:
    """The shelf of the house, with a number in the programme of 2025."""
    shelf = tmp_path / "instruments"
    shutil.copytree(settings.SAPAR_INSTRUMENTS, shelf)  # type: ignore[attr-defined]
    law = shelf / "kr-voluntary-departure-2025" / "instrument.yaml"
    text = law.read_text(encoding="utf-8")
    known = "{keep: 3 years rounding up, sources: [immigration-act], standing: assumed}"
    assert "retention: {standing: unknown}" in text
    law.write_text(text.replace("{standing: unknown}", known), encoding="utf-8")
    settings.SAPAR_INSTRUMENTS = shelf  # type: ignore[attr-defined]


@pytest.fixture
def guardian(cast: Cast) -> User:
    """The data-protection officer of Kazakhstan's posts."""
    user = User.objects.create_user("guardian@example.org")
    role = Role.DATA_PROTECTION_OFFICER
    Grant.objects.create(user=user, role=role, state="KZ", since=NOON - timedelta(days=9))
    return user


def acting(user: User, at: datetime = OVER) -> Actor:
    return actor_of(user, at=at)


def ended(cast: Cast) -> Case:
    """A case in which something was written, withdrawn on the first day."""
    case = cast.opened()
    write(case.pk, "Мен барамын.", actor=cast.acting(cast.citizen))
    make_move(case.pk, "withdraw", actor=cast.acting(cast.officer), note="Told by phone.")
    case.refresh_from_db()
    return case


def proposed(cast: Cast) -> Erasure:
    made = propose_erasure(cast.aida.pk, actor=machine(OVER))
    assert made is not None
    return made


@pytest.fixture
def case(cast: Cast, kept_for_three_years: None) -> Iterator[Case]:
    return ended(cast)


def test_where_no_text_gives_a_time_nobody_is_ever_proposed(cast: Cast) -> None:
    ended(cast)
    assert not due_for_erasure(at=OVER + timedelta(days=30_000)).exists()


def test_a_person_is_proposed_on_the_day_after_the_last_and_once(cast: Cast, case: Case) -> None:
    assert erasing(OVER - timedelta(seconds=1), 10) == []
    assert erasing(OVER, 10) == [str(cast.aida.pk)]
    assert propose_erasure(cast.aida.pk, actor=machine(OVER - timedelta(days=1))) is None
    assert proposed(cast).kept_until == LAST
    assert erasing(OVER, 10) == []
    assert propose_erasure(cast.aida.pk, actor=machine(OVER)) is None


def test_whoever_has_an_open_case_or_none_is_not_proposed(cast: Cast, case: Case) -> None:
    cast.opened(at=NOON + timedelta(days=1))
    register(None, "Серікова", "Мадина")
    assert not due_for_erasure(at=OVER).exists()


def test_only_a_data_protection_officer_of_the_state_decides(
    cast: Cast, case: Case, guardian: User
) -> None:
    erasure = proposed(cast)
    Grant.objects.create(
        user=cast.outsider, role=Role.DATA_PROTECTION_OFFICER, state="UZ", since=NOON
    )
    for user in (cast.officer, cast.supervisor, cast.auditor, cast.outsider, cast.citizen):
        assert waiting_erasures(acting(user)) == []
        with pytest.raises(NotAllowedError):
            confirm_erasure(erasure.pk, actor=acting(user))
    with pytest.raises(NotAllowedError):
        confirm_erasure(erasure.pk, actor=machine(OVER))
    with pytest.raises(NotAllowedError):
        propose_erasure(cast.aida.pk, actor=acting(guardian))
    assert waiting_erasures(acting(guardian)) == [erasure]


def test_confirmed_everything_about_the_person_is_gone_and_the_record_holds(
    cast: Cast, case: Case, guardian: User
) -> None:
    erasure = proposed(cast)
    confirm_erasure(erasure.pk, actor=acting(guardian))
    assert Person.objects.get(pk=cast.aida.pk).erased_at == OVER
    assert not PersonName.objects.filter(person=cast.aida.pk).exists()
    assert not any(bytes(one.body) for one in case.messages.all())
    assert verify().holds
    told = {one.verb: read(one) for one in entries_of(chain_of(case))}
    assert told["case.moved"].is_erased
    assert told["case.moved"].said["to"] == "withdrawn"
    assert "case.person_erased" in told
    with pytest.raises(AlreadyDoneError):
        confirm_erasure(erasure.pk, actor=acting(guardian))


def test_the_page_of_the_case_still_opens_and_says_that_the_person_was_erased(
    cast: Cast, case: Case, guardian: User
) -> None:
    confirm_erasure(proposed(cast).pk, actor=acting(guardian))
    seen = case_for(acting(guardian), case.number)
    brief = brief_of(seen, at=OVER)
    assert brief.is_erased
    assert brief.facts == {}
    assert brief.position.state == "withdrawn"


def test_refused_it_is_proposed_again_when_the_day_has_come(
    cast: Cast, case: Case, guardian: User
) -> None:
    erasure, until = proposed(cast), date(2030, 1, 1)
    actor = acting(guardian)
    with pytest.raises(ReasonMissingError):
        refuse_erasure(erasure.pk, reason="", until=until, actor=actor)
    with pytest.raises(UntilError):
        refuse_erasure(erasure.pk, reason="court-case", until=OVER.date(), actor=actor)
    refuse_erasure(erasure.pk, reason="court-case", until=until, actor=actor)
    assert not due_for_erasure(at=datetime(2029, 12, 31, 12, tzinfo=UTC)).exists()
    assert due_for_erasure(at=datetime(2030, 1, 1, 12, tzinfo=UTC)).exists()
    assert bytes(Case.objects.get(pk=case.pk).facts)


def test_a_case_opened_meanwhile_stops_the_erasure(cast: Cast, case: Case, guardian: User) -> None:
    erasure = proposed(cast)
    cast.opened(at=NOON + timedelta(days=1))
    with pytest.raises(StillKeptError):
        confirm_erasure(erasure.pk, actor=acting(guardian))
    assert Person.objects.get(pk=cast.aida.pk).erased_at is None
    assert Erasure.objects.get(pk=erasure.pk).decided_at is None


def test_nobody_decides_about_themselves(cast: Cast, case: Case) -> None:
    erasure = proposed(cast)
    Grant.objects.create(
        user=cast.citizen, role=Role.DATA_PROTECTION_OFFICER, state="KZ", since=NOON
    )
    with pytest.raises(NotAllowedError):
        confirm_erasure(erasure.pk, actor=acting(cast.citizen))
