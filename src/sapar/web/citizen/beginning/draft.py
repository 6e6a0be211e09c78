"""Who somebody says they are, on the way from page to page: in their own browser until they confirm it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final

from django.core import signing
from django.http import HttpRequest, HttpResponse

__all__ = ["Draft", "drafted", "forget", "keep"]

NAME: Final = "sapar-you"
_SALT: Final = "sapar.web.citizen.beginning.draft"
_SECONDS: Final = 2 * 60 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What was typed so far; ``of`` is the account it was typed by, ``children`` who comes along."""

    of: int
    family: str = ""
    given: str = ""
    patronymic: str = ""
    surname: str = ""
    given_names: str = ""
    mrz: str = ""
    born: str = ""
    nationality: str = ""
    passport_asked: bool = False
    children: tuple[str, ...] = ()


def drafted(request: HttpRequest, *, of: int) -> Draft:
    """What this browser carries of this account; nothing when it is too old, or somebody else's."""
    try:
        carried: dict[str, Any] = signing.loads(
            request.COOKIES.get(NAME, ""), salt=_SALT, max_age=_SECONDS
        )
        draft = Draft(**{**carried, "children": tuple(carried.get("children", ()))})
    except (signing.BadSignature, TypeError, ValueError):
        return Draft(of=of)
    return draft if draft.of == of else Draft(of=of)


def keep(response: HttpResponse, draft: Draft, *, secure: bool) -> None:
    """Give it to the browser; it ends when that is closed."""
    value = signing.dumps(asdict(draft), salt=_SALT, compress=True)
    response.set_cookie(NAME, value, httponly=True, secure=secure, samesite="Lax")


def forget(response: HttpResponse) -> None:
    """Take it away from the browser."""
    response.delete_cookie(NAME, samesite="Lax")
