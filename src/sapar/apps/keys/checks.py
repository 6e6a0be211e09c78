"""What `manage.py check` says of the master keys."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error

from sapar.apps.keys.errors import MasterKeyError
from sapar.apps.keys.masters import masters


def check_masters(**_: Any) -> list[CheckMessage]:
    """An error with its mend when there is no current master key."""
    try:
        masters().current()
    except MasterKeyError as error:
        return [Error(error.message, hint=error.mend, id="keys.E001")]
    return []
