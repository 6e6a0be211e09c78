"""The cast of the cases, here too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.apps.cases.cast import Cast


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, before any case is opened."""
    from tests.apps.cases.cast import gather  # here: Django is not up yet when this file is read

    return gather()
