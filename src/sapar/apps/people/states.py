"""The codes of states: two letters here, three in a machine-readable zone."""

from __future__ import annotations

from functools import cache
from typing import Final

from babel import Locale
from babel.core import get_global

from sapar.apps.people.errors import StateCodeError

_NO_STATES: Final = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
_OF_ZONES: Final = {"D": "DE", "GBD": "GB", "GBN": "GB", "GBO": "GB", "GBP": "GB", "GBS": "GB"}
"""Doc 9303-3, section 5: codes of zones that ISO 3166 does not have."""


def state_code(text: str, *, field: str) -> str:
    """The same code, when it is one of ISO 3166 in capitals. Raises StateCodeError."""
    if text not in _states():
        raise StateCodeError(text, field=field)
    return text


def state_of_zone(code: str) -> str | None:
    """The two letters for the code of a zone; None for stateless persons, Utopia and the unknown."""
    aliases = get_global("territory_aliases")
    found: str | None = _OF_ZONES.get(code) or next(iter(aliases.get(code, [])), None)
    return found if found in _states() else None


@cache
def _states() -> frozenset[str]:
    known = map(str, Locale("en").territories)
    return frozenset(code for code in known if len(code) == 2 and code.isalpha()) - _NO_STATES
