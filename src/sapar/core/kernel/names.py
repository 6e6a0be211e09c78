"""The nearest of the names somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The known name most like ``name``, or None when none is near.

    >>> nearest("stay.unlawfull_since", ["stay.unlawful_since", "stay.entry"])
    'stay.unlawful_since'
    >>> nearest("xyz", ["stay.entry"]) is None
    True
    """
    known = list(names)
    by_lower = {item.lower(): item for item in known}
    match = get_close_matches(name.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[match[0]] if match else None


def did_you_mean(name: str, names: Iterable[str]) -> str | None:
    """A sentence that offers the nearest name, or None when none is near.

    >>> did_you_mean("departure.dat", ["departure.date"])
    'Did you mean "departure.date"?'
    """
    match = nearest(name, names)
    return f'Did you mean "{match}"?' if match else None
