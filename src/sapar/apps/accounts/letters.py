"""The mail that tells of an emergency: who opened which case stands in it nowhere.

A mail may be read by others. What happened, the reader sees after signing in.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import override

from sapar.apps.accounts.models import BreakGlass, User
from sapar.apps.accounts.queries import glass_told, reviewers_of
from sapar.apps.jobs.actions import once
from sapar.apps.jobs.queries import was_done


def mail_of_glass(glass_id: int, *, at: datetime) -> None:
    """Tell each of those who may judge the emergency, once, in their language.

    The ledger is written after the mail has gone, so that nobody waits for a mail server inside a
    transaction. Killed between the two, a mail goes out a second time, with the same Message-ID.
    """
    glass = BreakGlass.objects.filter(pk=glass_id, reviewed_at__isnull=True).first()
    if glass is None:
        return
    for user in reviewers_of(glass, at=at):
        key = glass_told(glass_id, user.pk)
        if was_done(key):
            continue
        with override(user.language):
            _letter(user, glass_id).send()
        with once(key, at=at):
            pass


def _letter(user: User, glass_id: int) -> EmailMessage:
    address = settings.SAPAR_ADDRESS
    lines = (
        _(
            "A colleague opened a case in an emergency without the right to it. You may judge "
            "whether that was right."
        ),
        _("Sign in to see who it was and why: %(address)s")
        % {"address": f"{address}/{user.language}/"},
        _("Nothing of the case stands in this letter. Please do not forward it."),
    )
    host = address.rpartition("/")[2].partition(":")[0]
    return EmailMessage(
        subject=_("A case was opened in an emergency: please judge it"),
        body="\n\n".join(lines),
        to=[user.email],
        headers={"Message-ID": f"<glass-{glass_id}-{user.pk}@{host}>"},
    )
