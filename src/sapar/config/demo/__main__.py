"""Seeds the demonstration, says who can sign in, and starts the site: `make demo`.

`python -m sapar.config.demo seed` only seeds, `… code` prints the code of the authenticator app now.
"""

# ruff: noqa: PLC0415  models can be imported only after Django has started

from __future__ import annotations

import os
import sys

import django

from sapar.config.environment import read_environment
from sapar.config.setting_error import SettingError
from sapar.core.kernel import SaparError

_ASKED = ("seed", "code")


def main(arguments: list[str]) -> int:
    """Gives the exit code: 0 done, 1 refused, 2 wrong use."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sapar.config.settings")
    if len(arguments) != 1 or arguments[0] not in _ASKED:
        sys.stderr.write(f"Say one of: {', '.join(_ASKED)}.\n")
        return 2
    try:
        environment = read_environment()
    except SettingError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if environment.production or environment.now is None:
        sys.stderr.write(
            "The demonstration has passwords that everybody knows, and a day of its own. Set "
            "SAPAR_ENV=development and SAPAR_NOW, or run `make demo`.\n"
        )
        return 2
    django.setup()
    return _code() if arguments[0] == "code" else _seed()


def _seed() -> int:
    from django.conf import settings

    from sapar.apps.jobs.worker import work_off
    from sapar.config.clock import now
    from sapar.config.demo.seed import seed
    from sapar.config.demo.who import who_can_sign_in

    printed = settings.EMAIL_BACKEND
    # Letters of days that are over would hide the codes one signs in with.
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    try:
        if seed(until=now()):
            work_off()
    except SaparError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    finally:
        settings.EMAIL_BACKEND = printed
    sys.stdout.write(who_can_sign_in())
    return 0


def _code() -> int:
    from sapar.config.demo.officers import code_now

    sys.stdout.write(f"{code_now()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
