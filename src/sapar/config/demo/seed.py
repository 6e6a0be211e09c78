"""Plays the stories, each when its time comes, until the day that is shown."""

from __future__ import annotations

import heapq
from datetime import datetime
from typing import Final

from django.db import transaction

from sapar.apps.accounts.models import User
from sapar.apps.jobs.actions import once
from sapar.apps.jobs.queries import was_done
from sapar.apps.people.models import Person
from sapar.config.demo.certificates import CERTIFICATES
from sapar.config.demo.day import on
from sapar.config.demo.departures import DEPARTURES
from sapar.config.demo.stage import Stage
from sapar.core.kernel import SaparError

BEGINS: Final = on(12, 1, 9)
_KEY: Final = "demo/{}"


class NotEmptyError(SaparError):
    """The database has people in it, and they are not those of this demonstration."""

    code = "demo-not-empty"


def seed(*, until: datetime) -> bool:
    """Put the post and its people into an empty database, all or nothing; False: they are there.

    Raises NotEmptyError.
    """
    key = _KEY.format(until.isoformat())
    if was_done(key):
        return False
    if Person.objects.exists() or User.objects.exists():
        raise NotEmptyError(
            "This database has people in it. Nothing was changed.",
            mend="Give the demonstration a folder of its own: SAPAR_DATA=var/another make demo.",
        )
    with transaction.atomic():
        play(until)
        with once(key, at=until):
            pass
    return True


def play(until: datetime) -> Stage:
    """Every story, the earliest next step first."""
    stage = Stage(begins=BEGINS)
    stories = [story(stage) for story in (*DEPARTURES, *CERTIFICATES)]
    waiting = [(next(story), number) for number, story in enumerate(stories)]
    heapq.heapify(waiting)
    while waiting and waiting[0][0] <= until:
        at, number = heapq.heappop(waiting)
        stage.run_on(max(at, stage.at))
        following = next(stories[number], None)
        if following is not None:
            heapq.heappush(waiting, (following, number))
    stage.run_on(until)
    return stage
