"""What the rooms' tests share: a key ring of the test's own, and sites for processes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.apps.sites import Site, fresh_site


@pytest.fixture(autouse=True)
def key_ring(tmp_path: Path, settings: object) -> Path:
    """The file of the key ring: made when something is sealed first, gone with the test."""
    path = tmp_path / "keys.json"
    settings.SAPAR_KEYS = path  # type: ignore[attr-defined]
    return path


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    """A site of its own on each engine."""
    url = request.getfixturevalue("postgres_url")
    with fresh_site(request.param, tmp_path, url) as made:
        yield made
