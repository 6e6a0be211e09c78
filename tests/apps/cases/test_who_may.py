"""Who may open a case, and who may do what in it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.apps.cases.cast import FACTS, NOON, PROGRAMME, Cast, register

from sapar.apps.accounts.actor import Actor, machine, nobody
from sapar.apps.accounts.models import BreakGlass, Kinship, User
from sapar.apps.cases.actions import (
    answer_referral,
    assign,
    give_evidence,
    make_move,
    open_case,
    refer,
    refuse_evidence,
    write,
)
from sapar.apps.cases.errors import NotAllowedError
from sapar.apps.cases.history import chain_of
from sapar.apps.cases.models import Case, Evidence, Referral
from sapar.apps.cases.queries import case_for, messages_of, open_cases, own_cases, visible_to
from sapar.apps.cases.sealed import opened_text
from sapar.apps.people.actions import join_household

pytestmark = pytest.mark.django_db

SEE_IT = ("citizen", "officer", "second", "supervisor", "auditor")
SEE_NOTHING = ("in_busan", "outsider")


def sees(actor: Actor, case: Case) -> bool:
    """Both doors must agree: the list and the one case."""
    listed = visible_to(actor).filter(pk=case.pk).exists()
    try:
        opened = case_for(actor, case.number).pk == case.pk
    except Case.DoesNotExist:
        opened = False
    assert listed == opened or (opened and not listed and actor.user is not None)
    return opened


@pytest.mark.parametrize("name", SEE_IT)
def test_the_person_and_their_post_open_the_case(cast: Cast, name: str) -> None:
    case = cast.opened()
    actor = cast.acting(getattr(cast, name))
    assert sees(actor, case)
    assert visible_to(actor).filter(pk=case.pk).exists()


@pytest.mark.parametrize("name", SEE_NOTHING)
def test_the_outsider_and_another_post_cannot_open_the_citizens_case(cast: Cast, name: str) -> None:
    case = cast.opened()
    actor = cast.acting(getattr(cast, name))
    assert not sees(actor, case)
    with pytest.raises(Case.DoesNotExist):
        make_move(case.pk, "withdraw", actor=actor)


def test_nobody_sees_nothing(cast: Cast) -> None:
    case = cast.opened()
    assert not sees(nobody(NOON), case)
    assert list(own_cases(nobody(NOON))) == []


def test_an_officer_does_not_open_the_case_of_a_relative(cast: Cast) -> None:
    case = cast.opened()
    Kinship.objects.create(user=cast.officer, person=cast.aida.pk, said_by=cast.officer, since=NOON)
    actor = cast.acting(cast.officer)
    assert not sees(actor, case)
    assert not open_cases(actor).exists()
    with pytest.raises(NotAllowedError):
        open_case(
            cast.aida.pk,
            instrument=PROGRAMME,
            procedure="departure",
            post=cast.seoul,
            facts=FACTS,
            actor=actor,
        )


def test_the_auditor_looks_and_changes_nothing(cast: Cast) -> None:
    case = cast.opened()
    auditor = cast.acting(cast.auditor)
    for attempt in (
        lambda: make_move(case.pk, "withdraw", actor=auditor),
        lambda: write(case.pk, "Hello", actor=auditor),
        lambda: assign(case.pk, to=auditor.user, actor=auditor),
        lambda: give_evidence(case.pk, "ticket", file=None, actor=auditor),
    ):
        with pytest.raises(NotAllowedError):
            attempt()


def test_the_citizen_does_not_check_their_own_papers_nor_say_that_they_saw_them(cast: Cast) -> None:
    case = cast.opened()
    citizen = cast.acting(cast.citizen)
    with pytest.raises(NotAllowedError):
        give_evidence(case.pk, "ticket", file=None, actor=citizen)
    given = Evidence.objects.create(case=case, kind="ticket", given_at=NOON, given_by=cast.citizen)
    with pytest.raises(NotAllowedError):
        refuse_evidence(given.pk, why="unreadable", actor=citizen)
    refuse_evidence(given.pk, why="unreadable", actor=cast.acting(cast.officer))
    assert case.messages.filter(template="evidence_refused", to_person=True).exists()


def test_an_officer_takes_a_free_case_and_only_a_supervisor_gives_it_to_another(cast: Cast) -> None:
    case = cast.opened()
    officer = cast.acting(cast.officer)
    assign(case.pk, to=cast.officer.pk, actor=officer)
    with pytest.raises(NotAllowedError):
        assign(case.pk, to=cast.second.pk, actor=cast.acting(cast.second))
    assign(case.pk, to=cast.second.pk, actor=cast.acting(cast.supervisor))
    assert [one.pk for one in open_cases(cast.acting(cast.second), officer=cast.second.pk)] == [
        case.pk
    ]


def test_a_referral_lets_the_other_post_in_until_it_is_done(cast: Cast) -> None:
    case = cast.opened()
    helper = cast.acting(cast.in_busan)
    assert not sees(helper, case)
    asked = refer(
        case.pk,
        to=cast.busan,
        kind=Referral.Kind.REFERRAL,
        question="Please meet her at the port.",
        actor=cast.acting(cast.officer),
    )
    assert sees(helper, case)
    with pytest.raises(NotAllowedError):
        assign(case.pk, to=helper.user, actor=helper)
    answer_referral(asked.pk, answer=Referral.Answer.DONE, reply="Met.", actor=helper)
    assert not sees(helper, case)


def test_a_transfer_moves_the_case_once_the_other_post_accepts(cast: Cast) -> None:
    case = cast.opened()
    asked = refer(
        case.pk,
        to=cast.busan,
        kind=Referral.Kind.TRANSFER,
        question="She lives in Busan now.",
        actor=cast.acting(cast.officer),
    )
    with pytest.raises(NotAllowedError):
        answer_referral(
            asked.pk, answer=Referral.Answer.ACCEPTED, reply="", actor=cast.acting(cast.officer)
        )
    answer_referral(
        asked.pk, answer=Referral.Answer.ACCEPTED, reply="", actor=cast.acting(cast.in_busan)
    )
    case.refresh_from_db()
    assert case.post == cast.busan
    assert not sees(cast.acting(cast.officer), case)


def test_glass_broken_opens_one_case_for_some_hours(cast: Cast) -> None:
    case = cast.opened()
    at = NOON + timedelta(minutes=5)
    BreakGlass.objects.create(
        user=cast.in_busan,
        about=chain_of(case),
        person=cast.aida.pk,
        state="KZ",
        reason="She is in hospital in Busan and cannot speak.",
        at=NOON,
        until=NOON + timedelta(hours=4),
    )
    assert case_for(cast.acting(cast.in_busan, at), case.number) == case
    with pytest.raises(Case.DoesNotExist):
        case_for(cast.acting(cast.in_busan, NOON + timedelta(hours=5)), case.number)


def test_a_parent_sees_the_case_of_a_child_and_a_stranger_does_not(cast: Cast) -> None:
    child = register(None, "Серікова", "Дана", born=date(2015, 6, 1))
    family = {"actor": machine(NOON), "at": NOON}
    formed = join_household(cast.aida.pk, household=None, role="head", **family)
    join_household(child.pk, household=formed.household_id, role="child", **family)
    case = open_case(
        child.pk,
        instrument=PROGRAMME,
        procedure="departure",
        post=cast.seoul,
        facts=FACTS,
        actor=cast.acting(cast.citizen),
    )
    assert sees(cast.acting(cast.citizen), case)
    assert not sees(cast.acting(cast.outsider), case)


def test_messages_go_both_ways_and_are_sealed(cast: Cast) -> None:
    case = cast.opened()
    asked = write(case.pk, "May I take two bags?", actor=cast.acting(cast.citizen))
    said = write(case.pk, "Ask the airline.", actor=cast.acting(cast.officer))
    assert (asked.to_person, said.to_person) == (False, True)
    assert b"bags" not in bytes(asked.body)
    texts = [
        opened_text(case, "message", bytes(one.body)).get("text")
        for one in messages_of(case)
        if not one.template
    ]
    assert texts == ["May I take two bags?", "Ask the airline."]


def test_a_closed_account_opens_nothing(cast: Cast) -> None:
    case = cast.opened()
    User.objects.filter(pk=cast.officer.pk).update(is_active=False)
    cast.officer.refresh_from_db()
    assert not sees(cast.acting(cast.officer), case)
