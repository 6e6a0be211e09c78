"""A folder for sealed files, a cast, and scanners: ClamAV's own daemon, and one in trouble."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.apps.documents.cast import Cast

HARM = b"invented harm for the tests of Sapar"


@pytest.fixture
def evidence(settings: Any, tmp_path: Path) -> Path:
    """An empty folder of its own for sealed files."""
    folder = tmp_path / "evidence"
    options = {**settings.STORAGES["evidence"]["OPTIONS"], "location": folder}
    kept = {**settings.STORAGES["evidence"], "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "evidence": kept}
    folder.mkdir()
    return folder


@pytest.fixture
def cast(db: None, evidence: Path) -> Cast:
    """The citizen, an officer, an outsider, and a person."""
    from tests.apps.documents.cast import (
        gather,
    )  # here: Django is not up yet when this file is read

    return gather()


@pytest.fixture(scope="session")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """ClamAV's daemon with one signature, ours. Mark the test `clamd`."""
    room = tmp_path_factory.mktemp("clamd")
    (room / "sapar.ndb").write_text(f"Sapar.Invented.Harm:0:*:{HARM.hex()}\n")
    wanted = {
        "DatabaseDirectory": room,
        "LocalSocket": room / "socket",
        "Foreground": "yes",
        "StreamMaxLength": "1M",
        "LogFile": room / "log",
    }
    (room / "conf").write_text("".join(f"{name} {value}\n" for name, value in wanted.items()))
    daemon = subprocess.Popen(
        ["clamd", "--config-file", room / "conf"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _ in range(300):
        if (room / "socket").exists():
            break
        time.sleep(0.1)
    yield f"unix:{room / 'socket'}"
    daemon.terminate()
    daemon.wait()


@pytest.fixture
def scanner_that_says() -> Iterator[Callable[[str], str]]:
    """Start a process that answers every stream in one way; gives its address."""
    running: list[subprocess.Popen[str]] = []

    def start(answer: str) -> str:
        script = Path(__file__).with_name("clamd_like.py")
        process = subprocess.Popen(
            [sys.executable, script, answer], stdout=subprocess.PIPE, text=True
        )
        running.append(process)
        assert process.stdout is not None
        return f"127.0.0.1:{process.stdout.readline().strip()}"

    yield start
    for process in running:
        process.kill()
        process.communicate()
