"""A certificate of return is got in a case of its own, and fills the plan that waits for it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from tests.apps.cases.cast import DEPARTS, NOON, Cast

from sapar.apps.cases.actions import give_evidence, make_move, open_case, tell_facts
from sapar.apps.cases.brief import brief_of
from sapar.apps.cases.history import chain_of
from sapar.apps.cases.models import Case
from sapar.apps.journal.queries import entries_of, read

pytestmark = pytest.mark.django_db

CERTIFICATE = "kz-certificate-of-return-kr"
ENDS = date(2026, 3, 20)
LATER = NOON + timedelta(days=2)


def waiting_and_serving(cast: Cast) -> tuple[Case, Case]:
    """A departure without a document, and the case that gets one."""
    lost = {"travel_document__kind": "none", "travel_document__valid_until": None}
    departure = cast.opened(**lost)
    certificate = open_case(
        cast.aida.pk,
        instrument=CERTIFICATE,
        procedure="issuing",
        post=cast.seoul,
        facts={"stay.country": "KR", "person.nationality": "KZ", "passport.state": "lost"},
        actor=cast.acting(cast.citizen),
        serves=departure,
    )
    return departure, certificate


def issue(cast: Cast, certificate: Case) -> None:
    officer: Any = cast.acting(cast.officer, LATER)
    for kind in ("loss-report", "application-form", "photos", "fee-receipt", "identity-document"):
        give_evidence(certificate.pk, kind, file=None, actor=officer)
    make_move(certificate.pk, "apply", actor=cast.acting(cast.citizen, LATER), confirms=("loss",))
    make_move(certificate.pk, "check", actor=officer)
    tell_facts(certificate.pk, {"certificate.valid_until": ENDS}, actor=officer)
    make_move(certificate.pk, "issue", actor=officer, note="seen", confirms=("citizen",))


def test_an_issued_certificate_fills_the_departure_that_waits_for_it(cast: Cast) -> None:
    departure, certificate = waiting_and_serving(cast)
    before = brief_of(departure, at=LATER)
    assert before.facts["travel_document.kind"] == "none"
    issue(cast, certificate)
    turn = departure.turn
    departure.refresh_from_db()
    after = brief_of(departure, at=LATER)
    assert after.facts["travel_document.kind"] == "certificate_of_return"
    assert after.facts["travel_document.valid_until"] == ENDS
    assert after.facts["departure.date"] == DEPARTS
    assert departure.turn == turn + 1


def test_what_was_carried_over_stands_in_the_journal_of_the_departure(cast: Cast) -> None:
    departure, certificate = waiting_and_serving(cast)
    issue(cast, certificate)
    entry = entries_of(chain_of(departure)).last()
    assert entry is not None
    assert entry.verb == "case.carried_over"
    told = read(entry)
    assert told.said["case"] == certificate.pk
    assert told.said["facts"] == ["travel_document.kind", "travel_document.valid_until"]
    assert told.personal == {
        "facts": {
            "travel_document.kind": "certificate_of_return",
            "travel_document.valid_until": ENDS.isoformat(),
        }
    }


def test_a_plan_that_was_given_up_is_left_as_it_was(cast: Cast) -> None:
    departure, certificate = waiting_and_serving(cast)
    make_move(departure.pk, "withdraw", actor=cast.acting(cast.citizen))
    issue(cast, certificate)
    departure.refresh_from_db()
    assert brief_of(departure, at=LATER).facts["travel_document.kind"] == "none"
    assert departure.state.name == "withdrawn"


def test_a_certificate_for_nobody_else_changes_no_other_case(cast: Cast) -> None:
    departure, certificate = waiting_and_serving(cast)
    Case.objects.filter(pk=certificate.pk).update(serves=None)
    issue(cast, certificate)
    departure.refresh_from_db()
    assert brief_of(departure, at=LATER).facts["travel_document.kind"] == "none"
