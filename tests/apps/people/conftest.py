"""The cast of these tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.apps.people.cast import Cast


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, with the citizen registered."""
    from tests.apps.people.cast import gather  # here: Django is not up yet when this file is read

    return gather()
