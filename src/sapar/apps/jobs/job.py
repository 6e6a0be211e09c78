"""A job: a function that a worker calls later, with ids and with the instant at which it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from functools import wraps
from typing import Any, overload
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from sapar.apps.jobs.tasks import Task, task

Id = int | str
"""What a job is given: the number or the UUID of a row, never the row."""

Job = Task[..., None]

_KEYS: dict[str, str] = {}


@overload
def job(function: Callable[..., None], /) -> Job: ...
@overload
def job(*, key: str) -> Callable[[Callable[..., None]], Job]: ...
def job(
    function: Callable[..., None] | None = None, /, *, key: str = ""
) -> Job | Callable[[Callable[..., None]], Job]:
    """Make a task of a function ``(*ids, at)``; ``at`` is the instant of its run, in UTC.

    Jobs with the same ``key`` do not run together; ``"case/{0}"`` is filled with the ids. A job may
    run again after a failure or a killed worker, so its effect goes through ``once`` or compare-and-set.
    """

    def made(call: Callable[..., None]) -> Job:
        @wraps(call)
        def at_the_door(*ids: Id) -> None:
            call(*ids, at=now())

        one: Job = task(at_the_door)
        _KEYS[one.module_path] = key
        return one

    return made(function) if function else made


def now() -> datetime:
    """The instant by the house's clock; it lies in `config`, and SAPAR_CLOCK leads there."""
    instant: datetime = import_string(settings.SAPAR_CLOCK)()
    return instant


def key_of(one: Job, ids: Iterable[Id]) -> str:
    """The key of a job with these ids; empty when it may run beside any other."""
    return _KEYS.get(one.module_path, "").format(*ids)


def has_key(path: str) -> bool:
    """Whether jobs of the task at this path have a key; a path that leads nowhere has none."""
    with suppress(ImportError):
        import_string(path)
    return bool(_KEYS.get(path))


def plain(ids: Iterable[Any]) -> tuple[Id, ...]:
    """The ids as a queue keeps them: a UUID as text."""
    return tuple(str(one) if isinstance(one, UUID) else one for one in ids)
