"""Django's commands: `python -m sapar.config.manage check`."""

import os
import sys

from django.core.management import execute_from_command_line

from sapar.config.environment import read_environment
from sapar.config.setting_error import SettingError


def main(arguments: list[str]) -> None:
    """Run one command, or say in one sentence which setting is wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sapar.config.settings")
    try:
        read_environment()
    except SettingError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
    execute_from_command_line(["manage", *arguments])


if __name__ == "__main__":
    main(sys.argv[1:])
