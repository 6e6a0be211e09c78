"""The addresses of our pages, each worked out once in each language."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language, override

__all__ = ["address"]


def address(page: str, *parts: str, language: str | None = None) -> str:
    """Where a page of the public door is, in the reader's language: `address("answer", "kr-…")`."""
    return _address(page, parts, language or get_language() or "en", get_script_prefix())


@lru_cache(maxsize=4096)
def _address(page: str, parts: tuple[str, ...], language: str, _prefix: str) -> str:
    """Kept: it is made of names of the law, and of nothing that a person said."""
    with override(language):
        return reverse(f"public:{page}", args=parts)
