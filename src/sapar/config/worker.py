"""The worker as a process of its own: `sapar worker`."""

import os
import sys

from sapar.config.environment import read_environment
from sapar.config.setting_error import SettingError


def main() -> None:
    """Work until told to stop, or say in one sentence which setting is wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sapar.config.settings")
    try:
        read_environment()
    except SettingError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
    import django  # noqa: PLC0415 (the other commands of `sapar` start without it)

    django.setup()
    from sapar.apps.jobs.worker import run_worker  # noqa: PLC0415 (after Django has started)

    sys.stdout.write("The worker has begun.\n")
    sys.stdout.flush()
    run_worker()


if __name__ == "__main__":
    main()
