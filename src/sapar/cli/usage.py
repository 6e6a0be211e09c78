"""What Typer says of words it does not know, as one sentence that names the mend."""

from __future__ import annotations

import re
from typing import Any, Final

import typer

from sapar.core.kernel import did_you_mean, nearest

UsageError: Final[type[Exception]] = typer.BadParameter.__bases__[0]
"""Typer names only its children."""
_QUOTED = re.compile(r"'(?P<word>[^']*)'")
_MORE = re.compile(r"\. Did you mean.*|(?<=: )Value error, ")  # said in our own way, or by pydantic


def sentence_of(error: Any) -> str:
    """What is wrong, and the nearest word there is, or where the words stand."""
    context = error.ctx
    option = getattr(error, "option_name", None)
    said = _MORE.sub("", str(error.message if option else error.format_message()).strip())
    path = context.command_path if context else "sapar"
    return f"{said.rstrip('.')}. {_near(said, option, context) or f'See `{path} --help`.'}"


def _near(said: str, option: str | None, context: Any) -> str | None:
    if context is None:
        return None
    if option is not None:
        names = [name for param in context.command.params for name in param.opts]
        known = {name.lstrip("-"): name for name in [*names, "--help"]}
        near = nearest(option.lstrip("-"), known)
        return f'Did you mean "{known[near]}"?' if near else None
    word = _QUOTED.search(said)
    if word is not None and said.startswith("No such command"):
        return did_you_mean(word["word"], context.command.list_commands(context))
    return None
