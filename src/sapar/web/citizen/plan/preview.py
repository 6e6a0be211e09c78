"""What another answer would change: every date, what becomes impossible, and what is undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sapar.apps.cases.actions import as_it_would_be
from sapar.apps.cases.actions.rebooking import undone_by
from sapar.apps.cases.brief import Brief
from sapar.core.law import Fact, FactValue, Finding, Verdict
from sapar.core.law.ends import Ends
from sapar.instruments.answer import values_of
from sapar.instruments.words import InstrumentWords
from sapar.web.frame.casework import move_text, words_for
from sapar.web.frame.dates import longdate

__all__ = ["Change", "Preview", "preview_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that would be another: how it is, and how it would be."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would follow. ``impossible`` are sentences, ``mended`` what no longer stands against the plan."""

    changes: tuple[Change, ...]
    impossible: tuple[str, ...]
    mended: tuple[str, ...]
    undone: str
    outcome: str


def preview_of(brief: Brief, fact: Fact, value: FactValue | None) -> Preview:
    """The plan with another answer, beside the plan as it is. Nothing is written."""
    words, changed = words_for(brief.case), {fact.name: value}
    after, undoing = as_it_would_be(brief, changed), undone_by(brief, changed)
    first = Change(
        what=words.fact(fact.name, "label") or fact.name,
        before=_value(fact, brief.facts, words),
        after=_value(fact, after.facts, words),
    )
    before = {one.provision for one in _against(brief)}
    now_against = _against(after)
    return Preview(
        changes=(first, *_days(brief, after, words)),
        impossible=(
            *_passed(after, words),
            *(
                words.sentence(one, values_of(one, after.assessment))
                for one in now_against
                if one.provision not in before
            ),
        ),
        mended=tuple(
            words.text("provisions", name, "title")
            for name in sorted(before - {one.provision for one in now_against})
        ),
        undone=move_text(brief.case, undoing.id, words) if undoing else "",
        outcome=words.shared.text("outcomes", after.assessment.telling, "title"),
    )


def _against(brief: Brief) -> list[Finding]:
    return [one for one in brief.assessment.findings if one.verdict is Verdict.NOT_MET]


def _days(before: Brief, after: Brief, words: InstrumentWords) -> list[Change]:
    found = []
    for clause in after.edition.clauses:
        was, will = before.ends(clause.id), after.ends(clause.id)
        if was != will:
            title = words.text("provisions", clause.id, "title")
            found.append(Change(what=title, before=_said(was, words), after=_said(will, words)))
    return found


def _passed(after: Brief, words: InstrumentWords) -> list[str]:
    """Acts that could no longer be done in time: their days would have passed."""
    return [
        _("%(what)s: these days would already have passed.")
        % {"what": words.text("provisions", clause.id, "title")}
        for clause in after.edition.acts
        if clause.done_on not in after.facts
        and (ends := after.ends(clause.id)) is not None
        and ends.last is not None
        and ends.last < after.today
    ]


def _said(ends: Ends | None, words: InstrumentWords) -> str:
    if ends is None or not ends.is_known:
        return _("Not known")
    last = ends.safe_last or ends.last
    if ends.first and last and ends.first <= last:
        return _("From %(first)s to %(last)s") % {
            "first": longdate(ends.first, words.language),
            "last": longdate(last, words.language),
        }
    if last:
        return _("At the latest: %(last)s") % {"last": longdate(last, words.language)}
    return _("Any day")


def _value(fact: Fact, facts: Mapping[str, FactValue], words: InstrumentWords) -> str:
    return words.value(fact.name, facts[fact.name]) if fact.name in facts else _("Not told")
