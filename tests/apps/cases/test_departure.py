"""A voluntary departure from the answer to its end, and the ways in which it goes wrong."""

from __future__ import annotations

import json
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from tests.apps.cases.cast import DEPARTS, NOON, WINDOW, Cast, noon_on

from sapar.apps.accounts.actor import machine
from sapar.apps.cases.actions import (
    accept_evidence,
    adopt_amendment,
    countersign,
    give_evidence,
    hold,
    make_move,
    refuse_evidence,
    release,
    tell_facts,
    wake,
)
from sapar.apps.cases.brief import brief_of
from sapar.apps.cases.errors import (
    AlreadyDoneError,
    CaseChangedError,
    ConfirmationMissingError,
    DayError,
    MoveNotOpenError,
    NoSuchMoveError,
    NotAllowedError,
    ReasonMissingError,
)
from sapar.apps.cases.history import chain_of
from sapar.apps.cases.models import Case, Proposal
from sapar.apps.journal.queries import entries_of
from sapar.core.law import Outcome
from sapar.core.law.moves import Why

pytestmark = pytest.mark.django_db

FIRST, SAFE, LAST = WINDOW
PAPERS = ("passport", "declaration-form", "ticket")


def with_papers(cast: Cast, case: Case, kinds: tuple[str, ...] = PAPERS) -> Case:
    officer = cast.acting(cast.officer)
    for kind in kinds:
        give_evidence(case.pk, kind, file=None, actor=officer)
    case.refresh_from_db()
    return case


def state_of(case: Case) -> str:
    case.refresh_from_db()
    return case.state.name


def test_a_case_begins_as_a_draft_with_its_next_deadline_and_the_law_of_its_day(cast: Cast) -> None:
    case = cast.opened()
    assert case.number == f"KZ-SEOUL-2026-{case.pk:06d}"
    assert state_of(case) == "draft"
    assert case.known_on == date(2026, 1, 20)
    assert case.due == "declare-by"
    assert case.due_at is not None
    assert case.due_at.date() == date(2026, 2, 11)
    assert case.wakes_at == noon_on(date(2026, 2, 3)).replace(
        hour=0
    )  # 09:00 in Seoul, 7 days before
    assert brief_of(case, at=NOON).assessment.outcome is Outcome.ELIGIBLE


def test_a_person_has_one_open_case_under_a_procedure(cast: Cast) -> None:
    cast.opened()
    with pytest.raises(AlreadyDoneError):
        cast.opened()


def test_the_way_from_the_draft_to_the_closed_case(cast: Cast) -> None:
    case = with_papers(cast, cast.opened())
    declared = make_move(
        case.pk, "declare", actor=cast.acting(cast.citizen, noon_on(FIRST)), turn=case.turn
    )
    assert isinstance(declared, Case)
    assert declared.state.name == "declared"
    assert brief_of(declared, at=noon_on(FIRST)).facts["declaration.filed_on"] == FIRST
    officer = cast.acting(cast.officer, noon_on(DEPARTS))
    make_move(case.pk, "clear", actor=officer)
    make_move(case.pk, "depart", actor=officer)
    with pytest.raises(MoveNotOpenError) as needs:
        make_move(case.pk, "close", actor=officer)
    assert [one.about for one in needs.value.obstacles] == ["proof-of-departure"]
    give_evidence(case.pk, "proof-of-departure", file=None, actor=officer)
    make_move(case.pk, "close", actor=officer)
    case.refresh_from_db()
    assert state_of(case) == "closed"
    assert case.closed_at == noon_on(DEPARTS)
    assert case.due == ""
    assert case.due_at is None
    assert case.wakes_at is None


@pytest.mark.parametrize(
    ("day", "why"),
    [(FIRST - timedelta(days=1), Why.TOO_EARLY), (LAST + timedelta(days=1), Why.TOO_LATE)],
)
def test_nobody_declares_outside_the_window(cast: Cast, day: date, why: Why) -> None:
    case = with_papers(cast, cast.opened())
    with pytest.raises(MoveNotOpenError) as refused:
        make_move(case.pk, "declare", actor=cast.acting(cast.citizen, noon_on(day)))
    assert [one.why for one in refused.value.obstacles] == [why]
    assert state_of(case) == "draft"


def test_a_declaration_is_not_written_down_without_its_papers(cast: Cast) -> None:
    case = with_papers(cast, cast.opened(), kinds=("ticket",))
    with pytest.raises(MoveNotOpenError) as refused:
        make_move(case.pk, "declare", actor=cast.acting(cast.citizen, noon_on(FIRST)))
    assert [one.about for one in refused.value.obstacles] == ["travel-document", "declaration-form"]


def test_an_act_of_yesterday_can_be_written_down_today_and_one_of_tomorrow_cannot(
    cast: Cast,
) -> None:
    case = with_papers(cast, cast.opened())
    citizen = cast.acting(cast.citizen, noon_on(FIRST + timedelta(days=1)))
    with pytest.raises(DayError):
        make_move(case.pk, "declare", actor=citizen, day=FIRST + timedelta(days=2))
    make_move(case.pk, "declare", actor=citizen, day=FIRST)
    case.refresh_from_db()
    assert brief_of(case, at=citizen.at).facts["declaration.filed_on"] == FIRST


def test_a_changed_ticket_moves_every_date_and_takes_the_declaration_back(cast: Cast) -> None:
    case = with_papers(cast, cast.opened())
    citizen = cast.acting(cast.citizen, noon_on(FIRST))
    make_move(case.pk, "declare", actor=citizen)
    case.refresh_from_db()
    new_day = {"departure.date": date(2026, 2, 27)}
    before = brief_of(case, at=citizen.at)
    seen_first = before.with_facts({**new_day, "declaration.filed_on": None}).ends("notice")
    assert before.ends("notice") != seen_first
    make_move(case.pk, "change", actor=citizen)
    tell_facts(case.pk, new_day, actor=citizen)
    case.refresh_from_db()
    assert state_of(case) == "draft"
    after = brief_of(case, at=citizen.at)
    assert after.ends("notice") == seen_first
    assert "declaration.filed_on" not in after.facts


def test_the_programme_ends_by_itself_on_the_day_after_and_the_person_is_told(cast: Cast) -> None:
    case = cast.opened()
    ends = noon_on(date(2026, 2, 28)).replace(hour=15)  # midnight in Seoul
    wake(case.pk, actor=machine(ends - timedelta(seconds=1)))
    assert state_of(case) == "draft"
    wake(case.pk, actor=machine(ends))
    assert state_of(case) == "lapsed"
    wake(case.pk, actor=machine(ends + timedelta(hours=1)))
    assert case.messages.filter(template="moved").count() == 1


def test_after_an_outage_the_lapse_is_dated_when_it_fell_due(cast: Cast) -> None:
    case = cast.opened()
    wake(case.pk, actor=machine(noon_on(date(2026, 3, 9))))
    case.refresh_from_db()
    assert state_of(case) == "lapsed"
    [moved] = brief_of(case, at=noon_on(date(2026, 3, 9))).events
    assert moved.day == date(2026, 3, 1)


def test_each_reminder_goes_out_once_also_after_an_outage_or_with_a_clock_set_back(
    cast: Cast,
) -> None:
    case = cast.opened()
    for hour in (0, 0, 1, 5):
        wake(case.pk, actor=machine(noon_on(date(2026, 2, 3)).replace(hour=hour)))
    assert case.messages.filter(template="reminder").count() == 1
    wake(
        case.pk, actor=machine(noon_on(date(2026, 2, 10)))
    )  # 7, 8 and 9 February were slept through
    case.refresh_from_db()
    reminded = case.messages.filter(template="reminder").count()
    assert reminded == 2
    tell_facts(
        case.pk, {"departure.port": "ICN"}, actor=cast.acting(cast.citizen, NOON)
    )  # set back
    wake(case.pk, actor=machine(noon_on(date(2026, 2, 10))))
    assert case.messages.filter(template="reminder").count() == reminded


def test_a_detention_stops_the_declaration_and_not_the_end_of_the_programme(cast: Cast) -> None:
    case = with_papers(cast, cast.opened())
    officer = cast.acting(cast.officer, noon_on(FIRST))
    hold(case.pk, "detained", actor=officer, note="Told by the police of Ansan.")
    case.refresh_from_db()
    assert case.is_held
    with pytest.raises(MoveNotOpenError) as held:
        make_move(case.pk, "declare", actor=officer)
    assert [one.why for one in held.value.obstacles] == [Why.HELD]
    with pytest.raises(AlreadyDoneError):
        hold(case.pk, "detained", actor=officer)
    release(case.pk, "detained", actor=officer)
    make_move(case.pk, "declare", actor=officer)
    assert state_of(case) == "declared"


def test_a_held_case_still_lapses_with_the_programme(cast: Cast) -> None:
    case = cast.opened()
    hold(case.pk, "detained", actor=cast.acting(cast.officer))
    wake(case.pk, actor=machine(noon_on(date(2026, 3, 1))))
    assert state_of(case) == "lapsed"


def test_a_case_that_is_over_is_not_held(cast: Cast) -> None:
    case = cast.opened()
    make_move(case.pk, "withdraw", actor=cast.acting(cast.citizen))
    with pytest.raises(NoSuchMoveError):
        hold(case.pk, "detained", actor=cast.acting(cast.officer))


def test_a_refusal_at_the_airport_says_its_ground(cast: Cast) -> None:
    case = with_papers(cast, cast.opened())
    make_move(case.pk, "declare", actor=cast.acting(cast.citizen, noon_on(FIRST)))
    officer = cast.acting(cast.officer, noon_on(DEPARTS))
    for reason in ("", "no-such-reason"):
        with pytest.raises(ReasonMissingError):
            make_move(case.pk, "refuse", actor=officer, reason=reason)
    make_move(case.pk, "refuse", actor=officer, reason="wanted", note="As told at the counter.")
    assert state_of(case) == "refused"


def test_only_a_supervisor_writes_down_a_declaration_outside_the_rules_and_says_why(
    cast: Cast,
) -> None:
    case = with_papers(cast, cast.opened())
    late = noon_on(LAST + timedelta(days=1))
    with pytest.raises(NotAllowedError):
        make_move(
            case.pk,
            "declare-anyway",
            actor=cast.acting(cast.officer, late),
            reason="office-accepted",
        )
    supervisor = cast.acting(cast.supervisor, late)
    with pytest.raises(ReasonMissingError):
        make_move(case.pk, "declare-anyway", actor=supervisor)
    make_move(case.pk, "declare-anyway", actor=supervisor, reason="office-accepted")
    assert state_of(case) == "declared"


def test_what_rests_on_disputed_texts_is_confirmed_with_a_note_by_an_officer(cast: Cast) -> None:
    case = with_papers(cast, cast.opened(stay__unlawful_since=date(2025, 12, 1)))
    officer = cast.acting(cast.officer, noon_on(FIRST))
    for given in ({}, {"confirms": ["unlawful-since"]}, {"note": "1345 said so."}):
        with pytest.raises(ConfirmationMissingError) as missing:
            make_move(case.pk, "declare", actor=officer, **given)
        assert "unlawful-since" in missing.value.provisions
    rests_on = missing.value.provisions
    make_move(case.pk, "declare", actor=officer, confirms=rests_on, note="1345 said so.")
    assert state_of(case) == "declared"


def test_a_lapsed_case_is_reopened_by_two_officers_never_by_one(cast: Cast) -> None:
    case = cast.opened()
    later = noon_on(date(2026, 3, 5))
    wake(case.pk, actor=machine(later))
    officer, second = cast.acting(cast.officer, later), cast.acting(cast.second, later)
    proposal = make_move(case.pk, "reopen", actor=officer, reason="lapsed-in-error", note="See 12.")
    assert isinstance(proposal, Proposal)
    assert state_of(case) == "lapsed"
    with pytest.raises(AlreadyDoneError):
        make_move(case.pk, "reopen", actor=second, reason="lapsed-in-error")
    with pytest.raises(NotAllowedError):
        countersign(proposal.pk, actor=officer)
    countersign(proposal.pk, actor=second)
    case.refresh_from_db()
    assert state_of(case) == "draft"
    assert case.closed_at is None
    with pytest.raises(AlreadyDoneError):
        countersign(proposal.pk, actor=second)


def test_of_two_officers_one_wins_and_the_other_is_told(cast: Cast) -> None:
    case = with_papers(cast, cast.opened())
    seen = case.turn
    make_move(case.pk, "withdraw", actor=cast.acting(cast.citizen), turn=seen)
    with pytest.raises(CaseChangedError) as late:
        make_move(case.pk, "declare", actor=cast.acting(cast.officer, noon_on(FIRST)), turn=seen)
    assert late.value.turn == seen + 1
    with pytest.raises(NoSuchMoveError):
        make_move(case.pk, "declare", actor=cast.acting(cast.officer, noon_on(FIRST)))


def test_an_extension_changes_nothing_until_it_is_adopted_and_then_every_date(cast: Cast) -> None:
    before, after = noon_on(date(2024, 11, 20)), noon_on(date(2024, 11, 28))
    case = cast.opened(
        at=before,
        instrument="kr-voluntary-departure-2024",
        departure__date=date(2024, 11, 29),
        stay__unlawful_since=date(2021, 1, 1),
    )
    brief = brief_of(case, at=after)
    assert brief.amended_edition is not None
    assert brief.ends("period").last == date(2024, 11, 30)
    with pytest.raises(NotAllowedError):
        adopt_amendment(case.pk, actor=cast.acting(cast.citizen, after))
    adopt_amendment(case.pk, actor=cast.acting(cast.officer, after))
    case.refresh_from_db()
    amended = brief_of(case, at=after)
    assert amended.ends("period").last == date(2025, 1, 31)
    assert amended.amended_edition is None
    assert case.messages.filter(template="law_changed").exists()
    wake(case.pk, actor=machine(noon_on(date(2024, 12, 2))))
    assert state_of(case) == "draft"


def test_there_is_nothing_to_adopt_while_the_law_stands(cast: Cast) -> None:
    case = cast.opened()
    with pytest.raises(AlreadyDoneError):
        adopt_amendment(case.pk, actor=cast.acting(cast.officer))


def test_a_file_whose_number_looks_like_that_of_a_person_is_given_all_the_same(cast: Cast) -> None:
    file = UUID("12345678-0000-4000-8000-123456789012")
    given = give_evidence(cast.opened().pk, "passport", file=file, actor=cast.acting(cast.citizen))
    assert given.file == file


def test_an_officer_finds_a_paper_good_or_says_what_is_wrong_with_it(cast: Cast) -> None:
    case = cast.opened()
    good, bad = (
        give_evidence(case.pk, kind, file=uuid4(), actor=cast.acting(cast.citizen))
        for kind in ("passport", "ticket")
    )
    assert accept_evidence(good.pk, actor=cast.acting(cast.officer)).verdict == "accepted"
    refuse_evidence(bad.pk, why="unreadable", actor=cast.acting(cast.officer))
    said = [json.loads(one.said) for one in entries_of(chain_of(case))]
    assert [one["why"] for one in said if "why" in one] == ["unreadable"]
    assert case.messages.filter(template="evidence_refused").count() == 1
