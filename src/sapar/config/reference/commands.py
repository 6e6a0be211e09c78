"""Every command with its arguments and options, from Typer's own description of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

from sapar.cli import backup, journal, keys, law, paper, person, table, work
from sapar.config.command import backups
from sapar.config.reference.markdown import code
from sapar.config.reference.markdown import table as as_table


def commands_part() -> str:
    """A section for each command."""
    group: Any = typer.main.get_command(_app())
    return "\n\n".join(_section(name, command) for name, command in _commands_of(group))


def commands_explained() -> frozenset[str]:
    """The names of the commands that have a section."""
    group: Any = typer.main.get_command(_app())
    return frozenset(group.commands)


def _app() -> typer.Typer:
    app = typer.Typer()
    for room in (law, person, table, paper, journal, keys):
        room.add_to(app)
    backup.add_to(app, backups)
    work.add_to(app, lambda: None)
    return app


def _commands_of(group: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Each command with its name, those of a group with the group's name before it."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands_of(command, f"{prefix}{name} ")
        else:
            yield prefix + name, command


def _section(name: str, command: Any) -> str:
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option"]
    usage = " ".join(["sapar", name, *(_in_usage(one) for one in [*arguments, *options])])
    rows = [[code(_written(one)), _help(one), _default(one)] for one in [*arguments, *options]]
    parts = [f"## sapar {name}", str(command.help), f"```text\n{usage}\n```"]
    if rows:
        parts.append(as_table(("", "meaning", "without it"), rows))
    return "\n\n".join(parts)


def _written(param: Any) -> str:
    if param.param_type_name == "argument":
        return str(param.metavar or param.name.upper()).strip("[]…")
    name = next(one for one in param.opts if one.startswith("--"))
    return name if param.is_flag else f"{name} {_value(param, name)}"


def _value(param: Any, name: str) -> str:
    named = {
        "--facts": "FILE",
        "--out": "FILE",
        "--on": "DATE",
        "--known-at": "DATE",
        "--since": "DATE",
        "--lang": "LANG",
    }
    return named.get(name) or str(param.metavar or param.name).upper()


def _in_usage(param: Any) -> str:
    if param.param_type_name == "argument":
        shown = str(param.metavar or param.name.upper())
        return shown if param.required or shown.startswith("[") else f"[{shown}]"
    return _written(param) if param.required else f"[{_written(param)}]"


def _help(param: Any) -> str:
    given = {"name": "The instrument.", "names": "Instruments. Without any: all of them."}
    return param.help or given.get(param.name, "")


def _default(param: Any) -> str:
    if param.required:
        return "needed"
    default = getattr(param.default, "value", param.default)
    return "" if default in (None, False) else code(default)
