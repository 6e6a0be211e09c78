"""The short way of a request to the API: no languages, no cookies, no forgery check, no templates."""

from collections.abc import Callable
from typing import Final

from django.core.exceptions import DisallowedHost
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import resolve

from sapar.api.refusals import (
    MethodError,
    NoSuchAddressError,
    RequestError,
    UnknownHostError,
    refused,
)

PREFIX: Final = "/api/"
_SHUT: Final = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
}


class ShortPathMiddleware:
    """Answers what is asked of the API itself; everything else goes on to the pages.

    It stands behind the middleware that both need (security, privacy, the clock). The API reads no
    cookie, so nobody can make a browser ask it in another person's name.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        try:
            response = _answer(request)
        except RequestError as error:
            response = refused(error, error.status)
        for name, value in _SHUT.items():
            response.headers[name] = value
        return response


def _answer(request: HttpRequest) -> HttpResponse:
    try:
        request.get_host()
        match = resolve(request.path_info)
        request.resolver_match = match
        response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    except DisallowedHost:
        raise UnknownHostError("This site is not called by that name.") from None
    except Http404:
        raise NoSuchAddressError(
            "There is nothing at this address.", mend="See GET /api/v1/openapi.json."
        ) from None
    if isinstance(response, HttpResponseNotAllowed):
        return _not_allowed(response.headers["Allow"], request.method)
    return response


def _not_allowed(allowed: str, method: str | None) -> HttpResponse:
    error = MethodError(f"{method} cannot be asked here.", mend=f"Use {allowed}.")
    response = refused(error, error.status)
    response.headers["Allow"] = allowed
    return response
