"""The site's addresses, and two that do nothing: what Django itself costs, on either path."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from sapar.config.urls import handler404, handler500
from sapar.config.urls import urlpatterns as of_the_site

__all__ = ["handler404", "handler500", "urlpatterns"]


def empty(_request: HttpRequest) -> HttpResponse:
    """Answer nothing."""
    return HttpResponse(b"", content_type="text/plain")


urlpatterns = [path("api/empty", empty), path("empty", empty), *of_the_site]
