"""Which pages there are, what is written into them, and which of them are stale."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from sapar.config.reference import answer, shelf
from sapar.config.reference.api import api_part
from sapar.config.reference.commands import commands_part
from sapar.config.reference.console import asks_to_run, rerun
from sapar.config.reference.errors import errors_part
from sapar.config.reference.facts import facts_part
from sapar.config.reference.forms import form_values_part, forms_part
from sapar.config.reference.functions import functions_part
from sapar.config.reference.keys import keys_part
from sapar.config.reference.markdown import filled
from sapar.config.reference.roles import apart_part, deeds_part, roles_part
from sapar.config.reference.settings import settings_part
from sapar.instruments.grammar import json_schema
from sapar.instruments.library import Library

_TUTORIAL = "docs/tutorial/encode-a-programme.md"
_TUTORIAL_FILES = "docs/tutorial/example"
_SCHEMA = "docs/reference/instrument.schema.json"


def writers(library: Library) -> dict[str, Callable[[], str]]:
    """Who writes each generated part, by its name."""
    return {
        "facts": lambda: facts_part(library.shared("en")),
        "keys": keys_part,
        "functions": functions_part,
        "commands": commands_part,
        "settings": settings_part,
        "roles": roles_part,
        "deeds": deeds_part,
        "apart": apart_part,
        "errors": errors_part,
        "api": api_part,
        "explain-keys": partial(answer.explain_keys_part, library),
        "explain-example": partial(answer.explain_example_part, library),
        "dates-keys": partial(answer.dates_keys_part, library),
        "dates-example": partial(answer.dates_example_part, library),
        "forms": partial(forms_part, library),
        "form-values": partial(form_values_part, library),
        "shelf": partial(shelf.shelf_part, library),
        "calendars": partial(shelf.calendars_part, library),
    }


class Pages:
    """The pages of one checkout."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.library = Library(root / "instruments")
        self.writers = writers(self.library)

    def current(self) -> Iterator[tuple[str, str]]:
        """Every file that a program writes or completes, as it should be: its path and its text."""
        yield _SCHEMA, json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
        for path in self._paths():
            name = str(path.relative_to(self.root))
            text = path.read_text(encoding="utf-8")
            text = filled(text, self.writers, file=name)
            if asks_to_run(text):
                text, files = rerun(text, instruments=self.library.root, file=name)
                if name == _TUTORIAL:
                    yield from self._tutorial(files)
            yield name, text

    def _paths(self) -> list[Path]:
        pages = sorted((self.root / "docs").rglob("*.md"))
        return [self.root / "README.md", self.root / "instruments" / "README.md", *pages]

    def _tutorial(self, files: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        for name, text in files.items():
            yield f"{_TUTORIAL_FILES}/{name}", text


def stale(root: Path) -> list[str]:
    """The files that are not as they should be."""
    return [name for name, text in Pages(root).current() if _read(root / name) != text]


def write(root: Path) -> list[str]:
    """Write every stale file, and give their names."""
    written = []
    for name, text in list(Pages(root).current()):
        if _read(root / name) != text:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
            written.append(name)
    return written


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
