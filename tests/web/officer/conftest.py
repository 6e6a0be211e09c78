"""The cast of the cases at the desk: it is 20 January 2026, noon in Seoul, unless a test moves the clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:  # Django is not up yet when this file is read
    from django.test import Client
    from tests.apps.cases.cast import Cast


@pytest.fixture
def cast(db: None, settings: Any) -> Cast:
    """Everybody, before any case is opened."""
    from tests.apps.cases.cast import NOON, gather

    settings.SAPAR_NOW = NOON
    return gather()


@pytest.fixture
def browser_of(cast: Cast) -> Callable[[str], Client]:
    """A browser in which one of the cast, by name, has just signed in."""
    from tests.web.sign_in.people import signed_in_as

    return lambda name: signed_in_as(getattr(cast, name))
