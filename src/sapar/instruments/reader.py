"""From the folder of an instrument to its value, or an error that names the file, the line and the mend."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError

from sapar.core.calendar import CalendarError, Duration, parse_duration
from sapar.core.kernel import Place, SaparError, did_you_mean
from sapar.core.law import (
    VOCABULARY,
    AskedOf,
    Fact,
    FactValue,
    InstrumentError,
    Rank,
    Sensitivity,
    Source,
    Standing,
    Type,
    Vocabulary,
    value_of,
)
from sapar.core.law.expression import ExpressionError, Node, negated, parse, parse_condition
from sapar.core.law.instrument import (
    Act,
    Allowance,
    Band,
    BandTable,
    Benefit,
    Channel,
    Contact,
    Effect,
    Instrument,
    Kind,
    Note,
    Period,
    Provision,
    Quantity,
    Reading,
    Schedule,
    Step,
    Version,
    Window,
)
from sapar.core.law.procedure import Move, Procedure
from sapar.instruments import grammar
from sapar.instruments.shape import shape_error
from sapar.instruments.strict_yaml import Document, read_file

_SAYS = (
    "require",
    "exclude",
    "period",
    "binds",
    "act",
    "done_on",
    "before",
    "after",
    "not_earlier_than",
    "not_later_than",
    "allowance",
    "unknown",
    "sources",
    "standing",
)
_KINDS = ("require", "exclude", "period", "act", "allowance", "unknown")
Path_ = tuple[str | int, ...]


def read_instrument(folder: Path, *, calendars: frozenset[str], name: str | None = None) -> Instrument:
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
    return _Reader(document, written, calendars).instrument()


class _Reader:
    """Builds the values of one document; knows the place of each part."""

    def __init__(
        self, document: Document, written: grammar.InstrumentFile, calendars: frozenset[str]
    ) -> None:
        self.document = document
        self.written = written
        self.known_calendars = calendars
        self.calendars = frozenset(written.calendars)
        self.vocabulary = VOCABULARY.and_also(
            _own_fact(name, fact) for name, fact in written.facts.items()
        )
        self.sources = {
            name: Source(
                id=name,
                publisher=source.publisher,
                title=source.title,
                published=source.published,
                language=source.language,
                precedence=source.precedence,
                rank=Rank(source.rank),
                address=source.address,
            )
            for name, source in written.sources.items()
        }

    def instrument(self) -> Instrument:
        written = self.written
        for index, calendar in enumerate(written.calendars):
            if calendar not in self.known_calendars:
                raise self.error(
                    ("calendars", index),
                    f'There is no calendar "{calendar}".',
                    did_you_mean(calendar, self.known_calendars)
                    or f"There are: {', '.join(sorted(self.known_calendars))}.",
                )
        return Instrument(
            id=written.instrument,
            kind=written.kind,
            parties=tuple(written.parties),
            nationalities=tuple(written.nationalities),
            country=written.place.country,
            time_zone=written.place.time_zone,
            languages=tuple(written.languages),
            vocabulary=self.vocabulary,
            calendars=self.calendars,
            sources=self.sources,
            presumptions=self.presumptions(),
            provisions={name: self.provision(name, one) for name, one in written.provisions.items()},
            benefits={name: self.benefit(name, one) for name, one in written.benefits.items()},
            schedules={name: self.schedule(name, one) for name, one in written.schedules.items()},
            channels={name: self.channel(name, one) for name, one in written.channels.items()},
            steps=tuple(self.step(index, one) for index, one in enumerate(written.steps)),
            contacts={name: self.contact(name, one) for name, one in written.contacts.items()},
            notes={name: self.note(name, one) for name, one in written.notes.items()},
            procedures={name: self.procedure(name, one) for name, one in written.procedures.items()},
            otherwise=written.otherwise,
            place=Place(file=self.document.file),
        )

    # places and parts

    def error(self, path: Path_, message: str, mend: str | None = None) -> InstrumentError:
        return InstrumentError(message, place=self.document.place(path), mend=mend)

    def place(self, path: Path_) -> Place:
        return self.document.place(path)

    def condition(self, path: Path_, text: str | bool) -> Node:
        return parse_condition(
            _text(text), self.vocabulary, calendars=self.calendars, place=self.document.value_place(path)
        )

    def expression(self, path: Path_, text: str | bool, expected: Type) -> Node:
        place = self.document.value_place(path)
        node = parse(_text(text), self.vocabulary, calendars=self.calendars, place=place)
        if node.type is not expected:
            raise ExpressionError(
                f'"{text}" is {node.type.value}, but {expected.value} is expected here.', place=place
            )
        return node

    def duration(self, path: Path_, text: str | None) -> Duration | None:
        if text is None:
            return None
        place = self.document.value_place(path)
        try:
            duration = parse_duration(text)
        except CalendarError as problem:
            raise InstrumentError(problem.message, place=place, mend=problem.mend) from None
        if duration.calendar and duration.calendar not in self.calendars:
            raise InstrumentError(
                f'The calendar "{duration.calendar}" is not among this instrument\'s calendars.',
                place=place,
                mend=f"Add it to calendars: [{', '.join(sorted(self.calendars))}].",
            )
        return duration

    def sourced(self, path: Path_, names: list[str] | None) -> tuple[str, ...]:
        if not names:
            raise self.error(path, "This names no source.", "Add sources: [...].")
        for index, name in enumerate(names):
            if name not in self.sources:
                raise self.error(
                    (*path, "sources", index),
                    f'There is no source "{name}".',
                    did_you_mean(name, self.sources) or f"There are: {', '.join(self.sources)}.",
                )
        return tuple(names)

    def fact(self, path: Path_, name: str, expected: Type) -> str:
        found = self.vocabulary.get(name)
        if found is None:
            raise self.error(
                path, f'There is no fact called "{name}".', did_you_mean(name, self.vocabulary.names())
            )
        if found.type is not expected:
            raise self.error(path, f"{name} is {found.type.value}, but {expected.value} is expected here.")
        return name

    def presumptions(self) -> dict[str, FactValue]:
        found = {}
        for name, value in self.written.presumptions.items():
            place = self.place(("presumptions", name))
            fact = self.vocabulary.get(name)
            if fact is None:
                raise InstrumentError(
                    f'There is no fact called "{name}".',
                    place=place,
                    mend=did_you_mean(name, self.vocabulary.names()),
                )
            checked = value_of(fact, value, place=place)
            if checked is None:
                raise InstrumentError(f'The presumption of "{name}" is unknown.', place=place)
            found[name] = checked
        return found

    # provisions

    def provision(self, name: str, written: grammar.Provision) -> Provision:
        path: Path_ = ("provisions", name)
        if written.versions is None:
            versions = (self.version(path, written, None),)
        else:
            versions = tuple(
                self.version((*path, "versions", index), one, written)
                for index, one in enumerate(written.versions)
            )
        return Provision(
            id=name,
            versions=versions,
            decided_by=written.decided_by,
            evidence=tuple(written.evidence),
            remedy=written.remedy,
            place=self.place(path),
        )

    def version(
        self, path: Path_, written: grammar.Version, base: grammar.Version | None
    ) -> Version:
        said = _merged(base, written) if base else _own(written)
        readings_of = written.readings or (base.readings if base else None)
        if readings_of:
            at = path if written.readings else path[:2]
            readings = tuple(
                self.reading((*at, "readings", name), name, {**said, **_own(one)})
                for name, one in readings_of.items()
            )
        else:
            readings = (self.reading(path, path[1] if base is None else path[1], said),)
        when = written.applies_when if written.applies_when is not None else base and base.applies_when
        names = [name for reading in readings for name in reading.sources]
        published = written.published or min(self.sources[name].published for name in names)
        return Version(
            published=published,
            first=written.from_,
            last=written.to,
            readings=self.contesting(readings),
            governing=self.governing(readings),
            applies_when=None
            if when is None
            else self.condition(self.holder(path, written, "applies_when"), cast("str | bool", when)),
            article=written.article or (base.article if base else None),
            place=self.place(path),
        )

    def holder(self, path: Path_, written: grammar.Version, key: str) -> Path_:
        """Where a key stands: in the version, or in the provision around it."""
        return (*path, key) if getattr(written, key) is not None else (*path[:2], key)

    def contesting(self, readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
        return readings

    def governing(self, readings: tuple[Reading, ...]) -> tuple[str, ...]:
        precedence = {one.id: min(self.sources[name].precedence for name in one.sources) for one in readings}
        highest = min(precedence.values())
        return tuple(name for name, number in precedence.items() if number == highest)

    def reading(self, path: Path_, name: str | int, said: Mapping[str, Any]) -> Reading:
        kinds = [key for key in _KINDS if said.get(key) is not None]
        if len(kinds) != 1:
            message = (
                f"This says {' and '.join(kinds)} at once." if kinds else "This says nothing to test."
            )
            raise self.error(path, message, f"Write one of: {', '.join(_KINDS)}.")
        sources = self.sourced(path, said.get("sources"))
        if said.get("standing") is None:
            raise self.error(
                path, "This has no standing.", "Add standing: verified, reported, assumed or unknown."
            )
        kind = Kind(kinds[0])
        return Reading(
            id=str(name),
            kind=kind,
            sources=sources,
            standing=Standing(said["standing"]),
            condition=self.tested(path, kind, said),
            period=self.period(path, said) if kind is Kind.PERIOD else None,
            act=self.act(path, said) if kind is Kind.ACT else None,
            allowance=_allowance(said["allowance"]) if kind is Kind.ALLOWANCE else None,
            contests=any(self.sources[one].rank.can_contest for one in sources),
        )

    def tested(self, path: Path_, kind: Kind, said: Mapping[str, Any]) -> Node | None:
        if kind is Kind.REQUIRE:
            return self.condition((*path, "require"), said["require"])
        if kind is Kind.EXCLUDE:
            return negated(self.condition((*path, "exclude"), said["exclude"]))
        return None

    def period(self, path: Path_, said: Mapping[str, Any]) -> Period:
        written: grammar.Period = said["period"]
        if written.to is not None and written.to < written.from_:
            raise self.error(
                (*path, "period"), f"The period ends ({written.to}) before it begins ({written.from_})."
            )
        binds = said.get("binds")
        if binds is None:
            raise self.error(path, "A period must bind a fact.", "Add binds: departure.date.")
        return Period(
            first=written.from_, last=written.to, binds=self.fact((*path, "binds"), binds, Type.DATE)
        )

    def act(self, path: Path_, said: Mapping[str, Any]) -> Act:
        anchors = [key for key in ("before", "after") if said.get(key) is not None]
        if len(anchors) != 1:
            raise self.error(
                path, "A window is counted from one day.", "Write before: departure.date, or after: …"
            )
        done_on = said.get("done_on")
        if done_on is None:
            raise self.error(path, "An act needs the fact that holds the day it was done.", "Add done_on: …")
        return Act(
            act=said["act"],
            done_on=self.fact((*path, "done_on"), done_on, Type.DATE),
            anchor=self.expression((*path, anchors[0]), said[anchors[0]], Type.DATE),
            counts_back=anchors[0] == "before",
            not_earlier_than=self.duration((*path, "not_earlier_than"), said.get("not_earlier_than")),
            not_later_than=self.duration((*path, "not_later_than"), said.get("not_later_than")),
        )

    # what else an instrument says

    def benefit(self, name: str, written: grammar.Benefit) -> Benefit:
        path: Path_ = ("benefits", name)
        if written.cases:
            cases = tuple(
                self.effect((*path, "cases", index), one.effect, one.when, one.quantity)
                for index, one in enumerate(written.cases)
            )
        elif written.effect:
            cases = (self.effect(path, written.effect, written.when, written.quantity),)
        else:
            raise self.error(path, "This benefit has no effect.", "Add effect: … or cases: […].")
        if written.schedule is not None and written.schedule not in self.written.schedules:
            raise self.error(
                (*path, "schedule"),
                f'There is no schedule "{written.schedule}".',
                did_you_mean(written.schedule, self.written.schedules),
            )
        return Benefit(
            id=name,
            cases=cases,
            sources=self.sourced(path, written.sources),
            standing=Standing(written.standing),
            schedule=written.schedule,
            place=self.place(path),
        )

    def effect(
        self, path: Path_, effect: str, when: str | bool | None, quantity: grammar.Quantity | None
    ) -> Effect:
        return Effect(
            effect=effect,
            when=None if when is None else self.condition((*path, "when"), when),
            quantity=self.quantity((*path, "quantity"), quantity, None) if quantity else None,
        )

    def quantity(self, path: Path_, written: grammar.Quantity, unit: str | None) -> Quantity:
        unit = written.unit or unit
        if unit is None:
            raise self.error(path, "This number has no unit.", "Add unit: KRW, years or the like.")
        least = written.amount if written.amount is not None else written.least
        most = written.amount if written.amount is not None else written.most
        return Quantity(least=least, most=most, unit=unit)

    def schedule(self, name: str, written: grammar.Schedule) -> Schedule:
        path: Path_ = ("schedules", name)
        return Schedule(
            id=name,
            measure=None
            if written.measure is None
            else self.expression((*path, "measure"), written.measure, Type.INT),
            measure_unit=written.measure_unit,
            unit=written.unit,
            tables=tuple(
                self.table((*path, "tables", key), key, one, written.unit)
                for key, one in written.tables.items()
            ),
            place=self.place(path),
        )

    def table(self, path: Path_, name: str, written: grammar.Table, unit: str) -> BandTable:
        bounds = [band.below for band in written.bands if band.below is not None]
        if bounds != sorted(set(bounds)):
            raise self.error((*path, "bands"), "The bands are not in rising order.", "Sort them by below.")
        return BandTable(
            id=name,
            sources=self.sourced(path, written.sources),
            standing=Standing(written.standing),
            bands=tuple(
                Band(below=band.below, quantity=self.quantity((*path, "bands", index), band, unit))
                for index, band in enumerate(written.bands)
            ),
        )

    def channel(self, name: str, written: grammar.Channel) -> Channel:
        path: Path_ = ("channels", name)
        return Channel(
            id=name,
            act=written.act,
            when=None if written.when is None else self.condition((*path, "when"), written.when),
            sources=self.sourced(path, written.sources),
            standing=Standing(written.standing),
            address=written.address,
            place=self.place(path),
        )

    def step(self, index: int, written: grammar.Step) -> Step:
        path: Path_ = ("steps", index)
        if written.provision is not None and written.provision not in self.written.provisions:
            raise self.error(
                (*path, "provision"),
                f'There is no provision "{written.provision}".',
                did_you_mean(written.provision, self.written.provisions),
            )
        return Step(
            id=written.id,
            provision=written.provision,
            lead=self.duration((*path, "lead"), written.lead),
            when=None if written.when is None else self.condition((*path, "when"), written.when),
            sources=self.sourced(path, written.sources),
            standing=Standing(written.standing),
            place=self.place(path),
        )

    def contact(self, name: str, written: grammar.Contact) -> Contact:
        path: Path_ = ("contacts", name)
        return Contact(
            id=name,
            phone=written.phone,
            address=written.address,
            sources=self.sourced(path, written.sources),
            standing=Standing(written.standing),
            place=self.place(path),
        )

    def note(self, name: str, written: grammar.Note) -> Note:
        path: Path_ = ("notes", name)
        return Note(
            id=name,
            sources=self.sourced(path, written.sources),
            concerns=written.concerns,
            place=self.place(path),
        )

    def procedure(self, name: str, written: grammar.Procedure) -> Procedure:
        path: Path_ = ("procedures", name)
        moves = tuple(
            self.move((*path, "moves", key), key, one, written) for key, one in written.moves.items()
        )
        for index, state in enumerate(written.final):
            self.state((*path, "final", index), state, written)
        return Procedure(
            id=name,
            states=tuple(written.states),
            final=tuple(written.final),
            moves=moves,
            place=self.place(path),
        )

    def move(
        self, path: Path_, name: str, written: grammar.Move, procedure: grammar.Procedure
    ) -> Move:
        origins = [written.from_] if isinstance(written.from_, str) else written.from_
        for origin in origins:
            self.state((*path, "from"), origin, procedure)
        self.state((*path, "to"), written.to, procedure)
        if written.within is not None and written.within not in self.written.provisions:
            raise self.error(
                (*path, "within"),
                f'There is no provision "{written.within}".',
                did_you_mean(written.within, self.written.provisions),
            )
        return Move(
            id=name,
            origins=tuple(origins),
            target=written.to,
            by=written.by,
            within=written.within,
            needs=tuple(written.needs),
            at=written.at,
            lead=self.duration((*path, "lead"), written.lead),
            lapses_after=self.duration((*path, "lapses_after"), written.lapses_after),
            place=self.place(path),
        )

    def state(self, path: Path_, name: str, procedure: grammar.Procedure) -> None:
        if name not in procedure.states:
            raise self.error(
                path,
                f'There is no state "{name}".',
                did_you_mean(name, procedure.states) or f"There are: {', '.join(procedure.states)}.",
            )


def _text(text: str | bool) -> str:
    return str(text).lower() if isinstance(text, bool) else text


def _own(written: grammar.Says) -> dict[str, Any]:
    return {key: value for key in _SAYS if (value := getattr(written, key)) is not None}


def _merged(base: grammar.Says, written: grammar.Says) -> dict[str, Any]:
    """What a version says: its own words, over the provision's."""
    return {**_own(base), **_own(written)}


def _allowance(written: grammar.Allowance) -> Allowance:
    return Allowance(days=written.days, window=Window(written.window), within=written.within)


def _own_fact(name: str, written: grammar.OwnFact) -> Fact:
    return Fact(
        name=name,
        type=Type[written.type.upper()],
        asked_of=AskedOf(written.asked_of),
        sensitivity=Sensitivity(written.sensitivity),
        codes=tuple(written.codes),
        may_not_apply=written.may_not_apply,
        plan=written.plan,
    )


def day_of(value: object) -> date | None:
    """The value when it is a date."""
    return value if isinstance(value, date) else None


__all__ = ["SaparError", "instrument_of", "read_instrument"]
