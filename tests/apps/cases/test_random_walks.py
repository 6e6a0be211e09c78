"""Random sequences of moves and holds: the case goes exactly where the model in core.law lets it go."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.apps.cases.cast import FACTS, PROGRAMME, Cast, noon_on, register

from sapar.apps.accounts.actor import machine
from sapar.apps.accounts.models import User
from sapar.apps.cases.actions import (
    countersign,
    give_evidence,
    hold,
    make_move,
    open_case,
    release,
    wake,
)
from sapar.apps.cases.brief import Brief, brief_of, library
from sapar.apps.cases.errors import CaseError
from sapar.apps.cases.history import chain_of
from sapar.apps.cases.models import Case, Proposal
from sapar.apps.cases.policy import may_make
from sapar.apps.cases.queries import ties_of
from sapar.apps.journal.models import Entry
from sapar.core.law.position import position_of

pytestmark = pytest.mark.django_db

PROCEDURE = library().law(PROGRAMME).instrument.procedures["departure"]
MOVES = [move.id for move in PROCEDURE.moves]
HOLDS = [one.id for one in PROCEDURE.holds]
FIRST_DAY = date(2026, 1, 20)

steps = st.lists(
    st.tuples(
        st.sampled_from(["citizen", "officer", "supervisor", "machine"]),
        st.one_of(
            st.tuples(st.just("move"), st.sampled_from(MOVES)),
            st.tuples(st.just("hold"), st.sampled_from(HOLDS)),
            st.tuples(st.just("release"), st.sampled_from(HOLDS)),
            st.tuples(st.just("wake"), st.just("")),
        ),
        st.integers(min_value=0, max_value=12),
    ),
    min_size=4,
    max_size=14,
)


def opened(cast: Cast) -> tuple[User, Case]:
    """A new citizen with a case that has all its papers."""
    citizen = User.objects.create_user(f"walker{User.objects.count()}@example.org")
    person = register(citizen, "Қалиев", "Дәурен")
    case = open_case(
        person.pk,
        instrument=PROGRAMME,
        procedure="departure",
        post=cast.seoul,
        facts=FACTS,
        actor=cast.acting(cast.officer, noon_on(FIRST_DAY)),
    )
    for kind in ("passport", "ticket", "declaration-form", "proof-of-departure"):
        give_evidence(case.pk, kind, file=None, actor=cast.acting(cast.officer, noon_on(FIRST_DAY)))
    return citizen, Case.objects.get(pk=case.pk)


def is_to_succeed(brief: Brief, name: str, actor: object) -> bool:
    """What law and policy say of a move, before it is tried with a reason and every confirmation."""
    for one in brief.moves:
        if one.move.id == name:
            ties = ties_of(actor, brief.case)  # type: ignore[arg-type]
            return one.is_open and may_make(actor, one.move, brief.case, ties)  # type: ignore[arg-type]
    return False


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(walk=steps)
def test_a_case_goes_where_the_model_lets_it_go_and_a_refusal_writes_nothing(
    cast: Cast, walk: list[tuple[str, tuple[str, str], int]]
) -> None:
    citizen, case = opened(cast)
    today = FIRST_DAY
    for name, (what, about), days in walk:
        today += timedelta(days=days)
        at = noon_on(today)
        user = citizen if name == "citizen" else getattr(cast, name, citizen)
        actor = machine(at) if name == "machine" else cast.acting(user, at)
        case.refresh_from_db()
        brief = brief_of(case, at=at)
        before = (case.turn, case.state_id, Entry.objects.filter(chain=chain_of(case)).count())
        expected = what == "move" and is_to_succeed(brief, about, actor)
        try:
            if what == "move":
                move = PROCEDURE.move(about)
                reason = move.reasons[0] if move.reasons else ""
                confirms = {one.provision for one in brief.assessment.findings}
                made = make_move(
                    case.pk, about, actor=actor, reason=reason, note="Seen.", confirms=confirms
                )
                assert expected
                if isinstance(made, Proposal):
                    countersign(made.pk, actor=cast.acting(cast.second, at))
            elif what == "wake":
                wake(case.pk, actor=machine(at))
            else:
                (hold if what == "hold" else release)(case.pk, about, actor=actor)
        except CaseError:
            case.refresh_from_db()
            after = (case.turn, case.state_id, Entry.objects.filter(chain=chain_of(case)).count())
            assert after == before
            assert not expected
        case.refresh_from_db()
        folded = position_of(
            PROCEDURE,
            brief_of(case, at=at).events,
            opened_at=case.opened_at,
            opened_on=case.opened_on,
        )
        assert case.state.name == folded.state
        assert case.is_held == bool(folded.holds)
        assert (case.closed_at is not None) == folded.is_final
