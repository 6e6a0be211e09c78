"""From the folder of an instrument to its value, or an error that names file, line and mend."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import ValidationError

from sapar.core.kernel import Place, did_you_mean
from sapar.core.law import Instrument
from sapar.instruments import grammar
from sapar.instruments.reader.context import Context
from sapar.instruments.reader.parts import (
    benefit_of,
    channel_of,
    contact_of,
    note_of,
    presumptions_of,
    schedule_of,
    step_of,
)
from sapar.instruments.reader.procedures import procedure_of
from sapar.instruments.reader.provisions import provision_of
from sapar.instruments.shape import shape_error
from sapar.instruments.strict_yaml import Document, read_file

__all__ = ["instrument_of", "read_instrument"]


def read_instrument(
    folder: Path, *, calendars: frozenset[str], name: str | None = None
) -> Instrument:
    """The instrument in ``folder/instrument.yaml``.

    ``calendars`` are the ids of the working-day calendars there are. Raises DocumentError,
    InstrumentError or ExpressionError naming the place.
    """
    file = folder / "instrument.yaml"
    document = read_file(file, name=name or str(file))
    return instrument_of(document, calendars=calendars)


def instrument_of(document: Document, *, calendars: frozenset[str]) -> Instrument:
    """The instrument a document describes."""
    try:
        written = grammar.InstrumentFile.model_validate(document.value)
    except ValidationError as problem:
        raise shape_error(problem, document) from None
    return _instrument(Context(document, written, calendars))


def _instrument(context: Context) -> Instrument:
    written = context.written
    for index, calendar in enumerate(written.calendars):
        if calendar not in context.known_calendars:
            raise context.error(
                ("calendars", index),
                f'There is no calendar "{calendar}".',
                did_you_mean(calendar, context.known_calendars)
                or f"There are: {', '.join(sorted(context.known_calendars))}.",
            )
    _check_time_zone(context)
    return Instrument(
        id=written.instrument,
        kind=written.kind,
        parties=tuple(written.parties),
        country=written.place.country,
        time_zone=written.place.time_zone,
        languages=tuple(written.languages),
        vocabulary=context.vocabulary,
        calendars=context.calendars,
        sources=context.sources,
        presumptions=presumptions_of(context),
        provisions={
            name: provision_of(context, name, one) for name, one in written.provisions.items()
        },
        benefits={name: benefit_of(context, name, one) for name, one in written.benefits.items()},
        schedules={
            name: schedule_of(context, name, one) for name, one in written.schedules.items()
        },
        channels={name: channel_of(context, name, one) for name, one in written.channels.items()},
        steps=tuple(step_of(context, index, one) for index, one in enumerate(written.steps)),
        contacts={name: contact_of(context, name, one) for name, one in written.contacts.items()},
        notes={name: note_of(context, name, one) for name, one in written.notes.items()},
        procedures={
            name: procedure_of(context, name, one) for name, one in written.procedures.items()
        },
        otherwise=written.otherwise,
        place=Place(file=context.document.file),
        places=context.places,
    )


def _check_time_zone(context: Context) -> None:
    name = context.written.place.time_zone
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise context.error(
            ("place", "time_zone"),
            f'There is no time zone "{name}".',
            "Write a name of the tz database, such as Asia/Seoul.",
        ) from None
