"""Asking another post for help with a case, or handing it over."""

from __future__ import annotations

from django.db import transaction

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.models import Post
from sapar.apps.cases.actions.changing import allowed, locked, settle, signed_in
from sapar.apps.cases.actions.messages import tell_person
from sapar.apps.cases.errors import AlreadyDoneError
from sapar.apps.cases.history import tell
from sapar.apps.cases.models import Case, Referral
from sapar.apps.cases.policy import may_answer, may_work_on
from sapar.apps.cases.queries import OPEN_REFERRALS
from sapar.apps.cases.sealed import sealed_text


def refer(
    case_id: int,
    *,
    to: Post,
    kind: Referral.Kind,
    question: str,
    actor: Actor,
    turn: int | None = None,
) -> Referral:
    """Show the case to another post of the same state and ask it for help, or to take over."""
    with transaction.atomic():
        case, ties = locked(case_id, actor=actor, turn=turn)
        allowed(may_work_on(actor, case, ties) and to.state == case.post.state, "refer")
        if (
            to.pk == case.post_id
            or case.referrals.filter(to_post=to, answer__in=OPEN_REFERRALS).exists()
        ):
            raise AlreadyDoneError("at_that_post")
        referral = Referral.objects.create(
            case=case,
            kind=kind,
            from_post=case.post,
            to_post=to,
            question=sealed_text(case, "referral", {"text": question.strip()}, at=actor.at),
            asked_at=actor.at,
            asked_by_id=signed_in(actor),
        )
        said = {"referral": referral.pk, "kind": str(kind), "to": to.code}
        tell(case, "case.referred", actor=actor, said=said)
        settle(case, at=actor.at)
        return referral


def answer_referral(referral_id: int, *, answer: Referral.Answer, reply: str, actor: Actor) -> Case:
    """Accept, refuse or finish what another post asked. An accepted transfer moves the case."""
    with transaction.atomic():
        referral = Referral.objects.select_related("to_post").get(pk=referral_id)
        case, _ = locked(referral.case_id, actor=actor)
        referral.refresh_from_db(fields=["answer"])
        post = referral.to_post
        allowed(
            may_answer(actor, state=post.state, post=post.pk, kind=case.kind),
            "answer_referral",
        )
        if referral.answer not in OPEN_REFERRALS or referral.answer == answer:
            raise AlreadyDoneError("referral_answered")
        referral.answer = answer
        referral.reply = sealed_text(case, "referral", {"text": reply.strip()}, at=actor.at)
        referral.answered_at, referral.answered_by_id = actor.at, actor.user
        is_taken = referral.kind == Referral.Kind.TRANSFER and answer == Referral.Answer.ACCEPTED
        if is_taken:
            referral.answer = Referral.Answer.DONE
            case.post, case.officer_id = post, None
        referral.save(update_fields=["answer", "reply", "answered_at", "answered_by"])
        said = {"referral": referral.pk, "answer": str(answer), "post": post.code}
        tell(case, "case.referral_answered", actor=actor, said=said)
        settle(case, at=actor.at)
        if is_taken:
            tell_person(case, "transferred", {"post": post.code}, actor=actor)
        return case
