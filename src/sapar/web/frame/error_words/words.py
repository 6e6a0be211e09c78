"""The form of what is said of an error."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """What is wrong, how to mend it, and at which field it is said when the error names none.

    Both are English that gettext knows; empty where there is nothing to say.
    """

    text: str
    mend: str = ""
    field: str = ""
