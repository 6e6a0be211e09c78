"""Every error Sapar raises on purpose, with the code by which a program tells it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import sapar
from sapar.config.reference.markdown import code, table
from sapar.core.kernel import SaparError

_OPTIONAL = "sapar.apps.jobs.engines.procrastinate"
_ROOMS = ("api", "apps", "cli", "core", "instruments", "screening")


def errors_part() -> str:
    """The tree of errors, each with its code and its first sentence."""
    _read_everything()
    rows = [
        [
            "&nbsp;&nbsp;" * depth + code(error.__name__),
            code(error.code) if "code" in vars(error) else "as above",
            (error.__doc__ or "").split("\n\n", maxsplit=1)[0].replace("``", "`"),
        ]
        for error, depth in _tree(SaparError, 0)
    ]
    return table(("error", "code", "when"), rows)


def _read_everything() -> None:
    """Import every room below the web, so that every class is there.

    What stands on an optional engine is read only where that engine was chosen.
    """
    for module in pkgutil.walk_packages(sapar.__path__, "sapar."):
        if module.name.split(".")[1] in _ROOMS and not module.name.startswith(_OPTIONAL):
            importlib.import_module(module.name)


def _tree(error: type[SaparError], depth: int) -> Iterator[tuple[type[SaparError], int]]:
    yield error, depth
    for below in sorted(error.__subclasses__(), key=lambda one: one.__name__):
        if below.__module__.split(".")[1] in _ROOMS:
            yield from _tree(below, depth + 1)
