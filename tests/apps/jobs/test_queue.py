"""A job is queued with the transaction, runs later with the instant of its run, and is tried again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from tests.apps.jobs.chores import note, refuse, tidy
from tests.apps.jobs.conftest import NOON, work_off_at

from sapar.apps.jobs.actions import discard, enqueue, enqueue_many, retry
from sapar.apps.jobs.attempts import PAUSES, pause_after
from sapar.apps.jobs.engines.engine import State, UnknownJobError, engine
from sapar.apps.jobs.queries import age_of_oldest, failures, queue
from sapar.apps.jobs.tasks import task_backends

pytestmark = pytest.mark.django_db(transaction=True)

Called = list[tuple[int, datetime]]


class ChangeOfMindError(Exception):
    """The action fails after it has queued its job."""


def change_of_mind(queued: Callable[[], None]) -> None:
    """An action that queues, and fails before it commits."""
    with pytest.raises(ChangeOfMindError), transaction.atomic():
        _queue_and_fail(queued)


def _queue_and_fail(queued: Callable[[], None]) -> None:
    queued()
    raise ChangeOfMindError


@pytest.fixture
def one_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    """A job is tried once."""
    monkeypatch.setattr("sapar.apps.jobs.attempts.PAUSES", ())


@pytest.fixture
def no_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """A job is tried three times, without rest."""
    monkeypatch.setattr("sapar.apps.jobs.attempts.PAUSES", (timedelta(0),) * 2)


def test_a_job_runs_with_its_ids_at_the_instant_of_its_run(called: Called) -> None:
    enqueue(note, 7)
    assert called == []
    work_off_at(NOON)
    assert called == [(7, NOON)]


def test_a_finished_job_leaves_the_queue() -> None:
    enqueue(note, 7)
    work_off_at(NOON)
    assert (queue().waiting, queue().running, queue().failed) == (0, 0, 0)
    assert engine().unfinished(note) == set()


def test_a_rollback_leaves_no_job(called: Called) -> None:
    change_of_mind(lambda: enqueue(note, 7))
    change_of_mind(lambda: enqueue_many(note, [8, 9]))
    change_of_mind(lambda: enqueue(tidy, 1, 1))
    assert queue().waiting == 0
    work_off_at(NOON)
    assert called == []


def test_many_jobs_are_queued_at_once(called: Called) -> None:
    enqueue_many(note, range(120))
    enqueue_many(tidy, [(1, 200), (2, 201)])
    enqueue_many(note, [])
    work_off_at(NOON)
    assert sorted(number for number, _ in called) == [*range(120), 200, 201]


def test_a_uuid_travels_as_text() -> None:
    enqueue(note, UUID(int=5))
    assert engine().unfinished(note) == {((str(UUID(int=5)),), State.WAITING)}


@pytest.mark.usefixtures("no_rest")
def test_a_job_that_fails_is_tried_again_until_it_has_failed(called: Called) -> None:
    enqueue(refuse, 3)
    for _ in range(5):
        work_off_at(NOON)
    assert called == [(3, NOON)] * 3
    (failure,) = failures()
    assert (failure.task, failure.ids, failure.attempts) == (
        "tests.apps.jobs.chores.refuse",
        (3,),
        3,
    )
    assert queue().failed == 1


def test_a_job_that_failed_rests_before_it_is_tried_again(called: Called) -> None:
    enqueue(refuse, 3)
    work_off_at(NOON)
    work_off_at(NOON)
    assert called == [(3, NOON)]
    assert engine().unfinished(refuse) == {((3,), State.WAITING)}


def test_the_rests_grow_and_end() -> None:
    assert [pause_after(number) for number in range(1, len(PAUSES) + 1)] == list(PAUSES)
    assert sorted(PAUSES) == list(PAUSES)
    assert pause_after(len(PAUSES) + 1) is None


@pytest.mark.usefixtures("one_attempt")
def test_one_failing_job_does_not_stop_the_others(called: Called) -> None:
    enqueue(refuse, 1)
    enqueue(note, 2)
    work_off_at(NOON)
    assert sorted(number for number, _ in called) == [1, 2]


@pytest.mark.usefixtures("one_attempt")
def test_a_failed_job_is_tried_anew_when_somebody_says_so(called: Called) -> None:
    enqueue(refuse, 3)
    work_off_at(NOON)
    retry(failures()[0].id)
    assert failures() == []
    work_off_at(NOON)
    assert called == [(3, NOON)] * 2


@pytest.mark.usefixtures("one_attempt")
def test_a_failed_job_is_forgotten_when_somebody_says_so(called: Called) -> None:
    enqueue(refuse, 3)
    work_off_at(NOON)
    discard(failures()[0].id)
    assert engine().unfinished(refuse) == set()
    work_off_at(NOON)
    assert called == [(3, NOON)]


@pytest.mark.parametrize("verb", [retry, discard])
@pytest.mark.parametrize("unknown", ["nonsense", "12", str(UUID(int=3))])
def test_a_job_that_has_not_failed_is_neither_tried_anew_nor_forgotten(
    verb: Any, unknown: str
) -> None:
    enqueue(note, 1)
    with pytest.raises(UnknownJobError, match=unknown):
        verb(unknown)
    assert queue().waiting == 1


def test_the_age_of_the_queue_is_that_of_its_oldest_job() -> None:
    assert age_of_oldest(at=NOON) == timedelta(0)
    enqueue(note, 1)
    enqueue(note, 2)
    assert queue().waiting == 2
    began = queue().oldest
    assert began is not None
    assert age_of_oldest(at=began + timedelta(hours=1)) == timedelta(hours=1)


def test_a_back_end_that_knows_no_transaction_hears_of_a_job_after_the_commit(
    called: Called, settings: Any
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    with transaction.atomic():
        enqueue(note, 7)
        assert called == []
    assert called == [(7, NOON)]
    change_of_mind(lambda: enqueue(note, 8))
    assert called == [(7, NOON)]


def test_the_interface_of_django_queues_the_same_way(called: Called) -> None:
    note.enqueue(7)
    assert task_backends["default"] is engine()
    work_off_at(NOON)
    assert called == [(7, NOON)]
