"""What every page shows: its language, the same page in the others, and a clock that is held."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from sapar.web.frame.addresses import address
from sapar.web.frame.components import Language


def every_page(request: HttpRequest) -> dict[str, Any]:
    """Give the base template `language`, `languages`, and `held_at` when the clock is held still."""
    held = getattr(request, "clock_is_held", False)
    return {
        "language": get_language(),
        "languages": languages_of(request),
        "held_at": getattr(request, "at", None) if held else None,
    }


def languages_of(request: HttpRequest) -> list[Language]:
    """List the languages with the address of this page in each; of the home page if it has none.

    The addresses of a page differ in how they begin: with the home page of their language.
    """
    current, home, path = get_language(), address("public:home"), request.get_full_path()
    below = path.removeprefix(home) if request.resolver_match and path.startswith(home) else ""
    return [
        Language(
            code=code,
            name=name,
            url=address("public:home", language=code) + below,
            is_current=code == current,
        )
        for code, name in settings.LANGUAGES
    ]
