"""The cast, and the posts they work at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # models can be imported only when Django has started, later than this file
    from .cast import Cast


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, with the roles they hold since noon."""
    from .cast import Cast

    return Cast()
