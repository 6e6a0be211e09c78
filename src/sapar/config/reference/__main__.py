"""`python -m sapar.config.reference [--check]`, in the root of the repository."""

import os
import sys
from pathlib import Path

import django

from sapar.config.reference.pages import stale, write
from sapar.core.kernel import SaparError


def main(arguments: list[str]) -> int:
    """Write the reference; with `--check` only say which pages are stale. Gives the exit code."""
    os.environ.setdefault("SAPAR_ENV", "development")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sapar.config.settings")
    django.setup()
    root = Path.cwd()
    try:
        names = stale(root) if arguments == ["--check"] else write(root)
    except SaparError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if arguments != ["--check"]:
        sys.stdout.write("".join(f"Written: {name}\n" for name in names) or "Nothing was stale.\n")
        return 0
    sys.stderr.write("".join(f"{name} is stale. Run: make docs\n" for name in names))
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
