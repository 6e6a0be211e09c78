"""How sure we are of what a text says."""

from __future__ import annotations

from enum import Enum


class Standing(Enum):
    """How sure we are of a provision."""

    VERIFIED = "verified"
    REPORTED = "reported"
    ASSUMED = "assumed"
    DISPUTED = "disputed"
    UNKNOWN = "unknown"

    @property
    def is_unverified(self) -> bool:
        """Nobody has read it in a text of the law or in a report of one."""
        return self in {Standing.ASSUMED, Standing.UNKNOWN}
