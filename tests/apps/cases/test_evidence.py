"""Evidence whose file has an unlucky name is evidence all the same."""

from __future__ import annotations

from uuid import UUID

import pytest
from tests.apps.cases.cast import Cast

from sapar.apps.cases.actions import give_evidence
from sapar.apps.cases.history import chain_of
from sapar.apps.journal.queries import entries_of, read

pytestmark = pytest.mark.django_db

LIKE_A_NUMBER = UUID("12345678-1234-4234-8234-123456789012")


def test_a_file_whose_id_looks_like_a_number_of_a_person_is_told(cast: Cast) -> None:
    case = cast.opened()
    give_evidence(case.pk, "ticket", file=LIKE_A_NUMBER, actor=cast.acting(cast.citizen))
    entry = entries_of(chain_of(case)).last()
    assert entry is not None
    assert read(entry).said["file"] == str(LIKE_A_NUMBER)
