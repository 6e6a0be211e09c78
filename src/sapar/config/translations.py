"""The words of pages and programs: find them, and keep `locale/*/LC_MESSAGES/django.po` in step.

`python -m sapar.config.translations` rewrites the files: new words come in empty, old ones go.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings

SOURCES: Final = Path(__file__).resolve().parents[1]
LOCALE: Final = SOURCES / "locale"
_KEYWORDS: Final = {**DEFAULT_KEYWORDS, "gettext_lazy": None, "pgettext": ((1, "c"), 2)}


def translated_languages() -> tuple[str, ...]:
    """Return every language of the site but that of the source."""
    return tuple(code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE)


def file_of(language: str) -> Path:
    """Return the file that holds the words of a language."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def words_of_the_source() -> Catalog:
    """Return every word that templates and Python ask to be translated, with where it stands."""
    catalog = Catalog()
    for path in sorted([*SOURCES.rglob("*.py"), *SOURCES.rglob("templates/**/*.html")]):
        place = path.relative_to(SOURCES).as_posix()
        for message, context in _words_in(path):
            catalog.add(message, locations=[(place, 0)], context=context)
    return catalog


def _words_in(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """Find the words of a file: of Python, or of a template in Jinja's language."""
    method = "jinja2" if path.suffix == ".html" else "python"
    options = {"encoding": "utf-8", "silent": "false"}
    with path.open("rb") as file:
        for _line, message, _comments, context in extract(
            method, file, keywords=_KEYWORDS, options=options
        ):
            yield message, context


def words_in_file(language: str) -> Catalog:
    """Return what is translated so far."""
    with file_of(language).open("rb") as file:
        return read_po(file, locale=language)


def update(language: str) -> int:
    """Bring one language in step with the source. Returns how many words still need translating."""
    catalog = words_in_file(language)
    catalog.update(words_of_the_source(), no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    with file_of(language).open("wb") as file:
        write_po(file, catalog, width=96, sort_output=True, include_lineno=False)
    return len(untranslated(catalog))


def untranslated(catalog: Catalog) -> list[str]:
    """Return the words that are missing or only guessed."""
    return [
        str(message.id)
        for message in catalog
        if message.id and (message.fuzzy or not all(_strings(message.string)))
    ]


def _strings(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (string or "",) if string is None or isinstance(string, str) else tuple(string)


if __name__ == "__main__":
    os.environ.setdefault("SAPAR_ENV", "development")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sapar.config.settings")
    for code in translated_languages():
        sys.stdout.write(f"{code}: {update(code)} to translate\n")
