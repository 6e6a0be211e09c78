"""The pages of the door in one line: of one case, or of all."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from sapar.apps.cases.models import Case
from sapar.web.frame.addresses import address
from sapar.web.frame.components import NavigationLink

__all__ = ["page"]


def page(request: HttpRequest, case: Case | None = None, **more: Any) -> dict[str, Any]:
    """What every page of the door shows, and what this one adds."""
    own = _of_case(case) if case else []
    links = [
        *own,
        (_("All my plans") if case else _("My plans"), address("citizen:home")),
        (_("My data"), address("citizen:data")),
    ]
    here = request.path
    return {
        "navigation": [
            NavigationLink(text=text, url=url, is_current=url == here) for text, url in links
        ],
        "case": case,
        **more,
    }


def _of_case(case: Case) -> list[tuple[str, str]]:
    unread = case.messages.filter(to_person=True, read_at__isnull=True).count()
    messages = _("Messages (%(count)s new)") % {"count": unread} if unread else _("Messages")
    return [
        (_("My plan"), address("citizen:plan", case.number)),
        (_("My papers"), address("citizen:papers", case.number)),
        (messages, address("citizen:messages", case.number)),
    ]
