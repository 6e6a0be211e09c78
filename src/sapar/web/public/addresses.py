"""The addresses of our pages, each worked out once in each language.

They are made of names of the law, and of nothing that a person said.
"""

from collections.abc import Mapping
from functools import lru_cache

from django.urls import get_script_prefix, reverse
from django.utils.translation import override

from sapar.core.law import Law

from .shelf import language as reader_language

__all__ = ["address", "addresses_of_questions"]


def address(page: str, *parts: str, language: str | None = None) -> str:
    """Where a page of the public door is, in the reader's language: `address("answer", "kr-…")`."""
    return _address(page, parts, language or reader_language(), get_script_prefix())


@lru_cache(maxsize=4096)
def _address(page: str, parts: tuple[str, ...], language: str, _prefix: str) -> str:
    with override(language):
        return reverse(f"public:{page}", args=parts)


def addresses_of_questions(law: Law, language: str) -> Mapping[str, str]:
    """Where each fact of an instrument is asked for."""
    return _of_questions(law, language, get_script_prefix())


@lru_cache(maxsize=512)
def _of_questions(law: Law, language: str, _prefix: str) -> Mapping[str, str]:
    return {
        fact.name: address("question", law.instrument.id, fact.name, language=language)
        for fact in law.instrument.vocabulary
    }
