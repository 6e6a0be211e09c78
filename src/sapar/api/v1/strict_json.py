"""A request's body read strictly: JSON in UTF-8, a key stands once, nothing is endless or bottomless."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from django.http import HttpRequest
from ninja.parser import Parser

from sapar.api.refusals import AddressError, MediaTypeError, NotJsonError, TooLargeError
from sapar.core.kernel import Place

MAX_BYTES: Final = 64 * 1024
MAX_DEPTH: Final = 8
MAX_NAME: Final = 100

_HALF: Final = re.compile("[\ud800-\udfff]")


class StrictParser(Parser):
    """How the API reads a body."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The body's value. Raises AddressError, MediaTypeError, TooLargeError or NotJsonError."""
        if request.META.get("QUERY_STRING"):
            raise AddressError(
                "Nothing may stand in the address after the question mark.",
                mend="Write all of it in the body: addresses are kept in logs.",
            )
        charset = (request.content_params or {}).get("charset", "utf-8").lower()
        if request.content_type != "application/json" or charset not in ("utf-8", "utf8"):
            raise MediaTypeError(
                "The body must be JSON in UTF-8.", mend="Send Content-Type: application/json."
            )
        if len(request.body) > MAX_BYTES:
            raise too_large()
        found: dict[str, Any] = value_in(request.body)
        return found


def too_large() -> TooLargeError:
    """The error of a body over the limit."""
    return TooLargeError(
        f"The body is larger than {MAX_BYTES // 1024} kB.", mend="Send the facts of one person."
    )


def value_in(body: bytes) -> Any:
    """The value a body holds. Raises NotJsonError.

    >>> value_in(b'{"facts": {"stay.country": "KR"}}')
    {'facts': {'stay.country': 'KR'}}
    """
    try:
        value = _DECODER.decode(body.decode("utf-8"))
    except json.JSONDecodeError as problem:
        raise NotJsonError(
            f"The body is not JSON: {problem.msg}.",
            place=Place(file="body", line=problem.lineno, column=problem.colno),
            mend="Check quotes, commas and brackets here.",
        ) from None
    except UnicodeDecodeError:
        raise NotJsonError("The body is not UTF-8.", mend="Send it as UTF-8.") from None
    except RecursionError:
        raise _too_deep() from None
    except ValueError:  # a number of thousands of digits
        raise NotJsonError("The body holds a number too long to read.") from None
    if body.count(b"{") + body.count(b"[") > MAX_DEPTH:
        _check_depth(value, 0)
    if b"\\u" in body:
        _check_whole(value)
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if max(map(len, found), default=0) > MAX_NAME:
        raise NotJsonError(f"A key is longer than {MAX_NAME} characters.")
    if len(found) < len(pairs):
        name = _second(name for name, _ in pairs)
        raise NotJsonError(
            f'The key "{_printable(name)}" stands twice.',
            place=Place(file=_printable(name)),
            mend="Keep one of them.",
        )
    return found


def _second(names: Iterable[str]) -> str:
    """The first name that comes again."""
    return next(name for name, count in Counter(names).items() if count > 1)


def _constant(name: str) -> None:
    raise NotJsonError(f"{name} is not JSON.", mend="Use null for what is not known.")


def _check_depth(value: Any, depth: int) -> None:
    """Refuse what is too deep."""
    if isinstance(value, dict | list):
        if depth == MAX_DEPTH:
            raise _too_deep()
        for one in value.values() if isinstance(value, dict) else value:
            _check_depth(one, depth + 1)


def _check_whole(value: Any) -> None:
    """Refuse halves of characters, which only an escape (\\ud800) can bring."""
    if _HALF.search(json.dumps(value, ensure_ascii=False)):
        raise NotJsonError("The body holds half a character (a lone surrogate).")


def _too_deep() -> NotJsonError:
    return NotJsonError(f"The body is nested more than {MAX_DEPTH} deep.")


def _printable(text: str) -> str:
    return text[:MAX_NAME].encode("utf-8", "replace").decode("utf-8")


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_constant)
