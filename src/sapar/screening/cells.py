"""From the cells of a column to the values of a fact, with what makes a cell unusable.

A cell that is empty or says ``unknown`` is unknown; ``does_not_apply`` is a value of the facts
that may not apply. The same rules as ``core.law.told``, for a whole column at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic

from sapar.core.law import DOES_NOT_APPLY, Fact, Type
from sapar.core.law.expression import Op
from sapar.screening.algebra import Algebra, E
from sapar.screening.layout import Layout, Stored
from sapar.screening.logic import Bool, Logic
from sapar.screening.terms import Steps, Term, absence_of

UNKNOWN_WORDS = ("", "unknown")
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
MAX_TEXT = 200
_SHAPES = {
    Type.BOOL: r"[Tt]rue|TRUE|[Ff]alse|FALSE",
    Type.INT: r"[-+]?[0-9]{1,18}",
    Type.DATE: r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    Type.CODE: rf"(?s).{{1,{MAX_TEXT}}}",
}


@dataclass(frozen=True, slots=True)
class Cells(Generic[E]):
    """The values of a fact's column; ``wrong`` is true, never null, for a cell that is none.

    A cell is wrong where one of ``signs`` is true: they may be null, and are cheaper to ask.
    """

    term: Term[E]
    wrong: Bool[E]
    signs: tuple[E, ...] = ()


def cells_of(steps: Steps[E], fact: Fact, layout: Layout, longest: int = 0) -> Cells[E]:
    """What a fact's column says; the fact has a column or a flag.

    What has to be read from text becomes a column of the first step. ``longest`` is the length of
    the longest list of a column of lists.
    """
    algebra = steps.algebra
    logic = Logic(algebra)
    flag = _flag(steps, fact, layout)
    stored = layout.facts.get(fact.name, Stored.NOTHING)
    if stored is Stored.NOTHING:
        return Cells(
            Term(algebra.constant(None, fact.type), logic.is_true(flag.value)),
            flag.wrong,
            _signs(flag.wrong),
        )
    cell = algebra.column(fact.name)
    if stored is Stored.CODED:
        told = Cells(Term(steps.keep(_coded(algebra, fact, cell), 0)), False)
    elif stored is Stored.TEXT:
        told = _of_text(steps, fact, cell)
    else:
        signs = _out_of_range(algebra, fact, cell)
        outside = logic.either(*[logic.is_true(sign) for sign in signs])
        told = Cells(Term(cell, longest=longest), outside, signs)
    absent = logic.either(told.term.absent, logic.is_true(flag.value))
    wrong = logic.either(told.wrong, flag.wrong)
    signs = told.signs if flag.wrong is False and told.signs else _signs(wrong)
    return Cells(Term(told.term.value, absent, longest), wrong, signs)


@dataclass(frozen=True, slots=True)
class _Flag(Generic[E]):
    value: Bool[E]
    wrong: Bool[E]


def _flag(steps: Steps[E], fact: Fact, layout: Layout) -> _Flag[E]:
    if fact.name not in layout.flagged:
        return _Flag(False, False)
    column = steps.algebra.column(absence_of(fact.name))
    if layout.flagged[fact.name] is not Stored.TEXT:
        return _Flag(column, False)
    said = _of_text(steps, Fact(name=absence_of(fact.name), type=Type.BOOL), column)
    return _Flag(said.term.value, said.wrong)


def _of_text(steps: Steps[E], fact: Fact, cell: E) -> Cells[E]:
    algebra = steps.algebra
    logic = Logic(algebra)
    absent: Bool[E] = False
    if fact.may_not_apply:
        said = logic.is_true(_says(algebra, cell, DOES_NOT_APPLY.value))
        absent = steps.keep(logic.whole(said), 0)
    silent = logic.either(
        algebra.is_null(cell),
        *[logic.is_true(_says(algebra, cell, word)) for word in UNKNOWN_WORDS],
    )
    read, shaped = _read(algebra, fact, cell)
    value = steps.keep(read, 0)
    outside = logic.either(*[
        logic.is_true(sign) for sign in _out_of_range(algebra, fact, value)
    ])  # fmt: skip
    fits = logic.both(
        shaped,
        logic.negated(algebra.is_null(value)),
        logic.negated(outside),
    )
    return Cells(
        Term(value, absent),
        logic.both(logic.negated(fits), logic.negated(silent), logic.negated(absent)),
    )


def _coded(algebra: Algebra[E], fact: Fact, cell: E) -> E:
    return algebra.code(cell, fact.countries if fact.type is Type.COUNTRY else fact.codes)


def _says(algebra: Algebra[E], cell: E, word: str) -> E:
    return algebra.compared(Op.EQ, cell, algebra.constant(word, Type.CODE), Type.CODE)


def _read(algebra: Algebra[E], fact: Fact, cell: E) -> tuple[E, Bool[E]]:
    """The value, null where there is none, and whether the cell has the shape of one."""
    logic = Logic(algebra)
    if fact.codes or fact.type is Type.COUNTRY:
        return _coded(algebra, fact, cell), True
    shaped = algebra.matches(cell, _SHAPES[fact.type])
    nothing = algebra.constant(None, Type.CODE)
    if fact.type is Type.CODE:
        unknown = logic.either(*[_says(algebra, cell, word) for word in UNKNOWN_WORDS])
        return algebra.chosen([(logic.whole(unknown), nothing)], cell), logic.is_true(shaped)
    return algebra.read(algebra.chosen([(shaped, cell)], nothing), fact.type), True


def _signs(wrong: Bool[E]) -> tuple[E, ...]:
    return () if wrong is None or isinstance(wrong, bool) else (wrong,)


def _out_of_range(algebra: Algebra[E], fact: Fact, value: E) -> tuple[E, ...]:
    if fact.type is not Type.DATE:
        return ()
    return (
        algebra.compared(Op.LT, value, algebra.constant(FIRST_DAY, Type.DATE), Type.DATE),
        algebra.compared(Op.GT, value, algebra.constant(LAST_DAY, Type.DATE), Type.DATE),
    )
