"""What every page shows: its language, the same page in the others, and a clock that is held."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse, translate_url
from django.utils.translation import get_language, override

from .components import Language


def every_page(request: HttpRequest) -> dict[str, Any]:
    """Give the base template `languages`, and `held_at` when the clock is held still."""
    held = getattr(request, "clock_is_held", False)
    return {
        "languages": languages_of(request),
        "held_at": getattr(request, "at", None) if held else None,
    }


def languages_of(request: HttpRequest) -> list[Language]:
    """List the languages with the address of this page in each; of the home page if it has none."""
    here = request.get_full_path()
    try:
        resolve(request.path_info)
        found = True
    except Resolver404:
        found = False
    return [
        Language(
            code=code,
            name=name,
            url=translate_url(here, code) if found else _home_in(code),
            is_current=code == get_language(),
        )
        for code, name in settings.LANGUAGES
    ]


def _home_in(code: str) -> str:
    with override(code):
        return reverse("public:home")
