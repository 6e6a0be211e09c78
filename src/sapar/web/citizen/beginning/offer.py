"""For which law a plan can be made here, and which post keeps it."""

from __future__ import annotations

from datetime import date

from django.http import Http404

from sapar.apps.accounts.models import Post
from sapar.core.law import Law
from sapar.core.law.procedure import Procedure
from sapar.web.frame.shelf import country_name, language, law_or_404

__all__ = ["offered_law", "over_since", "post_name", "procedure_of"]

_DEPARTURE = "departure.date"


def offered_law(instrument: str) -> Law:
    """A law under which a person can begin a case by themselves; or Django's 404."""
    law = law_or_404(instrument)
    if law.instrument.begun_by_applicant is None:
        raise Http404(instrument)
    return law


def procedure_of(law: Law) -> Procedure:
    """The procedure that a person begins by themselves, of a law that was offered."""
    found = law.instrument.begun_by_applicant
    if found is None:
        raise Http404(law.instrument.id)
    return found


def over_since(law: Law, *, on: date) -> date | None:
    """The last day of a programme that has ended."""
    period = law.edition(on=on, known_on=on).period(_DEPARTURE)
    return period.last if period and period.last and period.last < on else None


def post_name(post: Post) -> str:
    """The post in the reader's language; its code where nobody has named it."""
    return str(post.names.get(language()) or post.names.get("en") or _kind(post))


def _kind(post: Post) -> str:
    return f"{country_name(post.state)} · {post.code.upper()}"
