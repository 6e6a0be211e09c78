"""The addresses of our pages, in the reader's language. Those of the law are worked out only once."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse
from django.utils.translation import override

from sapar.web.frame.shelf import language as reader_language

__all__ = ["address"]

_ANYBODYS = "public:"


def address(page: str, *parts: object, language: str | None = None) -> str:
    """Where a page is, by its door and name: `address("public:answer", "kr-…")`.

    An address of the public door holds names of the law and nothing that a person said, so it is
    kept; one of another door with parts, such as the number of a case, is worked out each time.
    """
    made = _kept if page.startswith(_ANYBODYS) or not parts else _address
    return made(page, parts, language or reader_language(), get_script_prefix())


def _address(page: str, parts: tuple[object, ...], language: str, _prefix: str) -> str:
    with override(language):
        return reverse(page, args=parts)


_kept = lru_cache(maxsize=4096)(_address)
