"""Pages for addresses that lead nowhere and for our own failures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django's signature
    """Say that there is no such page, and where to begin."""
    return render(request, "frame/not_found.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django's signature
    """Say in every language at once that we failed: the translation itself may have broken."""
    return HttpResponse(render_to_string("frame/server_error.html"), status=500)
