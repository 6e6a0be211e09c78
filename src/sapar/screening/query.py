"""The query that screens a table in a SQL engine, as a SQLGlot tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlglot import exp

from sapar.core.law import Edition, Fact, Type
from sapar.screening.cells import Cells, cells_of
from sapar.screening.errors import EngineError
from sapar.screening.layout import Layout
from sapar.screening.logic import Logic, settled
from sapar.screening.lowering import Lowering
from sapar.screening.prepared import facts_of
from sapar.screening.sql_algebra import SqlAlgebra
from sapar.screening.terms import TOLD, Steps
from sapar.screening.verdicts import Shares, V, can_be_lowered, screen_of

Tree = exp.Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Two queries over one table.

    ``check`` gives one row with, for each fact of ``checked``, whether some cell is no value of
    it; None when every cell must be one. ``answer`` gives the result. ``lists`` are the session's
    variables that they read: calendars, by name.
    """

    check: exp.Select | None
    checked: tuple[str, ...]
    answer: exp.Select
    lists: Mapping[str, Sequence[int | None]]


def query_of(
    edition: Edition, layout: Layout, algebra: SqlAlgebra, source: Tree, *, on: date, engine: str
) -> Query:
    """The queries for a table; ``source`` stands for it in FROM.

    Raises EngineError where only Polars can do it.
    """
    told = _told(edition, layout)
    _refuse_lists(edition, told, engine)
    read: Steps[Tree] = Steps(algebra, prefix=TOLD)
    cells = {fact.name: cells_of(read, fact, layout) for fact in told}
    people = _with_steps(source, read)
    facts = facts_of(algebra, edition, {name: one.term for name, one in cells.items()}, on)
    steps: Steps[Tree] = Steps(algebra)
    plan = screen_of(edition, Lowering(algebra, facts, edition.calendars, steps))
    logic = Logic(algebra)
    results = [
        *[algebra.column(name) for name in layout.others],
        _named(_decided(plan.outcome, algebra), "outcome"),
        _named(logic.whole(plan.provisional), "provisional"),
        *(_named(_decided(cases, algebra), name) for name, cases in plan.verdicts.items()),
    ]
    check, checked = _check(cells, algebra, people)
    answer = exp.select(*results).from_(_with_steps(people, steps))
    return Query(check=check, checked=checked, answer=answer, lists=algebra.lists)


def _with_steps(table: Tree, steps: Steps[Tree]) -> Tree:
    for step in steps.steps:
        added = [_named(part, name) for name, part in step.items()]
        table = exp.select(exp.Star(), *added).from_(table).subquery("people")
    return table


def _told(edition: Edition, layout: Layout) -> list[Fact]:
    return [
        fact
        for fact in edition.instrument.vocabulary
        if fact.name in layout.facts or fact.name in layout.flagged
    ]


def _refuse_lists(edition: Edition, told: Sequence[Fact], engine: str) -> None:
    listed = next((fact for fact in told if fact.type is Type.RECORDS), None)
    if listed is not None:
        raise EngineError(
            f'The column "{listed.name}" holds lists, which the engine {engine} does not read.',
            mend="Use --engine polars, or leave the column out.",
        )
    if not can_be_lowered(edition):
        raise EngineError(
            f"{edition.instrument.id} counts days of stay, which the engine {engine} cannot.",
            mend="Use --engine polars.",
        )


def _check(
    cells: Mapping[str, Cells[Tree]], algebra: SqlAlgebra, source: Tree
) -> tuple[exp.Select | None, tuple[str, ...]]:
    wrong = {name: one.wrong for name, one in cells.items() if not settled(one.wrong)}
    if not wrong:
        return None, ()
    yes, no = algebra.constant(1, Type.INT), algebra.constant(0, Type.INT)
    logic = Logic(algebra)
    any_wrong = [
        _named(exp.Max(this=algebra.chosen([(logic.whole(part), yes)], no)), name)
        for name, part in wrong.items()
    ]
    return exp.select(*any_wrong).from_(source), tuple(wrong)


def _decided(shares: Shares[Tree, V], algebra: SqlAlgebra) -> Tree:
    """The value of each row, as text."""
    if shares.settled is not None:
        return exp.Literal.string(shares.settled.value)
    found = [(share, exp.Literal.string(value.value)) for value, share in shares.open.items()]
    return algebra.chosen(found, exp.Literal.string(shares.rest.value))


def _named(part: Tree, name: str) -> Tree:
    return exp.Alias(this=part.copy(), alias=exp.to_identifier(name, quoted=True))
