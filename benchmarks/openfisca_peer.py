"""OpenFisca-core in a virtual environment of its own: it is AGPL, and we never import it."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.by_hand import ByHand
from benchmarks.crowd import Crowd

HERE = Path(__file__).parent / "openfisca"
LOCK = HERE / "requirements.lock"


def environment() -> Path:
    """The Python of the environment, made at the first call under the user's cache."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    mark = hashlib.sha256(LOCK.read_bytes()).hexdigest()[:12]
    folder = cache / "sapar-benchmarks" / f"openfisca-{mark}"
    python = folder / "bin" / "python"
    if not (folder / "done").exists():
        _run([sys.executable, "-m", "venv", "--clear", str(folder)])
        install = ["-m", "pip", "install", "-qqq", "--disable-pip-version-check"]
        _run([str(python), *install, "--require-hashes", "-r", str(LOCK)])
        (folder / "done").touch()
    return python


def _run(command: list[str]) -> str:
    """What a command of ours prints."""
    done = subprocess.run(  # noqa: S603 (commands written here)
        command, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def measured(people: Crowd, kernel: ByHand, *, seconds: float) -> dict[str, Any]:
    """Seconds for the table and for one traced person, the outcomes, the peak memory."""
    with tempfile.TemporaryDirectory() as folder:
        table, calendar = Path(folder) / "people.npz", Path(folder) / "calendar.npz"
        values = {f"v:{name}": array for name, array in people.values.items()}
        known = {f"k:{name}": array for name, array in people.known.items()}
        np.savez(table, **values, **known)
        np.savez(calendar, first=kernel.first, last_3=kernel.last_3, last_4=kernel.last_4)
        told = _run(
            [str(environment()), str(HERE / "model.py"), str(table), str(calendar), str(seconds)]
        )
    found: dict[str, Any] = json.loads(told)
    return found
