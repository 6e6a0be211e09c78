"""Wires the command line to the clock and the folder of instruments."""

import os
from datetime import UTC, datetime

from sapar.cli import run
from sapar.config import worker
from sapar.config.environment import instruments_folder


def main() -> None:
    """The `sapar` command."""
    run(
        now=lambda: datetime.now(UTC),
        instruments=instruments_folder(os.environ),
        start_worker=worker.main,
    )
