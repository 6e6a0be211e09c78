"""What an instrument says besides its provisions: benefits, schedules, channels, steps, contacts, notes."""

from __future__ import annotations

from math import inf

from sapar.core.kernel import did_you_mean
from sapar.core.law import FactValue, InstrumentError, Standing, Type, value_of
from sapar.core.law.instrument import (
    Band,
    BandTable,
    Benefit,
    Channel,
    Contact,
    Effect,
    Note,
    Quantity,
    Schedule,
    Step,
)
from sapar.instruments import grammar
from sapar.instruments.reader.context import Context, Path_


def benefit_of(context: Context, name: str, written: grammar.Benefit) -> Benefit:
    path: Path_ = ("benefits", name)
    if written.cases:
        cases = tuple(
            _effect(context, (*path, "cases", index), one, written.schedule)
            for index, one in enumerate(written.cases)
        )
    elif written.effect:
        case = grammar.Case(effect=written.effect, when=written.when, quantity=written.quantity)
        cases = (_effect(context, path, case, written.schedule),)
    else:
        raise context.error(path, "This benefit has no effect.", "Add effect: … or cases: […].")
    return Benefit(
        id=name,
        cases=cases,
        sources=context.sourced(path, written.sources),
        standing=Standing(written.standing),
        place=context.place(path),
    )


def _effect(context: Context, path: Path_, written: grammar.Case, schedule: str | None) -> Effect:
    """One case; the benefit's own schedule serves the cases that name none."""
    schedule = written.schedule or schedule
    if schedule is not None and schedule not in context.written.schedules:
        raise context.error(
            (*path, "schedule"),
            f'There is no schedule "{schedule}".',
            did_you_mean(schedule, context.written.schedules),
        )
    when, quantity = written.when, written.quantity
    return Effect(
        effect=written.effect,
        when=None if when is None else context.condition((*path, "when"), when),
        quantity=_quantity(context, (*path, "quantity"), quantity, None) if quantity else None,
        schedule=schedule,
    )


def _quantity(
    context: Context, path: Path_, written: grammar.Quantity, unit: str | None
) -> Quantity:
    unit = written.unit or unit
    if unit is None:
        raise context.error(path, "This number has no unit.", "Add unit: KRW, years or the like.")
    least = written.amount if written.amount is not None else written.least
    most = written.amount if written.amount is not None else written.most
    return Quantity(least=least, most=most, unit=unit)


def schedule_of(context: Context, name: str, written: grammar.Schedule) -> Schedule:
    path: Path_ = ("schedules", name)
    return Schedule(
        id=name,
        measure=None
        if written.measure is None
        else context.expression((*path, "measure"), written.measure, Type.INT),
        measure_unit=written.measure_unit,
        unit=written.unit,
        tables=tuple(
            _table(context, (*path, "tables", key), key, one, written.unit)
            for key, one in written.tables.items()
        ),
        place=context.place(path),
    )


def _table(
    context: Context, path: Path_, name: str, written: grammar.Table, unit: str
) -> BandTable:
    bounds = [inf if band.below is None else band.below for band in written.bands]
    if bounds != sorted(set(bounds)):
        raise context.error(
            (*path, "bands"), "The bands are not in rising order.", "Sort them by below."
        )
    return BandTable(
        id=name,
        sources=context.sourced(path, written.sources),
        standing=Standing(written.standing),
        bands=tuple(
            Band(below=band.below, quantity=_quantity(context, (*path, "bands", index), band, unit))
            for index, band in enumerate(written.bands)
        ),
    )


def channel_of(context: Context, name: str, written: grammar.Channel) -> Channel:
    path: Path_ = ("channels", name)
    return Channel(
        id=name,
        act=written.act,
        when=None if written.when is None else context.condition((*path, "when"), written.when),
        sources=context.sourced(path, written.sources),
        standing=Standing(written.standing),
        address=written.address,
        place=context.place(path),
    )


def step_of(context: Context, index: int, written: grammar.Step) -> Step:
    path: Path_ = ("steps", index)
    if written.provision is not None and written.provision not in context.written.provisions:
        raise context.error(
            (*path, "provision"),
            f'There is no provision "{written.provision}".',
            did_you_mean(written.provision, context.written.provisions),
        )
    return Step(
        id=written.id,
        provision=written.provision,
        lead=context.duration((*path, "lead"), written.lead),
        when=None if written.when is None else context.condition((*path, "when"), written.when),
        sources=context.sourced(path, written.sources),
        standing=Standing(written.standing),
        place=context.place(path),
    )


def contact_of(context: Context, name: str, written: grammar.Contact) -> Contact:
    path: Path_ = ("contacts", name)
    return Contact(
        id=name,
        phone=written.phone,
        address=written.address,
        sources=context.sourced(path, written.sources),
        standing=Standing(written.standing),
        place=context.place(path),
    )


def note_of(context: Context, name: str, written: grammar.Note) -> Note:
    path: Path_ = ("notes", name)
    return Note(
        id=name,
        sources=context.sourced(path, written.sources),
        concerns=written.concerns,
        place=context.place(path),
    )


def presumptions_of(context: Context) -> dict[str, FactValue]:
    found = {}
    for name, value in context.written.presumptions.items():
        place = context.place(("presumptions", name))
        fact = context.vocabulary.get(name)
        if fact is None:
            raise InstrumentError(
                f'There is no fact called "{name}".',
                place=place,
                mend=did_you_mean(name, context.vocabulary.names()),
            )
        checked = value_of(fact, value, place=place)
        if checked is None:
            raise InstrumentError(f'The presumption of "{name}" is unknown.', place=place)
        found[name] = checked
    return found
