"""Each provision as a reason on the page: what it says of the person, how to mend it, where from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from sapar.core.law import Assessment, Finding, Standing, Verdict
from sapar.core.law import Source as LawSource
from sapar.instruments.answer import values_of
from sapar.instruments.words import InstrumentWords, long_date
from sapar.web.frame.components import Source
from sapar.web.frame.environment import drawn

_VERDICT_LOOKS = {
    Verdict.MET: "good",
    Verdict.NOT_MET: "bad",
    Verdict.UNKNOWN: "quiet",
    Verdict.DISPUTED: "warn",
    Verdict.NOT_APPLICABLE: "quiet",
}
_Verdict = tuple[str, tuple[str, ...], Verdict]
"""A reading, its sources, and what it means for the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One reading of a provision: what its texts say, and what that means for the person."""

    text: str
    verdict: str
    look: str
    sources: tuple[Source, ...]


class Reason(NamedTuple):
    """One provision on the page: what it asks, what it says of the person, how to mend it, where from."""

    id: str
    title: str
    rule: str
    text: str
    remedy: str
    verdict: str
    look: str
    origin: Markup
    """Its readings or sources, and how sure they are, as HTML."""
    drawn: Markup | None = None
    """The whole as HTML, closed; only where it names no day and no other fact of the person."""


def reason_of(finding: Finding, assessment: Assessment, words: InstrumentWords) -> Reason:
    said = _said_to_all(
        words,
        finding.provision,
        finding.verdict,
        finding.standing,
        finding.sources,
        _verdicts(finding),
    )
    if said.drawn is not None:
        return said
    values = values_of(finding, assessment)
    remedy = words.remedy(finding.provision, values) or ""
    return said._replace(text=words.sentence(finding, values), remedy=remedy)


def _verdicts(finding: Finding) -> tuple[_Verdict, ...]:
    """What each reading says, where there are several."""
    readings = finding.clause.readings if len(finding.clause.readings) > 1 else ()
    return tuple(
        (one.reading.id, one.reading.sources, finding.readings[one.reading.id])
        for one in readings
        if finding.readings
    )


@lru_cache(maxsize=4096)
def _said_to_all(
    words: InstrumentWords,
    provision: str,
    verdict: Verdict,
    standing: Standing,
    sources: tuple[str, ...],
    verdicts: tuple[_Verdict, ...],
) -> Reason:
    """Kept for each set of verdicts: it holds the law's words, its gaps unfilled, and nothing of a person."""
    texts = [words.maybe("provisions", provision, part) or "" for part in (verdict.value, "remedy")]
    reason = Reason(
        id=provision,
        title=words.text("provisions", provision, "title"),
        rule=words.rule(provision),
        text=(verdict is not Verdict.NOT_APPLICABLE and texts[0]) or words.rule(provision),
        remedy=texts[1],
        verdict=words.shared.text("verdicts", verdict.value),
        look=_VERDICT_LOOKS[verdict],
        origin=drawn(
            "public/interview/_origin.html",
            readings=[_said(words, provision, *one) for one in verdicts],
            sources=_sources(sources, words),
            standing_text=words.shared.text("standings", standing.value, "text"),
        ),
    )
    if any("{" in text for text in texts):
        return reason
    return reason._replace(drawn=drawn("public/interview/_fulfilled.html", reason=reason))


def _said(
    words: InstrumentWords,
    provision: str,
    reading: str,
    sources: tuple[str, ...],
    verdict: Verdict,
) -> Said:
    return Said(
        text=words.text("readings", provision, reading),
        verdict=words.shared.text("verdicts", verdict.value),
        look=_VERDICT_LOOKS[verdict],
        sources=_sources(sources, words),
    )


@lru_cache(maxsize=2048)
def note_of(words: InstrumentWords, note: str, sources: tuple[str, ...]) -> Markup:
    """What else the sources say, as HTML; drawn once for each language."""
    return drawn(
        "public/interview/_note.html",
        text=words.text("notes", note),
        sources=_sources(sources, words),
    )


def _sources(names: tuple[str, ...], words: InstrumentWords) -> tuple[Source, ...]:
    """The publications of these names, as the page cites them."""
    return tuple(_source(words.instrument.sources[name], words.language) for name in names)


def _source(source: LawSource, language: str) -> Source:
    return Source(
        publisher=source.publisher,
        published=long_date(source.published, language),
        url=source.address or "",
        language=source.language,
    )
