"""Workers are killed, stopped and cut off in the middle: nothing is lost, nothing happens twice."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.apps.jobs.workers import FAKETIME, Yard, yard_with

ON_POSTGRES = [
    pytest.param("postgresql database", marks=pytest.mark.postgres),
    pytest.param("postgresql procrastinate", marks=pytest.mark.postgres),
]
ALL = ["sqlite database", *ON_POSTGRES]
NOON = "2026-01-20T12:00+00:00"


@pytest.fixture
def yard(request: pytest.FixtureRequest, tmp_path: Path, postgres_url: str) -> Iterator[Yard]:
    """A site of its own, on the database and the engine that the test names."""
    database, engine = request.param.split()
    with yard_with(engine, tmp_path, None if database == "sqlite" else postgres_url) as made:
        yield made


on_all = pytest.mark.parametrize("yard", ALL, indirect=True)
on_postgres = pytest.mark.parametrize("yard", ON_POSTGRES, indirect=True)
on_sqlite = pytest.mark.parametrize("yard", ["sqlite database"], indirect=True)


def queue(yard: Yard, job: str, many: str) -> None:
    """Queue jobs of the yard."""
    yard.run(
        "from sapar.apps.jobs.actions import enqueue_many\n"
        "from tests.apps.jobs.yard import jobs\n"
        f"enqueue_many(jobs.{job}, {many})"
    )


def marks(yard: Yard) -> list[int]:
    """What has happened, in the order of the numbers; twice when it happened twice."""
    return [number for (number,) in yard.ask("SELECT number FROM yard_mark ORDER BY number")]


def begun(yard: Yard) -> int:
    """How often a job of ours was begun."""
    return int(yard.ask("SELECT count(*) FROM yard_attempt WHERE number >= 0")[0][0])


@on_all
def test_workers_killed_twelve_times_lose_nothing_and_double_nothing(yard: Yard) -> None:
    queue(yard, "mark", "[(number, 60) for number in range(150)]")
    workers = [yard.worker(), yard.worker()]
    yard.wait_until(lambda: begun(yard) > 2)
    for number in range(12):
        time.sleep(0.25)
        workers[number % 2].kill()
        workers[number % 2] = yard.worker()
        seen = begun(yard)
        yard.wait_until(lambda seen=seen: begun(yard) > seen + 1 or len(marks(yard)) == 150)
    yard.wait_until(lambda: yard.unfinished() == 0)
    assert marks(yard) == list(range(150))
    assert begun(yard) > 150  # some were caught in the middle, and begun again


@on_all
def test_a_worker_that_was_frozen_and_wakes_up_doubles_nothing(yard: Yard) -> None:
    queue(yard, "mark", "[(1, 6000)]")
    frozen = yard.worker()
    yard.wait_until(lambda: begun(yard) == 1)
    frozen.send_signal(signal.SIGSTOP)
    other = yard.worker()
    yard.wait_until(lambda: begun(yard) == 2)
    frozen.send_signal(signal.SIGCONT)
    yard.wait_until(lambda: yard.unfinished() == 0)
    queue(yard, "mark", "[(2, 0), (3, 0)]")
    yard.wait_until(lambda: yard.unfinished() == 0)
    assert marks(yard) == [1, 2, 3]
    assert (frozen.poll(), other.poll()) == (None, None)


@on_all
def test_a_worker_that_is_told_to_stop_finishes_its_job_first(yard: Yard) -> None:
    queue(yard, "mark", "[(1, 1600), (2, 1600)]")
    worker = yard.worker()
    yard.wait_until(lambda: begun(yard) == 1)
    worker.send_signal(signal.SIGTERM)
    assert yard.ended(worker)[0] == 0
    assert (marks(yard), begun(yard)) == ([1], 1)
    yard.worker()
    yard.wait_until(lambda: yard.unfinished() == 0)
    assert (marks(yard), begun(yard)) == ([1, 2], 2)


@on_all
def test_an_idle_worker_stops_at_once(yard: Yard) -> None:
    worker = yard.worker(SAPAR_NOW=NOON)
    yard.wait_until(lambda: yard.count("attempt") == 1)  # the hourly job
    worker.send_signal(signal.SIGINT)
    assert yard.ended(worker)[0] == 0


@on_all
def test_jobs_with_one_key_are_never_at_it_together(yard: Yard) -> None:
    queue(yard, "tidy", "[(number % 2, number) for number in range(40)]")
    for _ in range(3):
        yard.worker()
    yard.wait_until(lambda: len(marks(yard)) == 40)
    assert marks(yard) == list(range(40))
    assert begun(yard) == 40  # none found the shelf busy and failed


@on_all
def test_three_workers_that_start_together_begin_a_schedule_once(yard: Yard) -> None:
    workers = [yard.worker(SAPAR_NOW=NOON) for _ in range(3)]
    yard.wait_until(lambda: all(yard.works(worker) for worker in workers))
    yard.wait_until(lambda: yard.count("attempt") > 0)
    time.sleep(4)  # another round of housekeeping
    assert yard.count("attempt") == 1
    assert yard.ask("SELECT count(*) FROM jobs_once WHERE key LIKE '%hourly%'") == [(1,)]


@on_all
def test_of_four_processes_one_is_first(yard: Yard) -> None:
    first = (
        "import datetime\n"
        "from sapar.apps.jobs.actions import once\n"
        "from tests.apps.jobs.yard.models import Mark\n"
        "for number in range(50):\n"
        "    with once(f'lapse/{number}', at=datetime.datetime(2026, 1, 20, tzinfo=datetime.UTC)) as first:\n"
        "        if first: Mark.objects.create(number=number)\n"
    )
    processes = [yard.start(first) for _ in range(4)]
    assert [yard.ended(process) for process in processes] == [(0, "")] * 4
    assert marks(yard) == list(range(50))


@on_all
def test_four_writers_and_a_worker_wait_for_each_other_and_lose_nothing(yard: Yard) -> None:
    yard.run("from tests.apps.jobs.yard.models import Counter; Counter.objects.create(pk=1)")
    writer = (
        "import sys\n"
        "from django.db import transaction\n"
        "from sapar.apps.jobs.actions import enqueue\n"
        "from tests.apps.jobs.yard.jobs import mark\n"
        "from tests.apps.jobs.yard.models import Counter\n"
        "for number in range(60):\n"
        "    with transaction.atomic():\n"
        "        counter = Counter.objects.select_for_update().get(pk=1)\n"
        "        counter.count += 1\n"
        "        counter.save()\n"
        "        enqueue(mark, counter.count)\n"
    )
    worker = yard.worker()
    writers = [yard.start(writer) for _ in range(4)]
    assert [yard.ended(process) for process in writers] == [(0, "")] * 4
    yard.wait_until(lambda: yard.unfinished() == 0)
    assert yard.ask("SELECT count FROM yard_counter") == [(240,)]
    assert marks(yard) == list(range(1, 241))
    worker.send_signal(signal.SIGTERM)
    code, said = yard.ended(worker)
    assert code == 0
    assert "locked" not in said


@on_postgres
def test_a_worker_whose_database_goes_away_comes_back(yard: Yard, postgres_url: str) -> None:
    queue(yard, "mark", "[(number, 100) for number in range(40)]")
    worker = yard.worker()
    name = yard.database_url.rsplit("/", 1)[1]
    for _ in range(3):
        seen = begun(yard)
        yard.wait_until(lambda seen=seen: begun(yard) > seen + 3)
        with psycopg.connect(postgres_url, autocommit=True) as there:
            there.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
            )
    yard.wait_until(lambda: yard.unfinished() == 0)
    assert marks(yard) == list(range(40))
    assert worker.poll() is None


@on_sqlite
@pytest.mark.faketime
def test_the_job_of_a_worker_whose_clock_was_ahead_comes_back(yard: Yard) -> None:
    queue(yard, "mark", "[(1, 3000)]")
    ahead = yard.worker(LD_PRELOAD=str(FAKETIME), FAKETIME="+2h")
    yard.wait_until(lambda: begun(yard) == 1)
    ahead.kill()
    yard.worker()
    yard.wait_until(lambda: yard.unfinished() == 0)
    assert marks(yard) == [1]
    assert begun(yard) == 2


@on_all
@pytest.mark.faketime
def test_a_worker_whose_clock_is_set_back_repeats_no_run(yard: Yard) -> None:
    for hours in (0, 2, 0, 2):
        worker = yard.worker(LD_PRELOAD=str(FAKETIME), FAKETIME=f"-{hours}h")
        yard.wait_until(lambda worker=worker: yard.works(worker))
        time.sleep(4)  # a round of housekeeping
        worker.send_signal(signal.SIGTERM)
        assert yard.ended(worker)[0] == 0
    runs = yard.ask("SELECT count(*) FROM jobs_once WHERE key LIKE '%hourly%'")[0][0]
    assert yard.count("attempt") == runs
    assert runs in {2, 3, 4}  # an hour may have begun meanwhile
