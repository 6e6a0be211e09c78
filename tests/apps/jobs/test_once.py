"""What must happen once happens once: with two at it, after a failure, and on a schedule."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.apps.jobs.chores import note, refuse, tidy
from tests.apps.jobs.conftest import NOON, work_off_at

from sapar.apps.jobs.actions import enqueue, once
from sapar.apps.jobs.due import due_work
from sapar.apps.jobs.engines.engine import State, engine
from sapar.apps.jobs.models import Once
from sapar.apps.jobs.queries import queue, was_done
from sapar.apps.jobs.schedules import begin_due, daily, every, forget_begun

pytestmark = pytest.mark.django_db(transaction=True)

Called = list[tuple[int, datetime]]
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class LetterLostError(Exception):
    """The effect fails."""


# the ledger


def test_the_second_time_is_not_the_first() -> None:
    with once("reminder/1", at=NOON) as first:
        assert first
    with once("reminder/1", at=NOON + DAY) as first:
        assert not first
    assert Once.objects.get().done_at == NOON


def test_another_key_is_another_matter() -> None:
    with once("reminder/1", at=NOON), once("reminder/2", at=NOON) as first:
        assert first


def test_the_ledger_keeps_nothing_when_the_effect_fails() -> None:
    with pytest.raises(LetterLostError), once("reminder/1", at=NOON):
        raise LetterLostError
    assert not was_done("reminder/1")
    with once("reminder/1", at=NOON) as first:
        assert first
    assert was_done("reminder/1")


# schedules


@pytest.fixture
def each_hour() -> None:
    every(HOUR, 1)(note)


@pytest.mark.usefixtures("each_hour")
def test_a_scheduled_job_runs_once_in_its_hour(called: Called) -> None:
    for minutes in (0, 1, 59):
        work_off_at(NOON + minutes * MINUTE)
    assert len(called) == 1
    work_off_at(NOON + HOUR)
    assert len(called) == 2


@pytest.mark.usefixtures("each_hour")
def test_what_was_missed_in_an_outage_runs_once(called: Called) -> None:
    work_off_at(NOON)
    work_off_at(NOON + 3 * DAY)
    assert len(called) == 2


@pytest.mark.usefixtures("each_hour")
def test_a_clock_that_is_set_back_repeats_nothing_and_stops_nothing(called: Called) -> None:
    for hours in (0, 1, 2, 0, 1, 2, 3):
        work_off_at(NOON + hours * HOUR)
    assert len(called) == 4


@pytest.mark.usefixtures("each_hour")
def test_a_clock_that_was_a_year_ahead_stops_nothing(called: Called) -> None:
    for at in (NOON, NOON + 365 * DAY, NOON + HOUR, NOON + 2 * HOUR):
        work_off_at(at)
    assert len(called) == 4


def test_a_scheduled_job_that_failed_comes_again_at_its_next_hour(
    called: Called, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sapar.apps.jobs.attempts.PAUSES", ())
    every(HOUR, 1)(refuse)
    for hours in range(2):
        work_off_at(NOON + hours * HOUR)
    assert (len(called), queue().failed) == (2, 2)
    begin_due(at=NOON + 2 * HOUR)
    begin_due(at=NOON + 3 * HOUR)
    assert queue().waiting == 1


@pytest.mark.usefixtures("each_hour")
def test_a_scheduled_job_that_still_waits_is_not_queued_beside_itself() -> None:
    begin_due(at=NOON)
    begin_due(at=NOON + HOUR)
    assert queue().waiting == 1


def test_a_daily_job_begins_at_its_hour_of_the_place(called: Called) -> None:
    daily("03:00", 1, zone="Asia/Almaty")(note)  # 22:00 in UTC
    for at in (
        datetime(2026, 1, 20, 21, 59, tzinfo=UTC),  # the day before is made up for
        datetime(2026, 1, 20, 22, 0, tzinfo=UTC),
        datetime(2026, 1, 21, 21, 59, tzinfo=UTC),
        datetime(2026, 1, 21, 22, 0, tzinfo=UTC),
    ):
        work_off_at(at)
    assert len(called) == 3


@pytest.mark.usefixtures("each_hour")
def test_old_slots_are_forgotten_and_what_happened_once_is_not() -> None:
    work_off_at(NOON)
    with once("reminder/1", at=NOON):
        pass
    assert forget_begun(at=NOON + 6 * DAY) == 0
    assert forget_begun(at=NOON + 8 * DAY) == 1
    assert was_done("reminder/1")


def test_the_house_forgets_old_slots_by_itself() -> None:
    from sapar.apps.jobs import jobs

    daily("03:00", zone="UTC")(jobs.forget_begun)
    begin_due(at=NOON - 30 * DAY)
    begun = Once.objects.get().pk
    work_off_at(NOON)
    assert not was_done(begun)
    assert Once.objects.count() == 1


# what the clock makes due


@pytest.fixture
def cases() -> list[int]:
    """Cases that are due from noon on and not yet noted, as a finder sees them."""
    open_cases = [1, 2, 3]

    def found(at: datetime, limit: int) -> list[int]:
        done = {int(one.pk.rsplit("/")[-1]) for one in Once.objects.filter(pk__startswith="case/")}
        return [one for one in open_cases if at >= NOON and one not in done][:limit]

    due_work(note)(found)
    due_work(refuse)(lambda _at, limit: [7][:limit])
    return open_cases


def finish(*numbers: int) -> None:
    for number in numbers:
        with once(f"case/{number}", at=NOON):
            pass


@pytest.mark.usefixtures("cases")
def test_what_is_due_is_found_and_nothing_before(called: Called) -> None:
    work_off_at(NOON - MINUTE)
    assert [number for number, _ in called] == [7]
    work_off_at(NOON)
    assert sorted(number for number, _ in called) == [1, 2, 3, 7]


@pytest.mark.usefixtures("cases")
def test_what_is_queued_or_failed_is_not_queued_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sapar.apps.jobs.attempts.PAUSES", ())
    for minute in range(3):
        work_off_at(NOON + minute * MINUTE)
    assert engine().unfinished(refuse) == {((7,), State.FAILED)}
    assert queue().failed == 1


def test_what_is_in_the_queue_does_not_hide_the_rest(
    cases: list[int], called: Called, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sapar.apps.jobs.due.MOST", 2)
    work_off_at(NOON)
    assert sorted(number for number, _ in called) == [1, 2, 7]
    finish(1)
    enqueue(tidy, 1, 1)
    work_off_at(NOON + MINUTE)
    assert sorted({number for number, _ in called}) == [1, 2, 3, 7]


def test_after_an_outage_of_a_day_everything_due_is_done(cases: list[int], called: Called) -> None:
    cases.extend(range(10, 60))
    work_off_at(NOON + DAY)
    assert {number for number, _ in called} == {*cases, 7}
