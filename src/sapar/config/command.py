"""Wires the command line to the clock, the folder of instruments and the site."""

import os
from datetime import UTC, datetime
from typing import Any

from sapar.cli import run
from sapar.config import worker
from sapar.config.environment import instruments_folder, read_environment
from sapar.config.setting_error import SettingError
from sapar.core.kernel import SaparError


def main() -> None:
    """The `sapar` command."""
    run(
        now=lambda: datetime.now(UTC),
        instruments=instruments_folder(os.environ),
        open_site=open_site,
        start_worker=worker.main,
        backups=backups,
    )


def backups() -> Any:
    """What makes and restores backups; its models can be imported only when the site is open."""
    from sapar.config import backup  # noqa: PLC0415

    return backup


def open_site() -> None:
    """Set Django up, or say in one sentence which setting is wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sapar.config.settings")
    try:
        read_environment()
    except SettingError as error:
        raise SaparError(str(error)) from None
    import django  # noqa: PLC0415  # slow, and most commands do without it

    django.setup()
