"""What a form is filled with: its values, sentences, steps and sources as printable texts."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import segno

from sapar.core.calendar.duration import Unit
from sapar.core.law import Instrument
from sapar.core.law.instrument import Step
from sapar.instruments.forms.form import Form, FormError
from sapar.instruments.forms.values import CODES, FormValues
from sapar.instruments.typeface import MARK, has_marks, printable
from sapar.instruments.words import InstrumentWords, long_date

PAPER = (
    "unofficial", "made_on", "letters", "sources", "page", "day", "signature", "step", "done",
    "on", "by", "from", "between", "be_there", "child_name", "child_born", "child_document",
)  # fmt: skip
"""The keys of the sentences that every paper may say, in ``instruments/words``."""

Words = Mapping[str, InstrumentWords]
Texts = dict[str, str]


def filling_of(
    form: Form, instrument: Instrument, words: Words, values: FormValues, *, at: datetime
) -> dict[str, Any]:
    """Everything the form prints, JSON-ready. ``words`` are those of its languages, the first leading.

    Raises FormError naming the place of a value that is not in the catalogue.
    """
    here = at.astimezone(ZoneInfo(instrument.time_zone))
    given = {name: _given(form, name, values, words) for name in form.asked}
    steps = [_step(step, values, words) for step in _steps(instrument, values)]
    filling = {
        "languages": list(words),
        "reader": form.is_of_the_reader,
        "title": _said(words, "forms", form.name, "title"),
        "date": [at.year, at.month, at.day, at.hour, at.minute, at.second],
        "made_on": {name: long_date(here.date(), name, weekday=False) for name in words},
        "given": given,
        "labels": {name: _shared(words, "forms", "values", name) for name in form.asked},
        "say": {key: _said(words, "forms", form.name, key) for key in form.said},
        "paper": {key: _shared(words, "forms", "paper", key) for key in PAPER},
        "mark": MARK,
        "law": {
            "title": _said(words, "title"),
            "steps": steps,
            "evidence": {name: _said(words, "evidence", name) for name in _evidence(instrument)},
            "contacts": [
                {
                    "id": one.id,
                    "phone": one.phone,
                    "title": _said(words, "contacts", one.id, "title"),
                    "text": _said(words, "contacts", one.id, "text"),
                }
                for one in instrument.contacts.values()
            ],
            "sources": list(_sources(instrument, values)),
        },
        "page": _page(values),
    }
    return {**filling, "marks": has_marks(_texts(given))}


def _said(words: Words, *path: str) -> Texts:
    return {name: one.text(*path) for name, one in words.items()}


def _shared(words: Words, *path: str) -> Texts:
    return {name: one.shared.text(*path) for name, one in words.items()}


def _given(form: Form, name: str, values: FormValues, words: Words) -> Any:
    """The texts of a value by language; ``plain`` is the one they share, or None where it is unknown."""
    try:
        value = values.get(name)
    except AttributeError:
        raise FormError(
            f'Nobody gives a value called "{name}".',
            place=form.asked[name],
            mend="See docs/reference/forms.md.",
        ) from None
    if isinstance(value, list):
        return [
            {field: printable(_plain(getattr(one, field))) for field in type(one).model_fields}
            for one in value
        ]
    return None if value in (None, "") else _texts_of(name, value, words)


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _texts_of(name: str, value: object, words: Words) -> dict[str, str]:
    texts = {language: printable(_text(name, value, one)) for language, one in words.items()}
    if isinstance(value, date):
        return {**texts, "plain": value.isoformat()}
    return {**texts, "plain": " · ".join(dict.fromkeys(texts.values()))}


def _text(name: str, value: object, words: InstrumentWords) -> str:
    if isinstance(value, bool):
        return words.shared.text("answers", "yes" if value else "no")
    if isinstance(value, date):
        return long_date(value, words.language)
    if name in CODES:
        return words.shared.text("forms", "codes", name, str(value))
    if name == "person.nationality":
        return words.party(str(value))
    return str(value)


def _evidence(instrument: Instrument) -> tuple[str, ...]:
    found = [name for one in instrument.provisions.values() for name in one.evidence]
    return tuple(dict.fromkeys(found))


def _steps(instrument: Instrument, values: FormValues) -> Iterator[Step]:
    """The steps that were given; all that are for everybody where none was."""
    for step in instrument.steps:
        if step.id in values.steps or (not values.steps and step.when is None):
            yield step


def _step(step: Step, values: FormValues, words: Words) -> dict[str, Any]:
    days = values.steps.get(step.id)
    first, last = (days.earliest, days.safe_last) if days else (None, None)
    by = _be_there_by(step, values)
    return {
        "id": step.id,
        "title": _said(words, "steps", step.id, "title"),
        "text": {language: _step_text(step, values, one) for language, one in words.items()},
        "earliest": _days(first, words),
        "safe_last": _days(last, words),
        "by": {name: _instant(by, name) for name in words} if by else None,
        "done": bool(days and days.done),
        "standing": {
            part: _shared(words, "standings", step.standing.value, part)
            for part in ("label", "text")
        },
        "sources": list(step.sources),
    }


def _step_text(step: Step, values: FormValues, words: InstrumentWords) -> str:
    """What to do; the rule itself where the sentence names a day that nobody knows."""
    days = values.steps.get(step.id)
    known = {
        "earliest": days and days.earliest,
        "safe_last": days and days.safe_last,
        "departure.date": values.departure.date,
    }
    text = words.text("steps", step.id, "text")
    return words.filled(text, known) or words.rule(step.provision or "")


def _days(day: date | None, words: Words) -> Texts | None:
    return {name: long_date(day, name) for name in words} if day else None


def _be_there_by(step: Step, values: FormValues) -> datetime | None:
    """The departure less the hours of the step, where all of them are known."""
    day, time = values.departure.date, values.departure.time
    if step.lead is None or day is None or time is None or step.lead.unit is not Unit.HOURS:
        return None
    leaves = datetime.fromisoformat(f"{day.isoformat()}T{time}")  # on the clock of the place
    return leaves - timedelta(hours=step.lead.amount)


def _instant(instant: datetime, language: str) -> str:
    return f"{instant:%H:%M}, {long_date(instant.date(), language)}"


def _sources(instrument: Instrument, values: FormValues) -> Iterator[dict[str, str]]:
    names = {name for step in _steps(instrument, values) for name in step.sources}
    for name, source in instrument.sources.items():
        if name in names:
            yield {
                "id": name,
                "publisher": source.publisher,
                "published": source.published.isoformat(),
                "language": source.language,
            }


def _page(values: FormValues) -> dict[str, str] | None:
    address = values.page.address
    return None if address is None else {"address": address, "qr": _drawn(address)}


@lru_cache(maxsize=64)  # the page of an instrument is the same for everybody
def _drawn(address: str) -> str:
    """The QR code of an address, as SVG."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", border=0, xmldecl=False, nl=False
    )
    return drawn.getvalue().decode("ascii")


def _texts(given: object) -> Iterator[str]:
    if isinstance(given, str):
        yield given
    elif isinstance(given, dict):
        for below in given.values():
            yield from _texts(below)
    elif isinstance(given, list):
        for below in given:
            yield from _texts(below)
