"""Documents of a case: accepted and refused by an officer, whatever number their file has."""

from __future__ import annotations

from uuid import UUID

import pytest
from tests.apps.cases.cast import Cast

from sapar.apps.cases.actions import accept_evidence, give_evidence, refuse_evidence

pytestmark = pytest.mark.django_db


def test_an_officer_accepts_a_document(cast: Cast) -> None:
    case = cast.opened()
    given = give_evidence(case.pk, "ticket", file=UUID(int=7), actor=cast.acting(cast.citizen))
    accept_evidence(given.pk, actor=cast.acting(cast.officer))
    given.refresh_from_db()
    assert (given.verdict, given.why) == ("accepted", "")


def test_a_document_refused_before_can_be_accepted_after_all(cast: Cast) -> None:
    case = cast.opened()
    given = give_evidence(case.pk, "ticket", file=UUID(int=7), actor=cast.acting(cast.citizen))
    officer = cast.acting(cast.officer)
    refuse_evidence(given.pk, why="unreadable", actor=officer)
    accept_evidence(given.pk, actor=officer)
    given.refresh_from_db()
    assert (given.verdict, given.why) == ("accepted", "")


def test_a_file_whose_number_is_all_digits_can_be_given(cast: Cast) -> None:
    case = cast.opened()
    number = UUID("12345678-1234-5678-1234-567812345678")
    given = give_evidence(case.pk, "ticket", file=number, actor=cast.acting(cast.citizen))
    assert given.file == number
