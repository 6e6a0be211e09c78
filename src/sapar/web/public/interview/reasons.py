"""Each provision as a reason on the page: what it says of the person, how to mend it, where from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from sapar.core.law import Assessment, Finding, Law, Verdict
from sapar.core.law import Source as LawSource
from sapar.core.law.edition import CompiledReading
from sapar.instruments.answer import values_of
from sapar.instruments.words import InstrumentWords, long_date
from sapar.web.public.components import Source
from sapar.web.public.shelf import language

_VERDICT_LOOKS = {
    Verdict.MET: "good",
    Verdict.NOT_MET: "bad",
    Verdict.UNKNOWN: "quiet",
    Verdict.DISPUTED: "warn",
    Verdict.NOT_APPLICABLE: "quiet",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One reading of a provision: what its texts say, and what that means for the person."""

    text: str
    verdict: str
    look: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One provision on the page: what it asks, what it says of the person, how to mend it, where from."""

    id: str
    title: str
    rule: str
    text: str
    remedy: str
    verdict: str
    look: str
    standing: str
    standing_text: str
    readings: tuple[Said, ...]
    sources: tuple[Source, ...]

    @property
    def origin(self) -> SafeString:
        """Where it comes from, as HTML: its readings or sources, and how sure they are."""
        return _origin(self.readings, self.sources, self.standing_text, language())


@lru_cache(maxsize=2048)
def _origin(
    readings: tuple[Said, ...], sources: tuple[Source, ...], standing_text: str, _language: str
) -> SafeString:
    """Drawn once for each set of sources: it holds the law's words and nothing of the person."""
    context = {"readings": readings, "sources": sources, "standing_text": standing_text}
    return render_to_string("public/interview/_origin.html", context)


@lru_cache(maxsize=2048)
def _note(text: str, sources: tuple[Source, ...], _language: str) -> SafeString:
    return render_to_string("public/interview/_note.html", {"text": text, "sources": sources})


def note_of(text: str, sources: tuple[Source, ...]) -> SafeString:
    """What else the sources say, as HTML."""
    return _note(text, sources, language())


def reason_of(finding: Finding, assessment: Assessment, words: InstrumentWords) -> Reason:
    values = values_of(finding, assessment)
    law_sources = assessment.edition.instrument.sources
    readings = finding.clause.readings if len(finding.clause.readings) > 1 else ()
    return Reason(
        id=finding.provision,
        title=words.text("provisions", finding.provision, "title"),
        rule=words.rule(finding.provision),
        text=words.sentence(finding, values),
        remedy=words.remedy(finding.provision, values) or "",
        verdict=words.shared.text("verdicts", finding.verdict.value),
        look=_VERDICT_LOOKS[finding.verdict],
        standing=finding.standing.value,
        standing_text=words.shared.text("standings", finding.standing.value, "text"),
        readings=tuple(
            _said(one, finding, words, law_sources) for one in readings if finding.readings
        ),
        sources=tuple(_source(law_sources[name]) for name in finding.sources),
    )


def _said(
    one: CompiledReading, finding: Finding, words: InstrumentWords, sources: Mapping[str, LawSource]
) -> Said:
    verdict = finding.readings[one.reading.id]
    return Said(
        text=words.text("readings", finding.provision, one.reading.id),
        verdict=words.shared.text("verdicts", verdict.value),
        look=_VERDICT_LOOKS[verdict],
        sources=tuple(_source(sources[name]) for name in one.reading.sources),
    )


def sources_of(names: tuple[str, ...], law: Law) -> tuple[Source, ...]:
    return tuple(_source(law.instrument.sources[name]) for name in names)


def _source(source: LawSource) -> Source:
    return _source_in(source, language())


@lru_cache(maxsize=4096)
def _source_in(source: LawSource, language: str) -> Source:
    return Source(
        publisher=source.publisher,
        published=long_date(source.published, language),
        url=source.address or "",
        language=source.language,
    )
