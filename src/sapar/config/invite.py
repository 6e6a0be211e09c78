"""Invites somebody by mail, and so lets in the first administrator of a state.

`python -m sapar.config.invite administrator KZ askar@example.org --name Askar --language kk`
"""

# ruff: noqa: PLC0415  models can be imported only after Django has started

from __future__ import annotations

import argparse
import os
import sys

import django

from sapar.config.clock import now
from sapar.config.environment import read_environment
from sapar.config.setting_error import SettingError


def main(arguments: list[str]) -> int:
    """Grant the role in the machine's name and send the letter. Gives the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sapar.config.settings")
    try:
        read_environment()
    except SettingError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    django.setup()
    return _invite(_parsed(arguments))


def _parsed(arguments: list[str]) -> argparse.Namespace:
    from django.conf import settings

    from sapar.apps.accounts.roles import Role

    parser = argparse.ArgumentParser(prog="python -m sapar.config.invite")
    parser.add_argument("role", choices=[one.value for one in Role if one != Role.CITIZEN])
    parser.add_argument("state", help="two letters, such as KZ")
    parser.add_argument("email")
    parser.add_argument("--post", help="the code of one post; without it all of the state")
    parser.add_argument("--name", default="")
    parser.add_argument(
        "--language", choices=[code for code, _ in settings.LANGUAGES], default="en"
    )
    parser.add_argument("--by", default="Sapar", help="who invites, as the letter says it")
    return parser.parse_args(arguments)


def _invite(asked: argparse.Namespace) -> int:
    from django.conf import settings

    from sapar.apps.accounts.actions import invite
    from sapar.apps.accounts.actor import machine
    from sapar.apps.accounts.errors import AccountError
    from sapar.apps.accounts.models import Post
    from sapar.apps.accounts.roles import Role
    from sapar.web.sign_in.letters import invite_by_mail

    at = now()
    post = Post.objects.filter(code=asked.post).first()
    if asked.post and post is None:
        sys.stderr.write(f"There is no post {asked.post}.\n")
        return 1
    try:
        user = invite(
            asked.email,
            role=Role(asked.role),
            state=asked.state,
            post=post,
            name=asked.name,
            language=asked.language,
            actor=machine(at),
            at=at,
        )
    except AccountError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    invite_by_mail(user, site=f"https://{settings.ALLOWED_HOSTS[0]}", by=asked.by)
    sys.stdout.write(
        f"{user.email} is {asked.role} of {asked.post or asked.state}, and has mail.\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
