"""Which column of a table is which fact, and which only passes through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from sapar.core.kernel import Place, did_you_mean, nearest
from sapar.core.law import Edition, Fact, Type, Vocabulary
from sapar.screening.errors import TableError
from sapar.screening.terms import OWN, absence_of


class Stored(Enum):
    """How a column holds its cells."""

    TEXT = "text"
    BOOL = "true or false"
    INT = "whole numbers"
    DATE = "dates"
    LIST = "lists"
    CODED = "codes of the fact, as numbers"
    NOTHING = "nothing"
    OTHER = "something else"


_TYPED = {
    Type.BOOL: Stored.BOOL,
    Type.INT: Stored.INT,
    Type.DATE: Stored.DATE,
    Type.CODE: Stored.TEXT,
    Type.COUNTRY: Stored.TEXT,
    Type.RECORDS: Stored.LIST,
}
_SUFFIX = absence_of("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The columns of a table of people.

    ``facts`` gives how each fact's column is stored; ``flagged`` those that have a
    column ``<fact>.does_not_apply`` beside them; ``others`` pass through, in their order.
    """

    facts: Mapping[str, Stored]
    flagged: Mapping[str, Stored]
    others: tuple[str, ...]
    file: str


def layout_of(columns: Mapping[str, Stored], edition: Edition, *, file: str) -> Layout:
    """Sorts the columns of the table ``file``.

    Raises TableError for a column that looks like a fact and is none, that holds another type
    than its fact, or that has the name of a column of the result.
    """
    vocabulary = edition.instrument.vocabulary
    facts: dict[str, Stored] = {}
    flagged: dict[str, Stored] = {}
    others: list[str] = []
    for name, stored in columns.items():
        base = name.removesuffix(_SUFFIX)
        if name in vocabulary:
            _check_stored(vocabulary[name], stored, file)
            facts[name] = stored
        elif base != name and base in vocabulary:
            _check_flag(vocabulary[base], stored, file)
            flagged[base] = stored
        else:
            _check_stranger(name, vocabulary, file)
            others.append(name)
    _check_results(others, ["outcome", "provisional", *(one.id for one in edition.clauses)], file)
    return Layout(facts=facts, flagged=flagged, others=tuple(others), file=file)


def _check_stored(fact: Fact, stored: Stored, file: str) -> None:
    if stored in {Stored.TEXT, Stored.NOTHING, Stored.CODED, _TYPED[fact.type]}:
        return
    raise TableError(
        f'The column "{fact.name}" holds {stored.value}, but the fact is {fact.type.value}.',
        place=Place(file=file),
        mend=f"Store it as {_TYPED[fact.type].value}, or as text.",
        params={"column": fact.name},
    )


def _check_flag(fact: Fact, stored: Stored, file: str) -> None:
    name = absence_of(fact.name)
    if not fact.may_not_apply:
        raise TableError(
            f'The column "{name}" cannot be: {fact.name} always applies.',
            place=Place(file=file),
            mend="Leave it out.",
            params={"column": name},
        )
    if stored not in {Stored.TEXT, Stored.BOOL, Stored.NOTHING}:
        raise TableError(
            f'The column "{name}" holds {stored.value}, but says whether a fact does not apply.',
            place=Place(file=file),
            mend="Store it as true or false.",
            params={"column": name},
        )


def _check_stranger(name: str, vocabulary: Vocabulary, file: str) -> None:
    known = list(vocabulary.names())
    near = nearest(name, known)
    if name.startswith(OWN):
        mend: str | None = "Give it another name: this beginning is kept for the engine."
    elif "." in name:
        mend = did_you_mean(name, known) or "See `sapar schema facts` for all names."
    elif near is not None:
        mend = f'Did you mean "{near}"? If not, give the column a name that is less like it.'
    else:
        return
    raise TableError(
        f'There is no fact called "{name}".',
        place=Place(file=file),
        mend=mend,
        params={"column": name},
    )


def _check_results(others: Iterable[str], results: list[str], file: str) -> None:
    for name in others:
        if name in results:
            raise TableError(
                f'The table has a column "{name}", and the result will have one too.',
                place=Place(file=file),
                mend="Rename the column of the table.",
                params={"column": name},
            )
