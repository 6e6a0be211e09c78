"""Messages between the post and the person, and what the machine tells the person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from sapar.apps.accounts.actor import Actor
from sapar.apps.cases.actions.changing import allowed, locked, settle
from sapar.apps.cases.errors import MessageEmptyError, MessageTooLongError
from sapar.apps.cases.history import tell
from sapar.apps.cases.models import Case, Message
from sapar.apps.cases.policy import may_tell_facts, roles_of
from sapar.apps.cases.sealed import sealed_text
from sapar.apps.jobs.actions import enqueue
from sapar.core.law.procedure import APPLICANT

LONGEST = 8_000
"""The most characters of one message."""


def write(
    case_id: int,
    text: str,
    *,
    actor: Actor,
    files: Sequence[UUID] = (),
) -> Message:
    """Write to the post as the person, or to the person as the post."""
    text = text.strip()
    if not text and not files:
        raise MessageEmptyError
    if len(text) > LONGEST:
        raise MessageTooLongError(length=len(text), most=LONGEST)
    with transaction.atomic():
        case, ties = locked(case_id, actor=actor)
        allowed(may_tell_facts(actor, case, ties), "write")
        to_person = APPLICANT not in roles_of(actor, case, ties)
        message = Message.objects.create(
            case=case,
            to_person=to_person,
            body=sealed_text(case, "message", {"text": text}, at=actor.at),
            files=[str(file) for file in files],
            written_at=actor.at,
            written_by_id=actor.user,
        )
        tell(case, "case.message_written", actor=actor, said={"message": message.pk})
        settle(case, at=actor.at)
        if to_person:
            _mail(message)
        return message


def tell_person(
    case: Case, template: str, values: Mapping[str, Any], *, actor: Actor, once: str | None = None
) -> Message | None:
    """Tell the person something in the words of a template; inside the transaction of what happened.

    ``once`` names what must be told a single time: a second call with it tells nothing and gives None.
    """
    if once is not None and Message.objects.filter(once=f"{case.pk}:{once}").exists():
        return None
    message = Message.objects.create(
        case=case,
        to_person=True,
        template=template,
        body=sealed_text(case, "message", values, at=actor.at),
        written_at=actor.at,
        written_by_id=actor.user,
        once=f"{case.pk}:{once}" if once is not None else None,
    )
    _mail(message)
    return message


def _mail(message: Message) -> None:
    """Queue the mail that says there is news; it rolls back with the message."""
    from sapar.apps.cases.jobs import mail_news  # noqa: PLC0415 (jobs call actions)

    enqueue(mail_news, message.pk)


def mark_read(case_id: int, *, actor: Actor) -> int:
    """Say that the actor has read what was written to them; gives how many messages that were."""
    with transaction.atomic():
        case, ties = locked(case_id, actor=actor)
        is_person = APPLICANT in roles_of(actor, case, ties)
        allowed(may_tell_facts(actor, case, ties), "read_messages")
        unread = case.messages.filter(to_person=is_person, read_at__isnull=True)
        return unread.update(read_at=actor.at)
