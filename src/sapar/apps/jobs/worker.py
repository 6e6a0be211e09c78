"""A worker: runs the engine, begins what is scheduled, sweeps up after dead workers, stops when told."""

from __future__ import annotations

import logging
import signal
import time
from threading import Thread
from typing import Any, Final

from django.db import close_old_connections, connection

from sapar.apps.jobs.engines.engine import engine, rest
from sapar.apps.jobs.job import now
from sapar.apps.jobs.schedules import begin_due

_log = logging.getLogger(__name__)
_HOUSEKEEPING: Final = 2.0
_PAUSE: Final = 1.0
_LONGEST_PAUSE: Final = 10.0
_WENT_WELL: Final = 5.0


class HousekeepingError(Exception):
    """The schedules or the sweep are broken: a worker does not go on without them."""


def run_worker() -> None:
    """Work until SIGTERM or SIGINT; the job at hand is finished, a second signal does not wait for it.

    A database that goes away is waited for. Raises ``HousekeepingError``.
    """
    chosen, told = engine(), _Told()
    house = Thread(target=_keep_house, args=(told,), daemon=True)
    house.start()
    pause = _PAUSE
    while not told.to_stop():
        began = time.monotonic()
        try:
            chosen.work(stopping=told.to_stop)
        except chosen.database_errors as error:
            _log.warning("The database is away: %s", error)
        if told.to_stop():
            break
        pause = _PAUSE if time.monotonic() - began > _WENT_WELL else min(2 * pause, _LONGEST_PAUSE)
        rest(pause, stopping=told.to_stop)
        close_old_connections()
    told.ended = True
    house.join()
    connection.close()
    if told.broken is not None:
        raise HousekeepingError from told.broken


def work_off() -> None:
    """Begin what is scheduled and run all that waits, here and now; for tests and for trying."""
    begin_due(at=now())
    engine().work(stopping=lambda: False, until_empty=True)


class _Told:
    """Whether somebody wants the worker to stop, or its housekeeping broke."""

    def __init__(self) -> None:
        self.ended = False
        self.broken: BaseException | None = None
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)

    def to_stop(self) -> bool:
        """Whether to stop after the job at hand."""
        return self.ended or self.broken is not None

    def _on_signal(self, number: int, _frame: Any) -> None:
        self.ended = True
        signal.signal(number, signal.SIG_DFL)


def _keep_house(told: _Told) -> None:
    """1 begin what is scheduled, 2 sweep, 3 rest; until the worker ends."""
    chosen = engine()
    errors = chosen.database_errors
    while not told.to_stop():
        try:
            begin_due(at=now())
            if swept := chosen.sweep():
                _log.warning("Jobs of dead workers were given back: %d", swept)
        except errors:
            _log.warning("The database is away: no schedules, no sweep")
        except Exception as error:  # noqa: BLE001 (whatever it is, the worker must say so and end)
            told.broken = error
        close_old_connections()
        rest(_HOUSEKEEPING, stopping=told.to_stop)
    connection.close()
