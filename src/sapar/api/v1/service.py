"""The API as a whole: its routes, how it reads bodies, and what it says when something goes wrong."""

import logging
import traceback
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from sapar.api.refusals import LengthError, RequestError, ShapeError, as_json, refused
from sapar.api.v1 import law, person
from sapar.api.v1.openapi import with_facts
from sapar.api.v1.strict_json import StrictParser, too_large
from sapar.core.kernel import Place, SaparError, did_you_mean
from sapar.core.law import FactError, InstrumentError
from sapar.instruments.library import LANGUAGES, UnknownInstrumentError, library_at
from sapar.instruments.strict_yaml import DocumentError

_BODY_KEYS = ("facts", "on", "known_at", "lang")
_NEVER_SENT = HttpResponse()
_logger = logging.getLogger("sapar.api")


class _Api(NinjaAPI):
    """Ninja's API, whose OpenAPI document knows the facts."""

    def get_openapi_schema(self, **options: Any) -> Any:
        """The whole document, with every fact that an instrument of the shelf knows."""
        document = super().get_openapi_schema(**options)
        return with_facts(document, library_at(settings.SAPAR_INSTRUMENTS))

    def create_temporal_response(self, request: HttpRequest) -> HttpResponse:  # noqa: ARG002  Ninja's
        """One for all: our views bring their own."""
        return _NEVER_SENT


api = _Api(
    title="Sapar",
    version="1",
    description="Law as data: read instruments, and ask them for one person. Nothing is kept.",
    parser=StrictParser(),
    openapi_url=None,  # our own, which knows the facts
    docs_url=None,  # the page would load its scripts from another host
    urls_namespace="api-v1",
)
api.add_router("", person.router)  # first, because Django tries addresses in this order
api.add_router("", law.router)


@api.get("/openapi.json", include_in_schema=False)
def openapi(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Ninja's signature
    """This API as an OpenAPI document."""
    return as_json(_openapi(settings.SAPAR_INSTRUMENTS))


@cache
def _openapi(_root: Path) -> dict[str, Any]:
    document: dict[str, Any] = api.get_openapi_schema()
    return document


@api.exception_handler(SaparError)
def _given(request: HttpRequest, error: SaparError) -> HttpResponse:
    """What somebody gave us cannot be used; if the fault is not theirs, it is ours."""
    if isinstance(error, RequestError):
        return refused(error, error.status)
    if isinstance(error, UnknownInstrumentError):
        return refused(error, 404)
    if isinstance(error, FactError):
        return refused(error, 422)
    if isinstance(error, DocumentError | InstrumentError):
        _logger.error("%s", error)  # about a file of ours: no facts in it
    return _failed(request, error)


@api.exception_handler(HttpError)
def _unread(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Ninja wraps what the parser says of the body."""
    cause = error.__cause__
    if isinstance(cause, RequestError):
        return refused(cause, cause.status)
    return _failed(request, cause or error)


@api.exception_handler(RequestDataTooBig)
def _too_big(_request: HttpRequest, _error: RequestDataTooBig) -> HttpResponse:
    """Django stops reading at its own limit, which is above ours."""
    error = too_large()
    return refused(error, error.status)


@api.exception_handler(ValidationError)
def _misshapen(request: HttpRequest, problem: ValidationError) -> HttpResponse:
    """The first thing that is wrong with the shape of an address or a body."""
    first: dict[str, Any] = max(problem.errors, key=_is_misspelt)
    path: Sequence[str | int] = [part for part in first["loc"][1:] if part != "told"]
    error: RequestError
    if not path and first["type"] == "missing":
        error = _no_body(request)
    else:
        error = _shape_error(first["type"], ".".join(map(str, path)))
    return refused(error, error.status)


def _is_misspelt(problem: dict[str, Any]) -> bool:
    """A key too many says more than one that is missing: often they are the same."""
    return bool(problem["type"] == "extra_forbidden")


def _no_body(request: HttpRequest) -> RequestError:
    if "Transfer-Encoding" in request.headers:
        return LengthError("The body comes without its length.", mend="Send Content-Length.")
    return ShapeError("The body is missing.", mend='Send for example {"facts": {}}.')


def _shape_error(kind: str, name: str) -> ShapeError:
    place = Place(file=name or "body")
    match kind:
        case "missing":
            return ShapeError(f'"{name}" is missing.', place=place, mend=f'Add "{name}".')
        case "extra_forbidden":
            mend = did_you_mean(name, _BODY_KEYS) or f"There are: {', '.join(_BODY_KEYS)}."
            return ShapeError(f'There is no "{name}" here.', place=place, mend=mend)
        case "literal_error":
            mend = f"There are: {', '.join(LANGUAGES)}."
            return ShapeError("There are no words in that language.", place=place, mend=mend)
        case _:
            mend = f"Expected: {_EXPECTED.get(kind, 'keys and values')}."
            what = f'"{name}"' if name else "The body"
            return ShapeError(f"{what} has another type.", place=place, mend=mend)


_EXPECTED = {"string_type": "a text"}


@api.exception_handler(Exception)
def _failed(_request: HttpRequest, error: BaseException) -> HttpResponse:
    """Our own fault. The log says where, but not the error's words: they may hold facts."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    _logger.error("%s\n%s", type(error).__name__, frames)
    told = {"code": "failure", "message": "Sapar failed. Your facts were not kept."}
    return as_json(told, status=500)
