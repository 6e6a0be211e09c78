"""Whose keys the tests turn."""

from datetime import UTC, datetime
from uuid import UUID

NOON = datetime(2026, 1, 20, 3, tzinfo=UTC)
CITIZEN = UUID("6d6cf0a5-3a0e-4d55-9f3e-0a6f0c1d2e01")
OUTSIDER = UUID("6d6cf0a5-3a0e-4d55-9f3e-0a6f0c1d2e02")
FACTS = "cases_case.facts:17"
PASSPORT = "Айгүл, N12345678".encode()
