"""What the law says of a case: its answer with sources, its deadlines, and what a change would do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sapar.apps.cases.brief import Brief
from sapar.core.law import Finding, Outcome, Verdict
from sapar.instruments.answer import values_of
from sapar.instruments.words import InstrumentWords, long_date
from sapar.web.frame.casework import DeadlineSaid, deadline_said, move_text
from sapar.web.frame.components import Source

_LOOKS = {
    Verdict.MET: "good",
    Verdict.NOT_MET: "bad",
    Verdict.UNKNOWN: "quiet",
    Verdict.DISPUTED: "warn",
    Verdict.NOT_APPLICABLE: "quiet",
}
_OUTCOMES = {
    Outcome.ELIGIBLE: "good",
    Outcome.ELIGIBLE_IF: "good",
    Outcome.INCOMPLETE: "quiet",
    Outcome.NEEDS_REVIEW: "warn",
    Outcome.NOT_ELIGIBLE: "bad",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingShown:
    """One provision: what it says of the person, how sure we are, and where it stands."""

    id: str
    title: str
    text: str
    verdict: str
    look: str
    standing: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerShown:
    """The answer of the instrument: in one sentence, and by its provisions."""

    title: str
    text: str
    look: str
    is_provisional: bool
    findings: tuple[FindingShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineShown:
    """A deadline in words with the article it rests on."""

    said: DeadlineSaid
    title: str
    sources: tuple[Source, ...]
    is_held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that would be otherwise; empty where there is nothing before or after."""

    what: str
    before: str
    after: str


def answer_shown(brief: Brief, words: InstrumentWords) -> AnswerShown:
    """What the instrument says today, what speaks against the person first."""
    found = brief.assessment
    order = list(_LOOKS)
    order.sort(key=lambda one: one is not Verdict.NOT_MET and one is not Verdict.DISPUTED)
    findings = sorted(found.findings, key=lambda one: order.index(one.verdict))
    return AnswerShown(
        title=words.shared.text("outcomes", found.telling, "title"),
        text=words.shared.text("outcomes", found.telling, "text"),
        look=_OUTCOMES[found.outcome],
        is_provisional=found.provisional,
        findings=tuple(_finding(one, brief, words) for one in findings),
    )


def deadlines_shown(brief: Brief, words: InstrumentWords) -> tuple[DeadlineShown, ...]:
    """The deadlines that run, the nearest first."""
    return tuple(_deadlines(brief, words))


def differences(before: Brief, after: Brief, words: InstrumentWords) -> tuple[Difference, ...]:
    """What would be otherwise: the answer, the days, and the steps that open or close."""
    return tuple(
        one
        for one in (
            *_outcome(before, after, words),
            *_days(before, after, words),
            *_provisions(before, after, words),
            *_steps(before, after, words),
        )
        if one.before != one.after
    )


def _finding(finding: Finding, brief: Brief, words: InstrumentWords) -> FindingShown:
    return FindingShown(
        id=finding.provision,
        title=words.text("provisions", finding.provision, "title"),
        text=words.sentence(finding, values_of(finding, brief.assessment)),
        verdict=words.shared.text("verdicts", finding.verdict.value),
        look=_LOOKS[finding.verdict],
        standing=words.shared.text("standings", finding.standing.value, "text"),
        sources=_sources(finding.sources, words),
    )


def _deadlines(brief: Brief, words: InstrumentWords) -> Iterator[DeadlineShown]:
    for deadline in brief.deadlines:
        said = deadline_said(deadline, brief, words, at_desk=True)
        clause = brief.edition.clause(said.provision) if said.provision else None
        names = clause.sources if clause else deadline.limit.sources
        yield DeadlineShown(
            said=said,
            title=words.text("provisions", said.provision, "title") if said.provision else "",
            sources=_sources(tuple(names), words),
            is_held=deadline.is_held,
        )


def _outcome(before: Brief, after: Brief, words: InstrumentWords) -> Iterator[Difference]:
    yield Difference(
        what=_("The answer"),
        before=words.shared.text("outcomes", before.assessment.telling, "title"),
        after=words.shared.text("outcomes", after.assessment.telling, "title"),
    )


def _days(before: Brief, after: Brief, words: InstrumentWords) -> Iterator[Difference]:
    was = {one.id: deadline_said(one, before, words, at_desk=True) for one in before.deadlines}
    will = {one.id: deadline_said(one, after, words, at_desk=True) for one in after.deadlines}
    for name in {**was, **will}:
        said = will.get(name) or was[name]
        yield Difference(what=said.text, before=_day(was.get(name)), after=_day(will.get(name)))


def _day(said: DeadlineSaid | None) -> str:
    return said.day if said else ""


def _provisions(before: Brief, after: Brief, words: InstrumentWords) -> Iterator[Difference]:
    was = {one.provision: one.verdict for one in before.assessment.findings}
    will = {one.provision: one.verdict for one in after.assessment.findings}
    for name in {**was, **will}:
        yield Difference(
            what=words.text("provisions", name, "title"),
            before=_verdict(was.get(name), words),
            after=_verdict(will.get(name), words),
        )


def _verdict(verdict: Verdict | None, words: InstrumentWords) -> str:
    return words.shared.text("verdicts", verdict.value) if verdict else ""


def _steps(before: Brief, after: Brief, words: InstrumentWords) -> Iterator[Difference]:
    opens = {True: _("can be done now"), False: _("not now")}
    was = {one.move.id: one.is_open for one in before.moves if not one.move.is_by_itself}
    will = {one.move.id: one.is_open for one in after.moves if not one.move.is_by_itself}
    for name in {**was, **will}:
        yield Difference(
            what=move_text(before.case, name, words),
            before=opens[was.get(name, False)],
            after=opens[will.get(name, False)],
        )


def _sources(names: tuple[str, ...], words: InstrumentWords) -> tuple[Source, ...]:
    found = (words.instrument.sources[name] for name in names)
    return tuple(
        Source(
            publisher=one.publisher,
            published=long_date(one.published, words.language, weekday=False),
            url=one.address or "",
            language=one.language,
        )
        for one in found
    )
