"""The mail that says there is news: nothing of the case stands in it but its number and a date.

A mail may be read by others, on a shared phone or by an employer: what the news is, the person reads
after signing in.
"""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import override

from sapar.apps.cases.models import Case, Message
from sapar.apps.cases.sealed import opened_text
from sapar.apps.keys.errors import ErasedError
from sapar.instruments.words import long_date


def mail_news(message_id: int, *, at: datetime) -> None:
    """Send the mail, and mark the message. A message that was read or mailed before is left.

    Killed between the two, the mail goes out a second time, with the same Message-ID.
    """
    waiting = Message.objects.filter(pk=message_id, mailed_at__isnull=True, read_at__isnull=True)
    message = waiting.select_related("case__person__user").first()
    if message is None or not message.to_person:
        return
    user = message.case.person.user
    if user is None or not user.is_active:
        return
    with override(user.language):
        mail = _letter(message.case, to=user.email, day=_day_of(message), language=user.language)
    mail.extra_headers["Message-ID"] = f"<case-message-{message.pk}@{_host()}>"
    mail.send()
    Message.objects.filter(pk=message_id, mailed_at__isnull=True).update(mailed_at=at)


def _letter(case: Case, *, to: str, day: date | None, language: str) -> EmailMessage:
    lines = [_("There is news in your case %(number)s.") % {"number": case.number}]
    if day is not None:
        lines.append(_("Your next date: %(day)s.") % {"day": long_date(day, language)})
    address = f"{settings.SAPAR_ADDRESS}/{language}/my/{case.number}/"
    lines.append(_("Sign in to read it: %(address)s") % {"address": address})
    lines.append(_("Filing is free. Nobody from Sapar asks for money or for your password."))
    return EmailMessage(
        subject=_("News in your case %(number)s") % {"number": case.number},
        body="\n\n".join(lines),
        to=[to],
    )


def _day_of(message: Message) -> date | None:
    """The date of a reminder."""
    if message.template != "reminder":
        return None
    try:
        values = opened_text(message.case, "message", bytes(message.body))
    except ErasedError:
        return None
    return date.fromisoformat(values["day"])


def _host() -> str:
    return str(settings.SAPAR_ADDRESS).rpartition("/")[2].partition(":")[0]
