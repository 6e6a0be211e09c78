"""How often a job is tried, and how long it rests in between."""

from datetime import timedelta
from typing import Final

PAUSES: Final = tuple(
    timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 3600, 3 * 3600, 6 * 3600)
)
"""After the first attempt five seconds, and so on; after the eighth, ten hours in, it has failed."""


def pause_after(attempts: int) -> timedelta | None:
    """How long a job rests that failed so often; None when it is not tried again."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else None
