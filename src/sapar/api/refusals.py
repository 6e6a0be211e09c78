"""What the API refuses, and the one shape in which it says so: code, message, place, mend.

SaparError
└── RequestError              the request itself cannot be used (the facts have errors of their own)
    ├── UnknownHostError      400  the site has another name
    ├── NotJsonError          400  the body is not JSON as Sapar reads it
    ├── AddressError          400  something stands in the address that belongs into the body
    ├── NoSuchAddressError    404  nothing is there
    ├── MethodError           405  there is something, but it is asked in another way
    ├── LengthError           411  the body comes without its length
    ├── TooLargeError         413  the body is too large
    ├── MediaTypeError        415  the body is not sent as JSON
    └── ShapeError            422  the body is JSON of another shape
"""

from typing import Any

from django.http import HttpResponse
from pydantic_core import to_json

from sapar.core.kernel import SaparError

_ASKED_HERE = {
    "`sapar instruments`": "GET /api/v1/instruments",
    "`sapar schema facts`": "GET /api/v1/schema/facts",
}


class RequestError(SaparError):
    """The request itself cannot be used."""

    code = "request"
    status = 400


class UnknownHostError(RequestError):
    """The site has another name."""

    code = "host_unknown"


class NotJsonError(RequestError):
    """The body is not JSON as Sapar reads it."""

    code = "not_json"


class AddressError(RequestError):
    """Something stands in the address that belongs into the body: addresses are kept in logs."""

    code = "address"


class NoSuchAddressError(RequestError):
    """Nothing is there."""

    code = "not_found"
    status = 404


class MethodError(RequestError):
    """There is something, but it is asked in another way."""

    code = "method"
    status = 405


class LengthError(RequestError):
    """The body comes without its length."""

    code = "length"
    status = 411


class TooLargeError(RequestError):
    """The body is too large."""

    code = "too_large"
    status = 413


class MediaTypeError(RequestError):
    """The body is not sent as JSON."""

    code = "media_type"
    status = 415


class ShapeError(RequestError):
    """The body is JSON of another shape."""

    code = "shape"
    status = 422


def as_json(value: Any, *, status: int = 200) -> HttpResponse:
    """An answer in JSON. Nobody keeps it: see PrivacyMiddleware."""
    return HttpResponse(to_json(value), status=status, content_type="application/json")


def refused(error: SaparError, status: int) -> HttpResponse:
    """The refusal that an error stands for."""
    told: dict[str, str] = {"code": error.code, "message": error.message}
    if error.place:
        told["place"] = str(error.place)
    if error.mend:
        told["mend"] = _said_here(error.mend)
    return as_json(told, status=status)


def _said_here(mend: str) -> str:
    """The mend with addresses in place of commands."""
    for command, address in _ASKED_HERE.items():
        mend = mend.replace(command, address)
    return mend
