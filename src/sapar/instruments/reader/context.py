"""The document at hand: its places, its vocabulary and sources, and how expressions in it are read."""

from __future__ import annotations

from sapar.core.calendar import CalendarError, Duration, parse_duration
from sapar.core.kernel import Place, did_you_mean
from sapar.core.law import (
    VOCABULARY,
    AskedOf,
    Fact,
    InstrumentError,
    Rank,
    Sensitivity,
    Source,
    Type,
)
from sapar.core.law.expression import ExpressionError, Node, Op, parse, parse_condition
from sapar.instruments import grammar
from sapar.instruments.strict_yaml import Document

Path_ = tuple[str | int, ...]


class Context:
    """One document while it is read; every reader of a part is given it."""

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

    @property
    def places(self) -> dict[str, Place]:
        """Where the parts stand that hold no place themselves."""
        parts = [
            *(("sources", name) for name in self.written.sources),
            *(("facts", name) for name in self.written.facts),
            *(("presumptions", name) for name in self.written.presumptions),
        ]
        places = {name: self.place((section, name)) for section, name in parts}
        keys = ("instrument", "otherwise")
        return {**places, **{key: self.place((key,)) for key in keys}}

    def error(self, path: Path_, message: str, mend: str | None = None) -> InstrumentError:
        return InstrumentError(message, place=self.document.place(path), mend=mend)

    def place(self, path: Path_) -> Place:
        return self.document.place(path)

    def condition(self, path: Path_, text: str | bool) -> Node:
        return parse_condition(
            _text(text),
            self.vocabulary,
            calendars=self.calendars,
            place=self.document.value_place(path),
        )

    def expression(self, path: Path_, text: str | bool, expected: Type) -> Node:
        place = self.document.value_place(path)
        node = parse(_text(text), self.vocabulary, calendars=self.calendars, place=place)
        if node.type is not expected:
            raise ExpressionError(
                f'"{text}" is {node.type.value}, but {expected.value} is expected here.',
                place=place,
            )
        return node

    def expression_of(self, path: Path_, text: str | bool, fact: str) -> Node:
        """An expression of the type of a fact that it is to give, and of its codes."""
        given = self.vocabulary[self.known_fact(path, fact)]
        node = self.expression(path, text, given.type)
        if node.op is Op.CONST and given.codes and node.value not in given.codes:
            raise self.error(
                path,
                f'"{node.value}" is not a code of {fact}.',
                did_you_mean(str(node.value), given.codes)
                or f"Use one of: {', '.join(given.codes)}.",
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

    def known_fact(self, path: Path_, name: str) -> str:
        """The name of a fact that there is."""
        if name not in self.vocabulary:
            raise self.error(
                path,
                f'There is no fact called "{name}".',
                did_you_mean(name, self.vocabulary.names()),
            )
        return name

    def fact(self, path: Path_, name: str, expected: Type) -> str:
        found = self.vocabulary[self.known_fact(path, name)]
        if found.type is not expected:
            raise self.error(
                path, f"{name} is {found.type.value}, but {expected.value} is expected here."
            )
        return name


def _text(text: str | bool) -> str:
    return str(text).lower() if isinstance(text, bool) else text


def _own_fact(name: str, written: grammar.OwnFact) -> Fact:
    return Fact(
        name=name,
        type=Type[written.type.upper()],
        asked_of=AskedOf(written.asked_of),
        sensitivity=Sensitivity(written.sensitivity),
        codes=tuple(written.codes),
        may_not_apply=written.may_not_apply,
        plan=written.plan,
        person_may_know=written.person_may_know,
    )
