"""The people of the cases, and their browsers, at noon of 20 January 2026 in Seoul."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.web.sign_in.conftest import _server, post_office  # noqa: F401  fixtures

if TYPE_CHECKING:  # models can be imported only when Django has started, later than this file
    from django.test import Client
    from tests.apps.cases.cast import Cast


@pytest.fixture(autouse=True)
def _noon(settings: Any) -> None:
    from tests.apps.cases.cast import NOON

    settings.SAPAR_NOW = NOON


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody."""
    from tests.apps.cases.cast import gather

    return gather()


@pytest.fixture
def aida(cast: Cast) -> Client:
    """The browser of the citizen."""
    from tests.web.sign_in.people import signed_in_as

    return signed_in_as(cast.citizen)


@pytest.fixture
def erlan(cast: Cast) -> Client:
    """The browser of the outsider."""
    from tests.web.sign_in.people import signed_in_as

    return signed_in_as(cast.outsider)
