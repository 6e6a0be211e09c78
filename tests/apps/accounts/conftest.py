"""The cast, and the posts they work at."""

import pytest

from .cast import Cast


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, with the roles they hold since noon."""
    return Cast()
