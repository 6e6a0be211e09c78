"""Only commands that need the database pay for Django; without settings they say what to set."""

import os
import subprocess
import sys
from pathlib import Path

COMMAND = "from sapar.config.command import main; main()"


def ran(*words: str, code: str = COMMAND, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        env={**kept, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_command_about_the_law_starts_without_django() -> None:
    asks = (
        "import sys\n"
        "from sapar.config.command import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        "print('django' in sys.modules, 'cryptography' in sys.modules)"
    )
    assert ran("instruments", code=asks).stdout.splitlines()[-1] == "False False"


def test_a_command_about_the_site_says_which_setting_is_missing() -> None:
    done = ran("journal", "verify")
    assert done.returncode == 2
    assert done.stderr.startswith("Set SAPAR_SECRET_KEY")
    assert done.stderr.count("\n") == 1


def test_a_site_that_is_set_is_opened(tmp_path: Path) -> None:
    done = ran("keys", "new-master", SAPAR_ENV="development", SAPAR_DATA=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "keys.json").exists()
