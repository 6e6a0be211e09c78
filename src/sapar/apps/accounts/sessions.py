"""Sessions that have ended are forgotten, and with them from where they were opened."""

from __future__ import annotations

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from sapar.apps.accounts.models import Remembered


@transaction.atomic
def forget_sessions(*, at: datetime) -> int:
    """Forget ended sessions, what was kept about each, and attempts that no longer count; how many.

    What allauth keeps about a session is an address and a browser: it goes when its session goes.
    """
    ended, _ = Session.objects.filter(expire_date__lte=at).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("pk")).delete()
    Remembered.objects.filter(expires__lte=at).delete()
    return ended
