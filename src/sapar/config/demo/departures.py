"""Stories of voluntary departures: from the first answers to the flight, and where they go wrong.

A story says when it goes on, then goes on. Days after the one that is shown are played only when the
demonstration is asked for a later day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from sapar.apps.cases import actions
from sapar.apps.cases.actions.opening import open_plan
from sapar.apps.cases.models import Referral
from sapar.apps.people.actions import Joining, join_household
from sapar.apps.people.models import Member
from sapar.config.demo.day import day, hour_of, on
from sapar.config.demo.people import CITIZENS, Citizen
from sapar.config.demo.stage import DEPARTURE, Stage

Story = Iterator[datetime]
PAPERS: Final = ("passport", "ticket", "declaration-form")
WHO: Final[Mapping[str, Citizen]] = {one.key: one for one in CITIZENS}


def answers(leaves: date | None, **changed: Any) -> dict[str, Any]:
    """What somebody answered in the interview; ``changed`` by the last word of the fact's name."""
    told: dict[str, Any] = {
        "person.nationality": "KZ",
        "person.has_committed_offence": False,
        "person.under_departure_order": False,
        "person.detained": False,
        "stay.country": "KR",
        "stay.entered_on": date(2022, 4, 11),
        "stay.entry": "regular",
        "stay.unlawful_since": date(2022, 7, 10),
        "travel_document.kind": "passport",
        "travel_document.valid_until": date(2028, 6, 30),
        "departure.port": "ICN",
    }
    if leaves is not None:
        told |= {"departure.date": leaves, "departure.ticket": True, "declaration.form": True}
    for name in list(told):
        word = name.rpartition(".")[2]
        told[name] = changed.get(word, told[name])
    return told


def drafts(stage: Stage) -> Story:
    """Four who have begun: without a day, with papers, with a deadline close by, and one too late."""
    yield on(1, 9)
    stage.arrives(WHO["alibek"])
    missed = stage.opens("alibek", DEPARTURE, answers(day(1, 22)))
    yield on(1, 12, 15)
    stage.arrives(WHO["nurlybek"])
    ready = stage.opens("nurlybek", DEPARTURE, answers(day(1, 29)))
    stage.accepts("Aigul", stage.sends("nurlybek", ready, *PAPERS, name=WHO["nurlybek"].latin))
    yield on(1, 15, 11)
    stage.takes("Aigul", ready)
    stage.writes("Aigul", ready, "Your papers are complete. Please declare your departure in time.")
    yield on(1, 16, 9, 40)
    stage.arrives(WHO["gulim"])
    close = stage.opens("gulim", DEPARTURE, answers(day(1, 26)))
    stage.sends("gulim", close, "passport", name=WHO["gulim"].latin)
    yield on(1, 18, 21)
    stage.arrives(WHO["aisulu"])
    stage.opens("aisulu", DEPARTURE, answers(None))
    yield on(1, 19, 9)
    stage.writes(
        "alibek", missed, "I was at work and could not declare. Can I still fly on Thursday?"
    )


def declared(stage: Stage) -> Story:
    """Declared and waiting for the flight."""
    yield on(1, 5)
    stage.arrives(WHO["erasyl"])
    case = stage.opens("erasyl", DEPARTURE, answers(day(1, 27)))
    yield on(1, 6, 14)
    stage.takes("Bolat", case)
    stage.accepts("Bolat", stage.sends("erasyl", case, *PAPERS, name=WHO["erasyl"].latin))
    first, _ = stage.window(case)
    yield hour_of(first, 13)
    stage.moves("erasyl", case, "declare")
    yield on(1, 16, 16)
    stage.writes("erasyl", case, "Do I need to come to the airport four hours before?")
    yield on(1, 16, 17)
    stage.writes("Bolat", case, "Yes, four hours. Bring the ticket and the printed declaration.")


def changed_ticket(stage: Stage) -> Story:
    """Declared, then the ticket changed: a draft again."""
    yield on(1, 2)
    stage.arrives(WHO["karlygash"])
    case = stage.opens("karlygash", DEPARTURE, answers(day(1, 23)))
    stage.accepts("Aigul", stage.sends("karlygash", case, *PAPERS, name=WHO["karlygash"].latin))
    first, _ = stage.window(case)
    yield hour_of(first, 12)
    stage.moves("karlygash", case, "declare")
    yield on(1, 17)
    stage.moves("karlygash", case, "change")
    stage.tells("karlygash", case, {"departure.date": day(2, 5)})


def without_seat(stage: Stage) -> Story:
    """Declared, and the flight was overbooked."""
    yield on(12, 29)
    stage.arrives(WHO["olzhas"])
    case = stage.opens("olzhas", DEPARTURE, answers(day(1, 19)))
    stage.accepts("Bolat", stage.sends("olzhas", case, *PAPERS, name=WHO["olzhas"].latin))
    first, _ = stage.window(case)
    yield hour_of(first, 15)
    stage.moves("olzhas", case, "declare")
    yield on(1, 19, 8)
    stage.moves("olzhas", case, "lose-seat")
    stage.writes("olzhas", case, "They said the flight was full. I have no money for a new ticket.")


def at_the_airport(stage: Stage) -> Story:
    """Cleared this morning; departed on Saturday; refused at the counter."""
    cases = {}
    yield on(12, 22)
    for who, leaves in (
        ("meruert", day(1, 20)),
        ("didar", day(1, 17)),
        ("kuanysh", day(1, 16)),
    ):
        stage.arrives(WHO[who])
        cases[who] = stage.opens(who, DEPARTURE, answers(leaves))
        stage.accepts("Aigul", stage.sends(who, cases[who], *PAPERS, name=WHO[who].latin))
    yield on(1, 7)
    for who, case in cases.items():
        stage.takes("Aigul", case)
        stage.moves(who, case, "declare")
    yield on(1, 16, 12)
    stage.moves("Aigul", cases["kuanysh"], "refuse", reason="wanted")
    yield on(1, 17, 8)
    stage.moves("didar", cases["didar"], "clear")
    yield on(1, 17, 14)
    stage.moves("didar", cases["didar"], "depart")
    yield on(1, 20, 7)
    stage.moves("meruert", cases["meruert"], "clear")


def came_home(stage: Stage, *, who: str, leaves: date, officer: str) -> Story:
    """Somebody who came home in December, with the proof."""
    yield on(12, 2)
    stage.arrives(WHO[who])
    case = stage.opens(who, DEPARTURE, answers(leaves))
    stage.accepts(officer, stage.sends(who, case, *PAPERS, name=WHO[who].latin))
    yield on(12, 4, 11)
    stage.moves(who, case, "declare")
    yield hour_of(leaves, 9)
    stage.moves(officer, case, "clear")
    stage.moves(officer, case, "depart")
    yield hour_of(leaves, 20)
    stage.accepts(officer, stage.sends(who, case, "proof-of-departure", name=WHO[who].latin))
    stage.moves(officer, case, "close")


def withdrawn(stage: Stage) -> Story:
    """Somebody stays after all."""
    yield on(12, 10)
    stage.arrives(WHO["zhibek"])
    case = stage.opens("zhibek", DEPARTURE, answers(day(1, 12)))
    yield on(12, 24)
    stage.writes("zhibek", case, "My employer has applied for a permit for me. I will wait for it.")
    stage.moves("zhibek", case, "withdraw")


def held(stage: Stage) -> Story:
    """One detained, one whose wages are not paid."""
    yield on(1, 8)
    for who, name, note in (
        ("sunkar", "detained", "Told by the detention centre in Hwaseong; a visit is planned."),
        ("tolkyn", "unpaid-wages", "Three months are owed; a complaint was filed."),
    ):
        stage.arrives(WHO[who])
        case = stage.opens(who, DEPARTURE, answers(day(2, 12)))
        stage.takes("Bolat" if who == "sunkar" else "Aigul", case)
        officer = stage.acting("Bolat" if who == "sunkar" else "Aigul")
        actions.hold(case, name, actor=officer, note=note)


def between_posts(stage: Stage) -> Story:
    """One case shown to Busan for its help, one handed over to it."""
    yield on(1, 13)
    for who, kind, question in (
        ("miras", Referral.Kind.REFERRAL, "He lives in Ulsan. Can you see the original passport?"),
        ("aisaule", Referral.Kind.TRANSFER, "She has moved to Busan. Please take over."),
    ):
        stage.arrives(WHO[who])
        case = stage.opens(who, DEPARTURE, answers(day(2, 10)))
        stage.takes("Aigul", case)
        asked = actions.refer(
            case,
            to=stage.posts["kz-busan"],
            kind=kind,
            question=question,
            actor=stage.acting("Aigul"),
        )
        if kind == Referral.Kind.TRANSFER:
            yield on(1, 14)
            accepted = Referral.Answer.ACCEPTED
            actions.answer_referral(
                asked.pk, answer=accepted, reply="We take over.", actor=stage.acting("Dana")
            )
            stage.takes("Dana", case)


def bad_photograph(stage: Stage) -> Story:
    """A passport page that nobody can read."""
    yield on(1, 14, 19)
    stage.arrives(WHO["almas"])
    case = stage.opens("almas", DEPARTURE, answers(day(2, 6)), post="kz-busan")
    (paper,) = stage.sends("almas", case, "passport", name=WHO["almas"].latin)
    yield on(1, 15, 10)
    actions.look(paper.case, actor=stage.acting("Dana"))
    actions.refuse_evidence(paper.pk, why="unreadable", actor=stage.acting("Dana"))


def family(stage: Stage) -> Story:
    """Mother, father and a daughter of six, who leave together."""
    yield on(1, 10)
    mother = stage.arrives(WHO["nazerke"])
    stage.arrives(WHO["bekarys"])
    household = join_household(
        mother.pk,
        household=None,
        role=Member.Role.HEAD,
        actor=stage.acting("nazerke"),
        at=stage.at,
    ).household_id
    joins = Joining(household=household, role=Member.Role.CHILD)
    stage.arrives(WHO["rayana"], joins=joins, by="nazerke")
    plan = open_plan(actor=stage.acting("nazerke"))
    leaves = answers(day(2, 12), entered_on=date(2019, 9, 1), unlawful_since=date(2019, 11, 30))
    cases = [
        stage.opens(who, DEPARTURE, leaves, by=by, plan=plan)
        for who, by in (("nazerke", ""), ("bekarys", ""), ("rayana", "nazerke"))
    ]
    stage.sends("nazerke", cases[0], "passport", "ticket", name=WHO["nazerke"].latin)
    stage.sends("nazerke", cases[2], "passport", "ticket", name=WHO["rayana"].latin)
    yield on(1, 12, 9)
    for case in cases:
        stage.takes("Aigul", case)
    stage.writes("Aigul", cases[0], "One declaration for each of you, please; the child's, too.")


def reopened(stage: Stage) -> Story:
    """After the end of the programme: a lapsed case that an officer would open again."""
    yield on(1, 11)
    case = stage.opens("gani", DEPARTURE, answers(day(2, 20)))
    yield on(3, 2, 10)
    stage.moves("Aigul", case, "reopen", reason="lapsed-in-error")


DEPARTURES: Final = (
    drafts,
    declared,
    changed_ticket,
    without_seat,
    at_the_airport,
    partial(came_home, who="symbat", leaves=day(12, 15), officer="Aigul"),
    partial(came_home, who="rauan", leaves=day(12, 17), officer="Bolat"),
    withdrawn,
    held,
    between_posts,
    bad_photograph,
    family,
    reopened,
)
