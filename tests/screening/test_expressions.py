"""One tree, three back ends: closures, Polars and DuckDB give every row the same value."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import duckdb
import polars as pl
import pytest
from sqlglot import exp
from tests.screening.expressions import CALENDARS, VOCABULARY, Writer
from tests.screening.people import LIBRARY, table_of

from sapar.core.law import DOES_NOT_APPLY, Type
from sapar.core.law.expression import Node, Op, compiled, parse_condition
from sapar.screening.asking import misses
from sapar.screening.lists import with_list
from sapar.screening.logic import Logic
from sapar.screening.lowering import Lowering
from sapar.screening.polars_algebra import PolarsAlgebra
from sapar.screening.rails import Rails
from sapar.screening.sql_algebra import DuckdbAlgebra
from sapar.screening.terms import Known, Lowered, Steps, Term

ROWS, EXPRESSIONS = 250, 15
TODAY = date(2026, 2, 10)
FLAT = [fact for fact in VOCABULARY if fact.type is not Type.RECORDS]


@pytest.mark.parametrize("seed", range(6))
def test_closures_polars_and_duckdb_agree(seed: int) -> None:
    writer = Writer(seed, lists=False)
    people = [writer.person() for _ in range(ROWS)]
    table = table_of(people, FLAT)
    trees = [tree_of(writer.condition(4)) for _ in range(EXPRESSIONS)]
    expected = [by_closures(tree, people) for tree in trees]
    assert by_polars(trees, table, longest=0) == expected
    assert by_duckdb(trees, table) == expected


@pytest.mark.parametrize("seed", range(4))
def test_closures_and_polars_agree_about_lists(seed: int) -> None:
    writer = Writer(seed, lists=True)
    people = [writer.person() for _ in range(ROWS)]
    trees = [tree_of(writer.condition(4)) for _ in range(EXPRESSIONS)]
    table = table_of(people, list(VOCABULARY))
    table, longest = with_list(table, VOCABULARY["x.children"], None, first_row=1, file="t")
    expected = [by_closures(tree, people) for tree in trees]
    assert by_polars(trees, table, longest=longest) == expected


@pytest.mark.parametrize("seed", range(4))
def test_a_row_misses_what_the_person_misses(seed: int) -> None:
    writer = Writer(100 + seed, lists=False)
    people = [writer.person() for _ in range(ROWS)]
    table = table_of(people, FLAT)
    names = frozenset(writer.random.sample([fact.name for fact in FLAT], 4))
    for _ in range(EXPRESSIONS):
        tree = tree_of(writer.condition(3))
        evaluator = compiled(tree, LIBRARY.calendars)
        expected = []
        for person in people:
            value, trace = evaluator({**person, "today": TODAY})
            expected.append(value is None and not names.isdisjoint(evaluator.missing(trace)))
        algebra = PolarsAlgebra()
        lowering = lowering_of(algebra, longest=0)
        missed = Logic(algebra).whole(misses(Rails(lowering, lowering.step(tree)), tree, names))
        assert added(table, lowering.steps, [missed]) == [expected]


def tree_of(text: str) -> Node:
    """The tree of a text."""
    return parse_condition(text, VOCABULARY, calendars=frozenset(CALENDARS))


def by_closures(tree: Node, people: Sequence[dict[str, object]]) -> list[bool | None]:
    """What the core says; at the root, what does not apply is not true."""
    evaluator = compiled(tree, LIBRARY.calendars)
    values = [evaluator({**person, "today": TODAY})[0] for person in people]
    return [False if value is DOES_NOT_APPLY else value for value in values]


def lowering_of(algebra, *, longest: int):
    """Facts are the table's own columns."""
    logic = Logic(algebra)
    facts: dict[str, Lowered] = {"today": Known(TODAY)}
    for fact in VOCABULARY:
        column, absent = algebra.column(fact.name), False
        if fact.may_not_apply:
            absent = logic.is_true(algebra.column(f"{fact.name}.does_not_apply"))
        facts[fact.name] = Term(column, absent, longest)
    return Lowering(algebra, facts, LIBRARY.calendars, Steps(algebra))


def by_polars(trees: list[Node], table: pl.DataFrame, *, longest: int) -> list[list[bool | None]]:
    algebra = PolarsAlgebra()
    coded = table.with_columns(
        pl.col("x.code").cast(pl.Enum(VOCABULARY["x.code"].codes)),
        pl.col("x.country").cast(pl.Enum(VOCABULARY["x.country"].countries)),
    )
    lowering = lowering_of(algebra, longest=longest)
    values = [Logic(algebra).whole(lowering.truth(tree)) for tree in trees]
    return added(coded, lowering.steps, values)


def added(
    table: pl.DataFrame, steps: Steps[pl.Expr], values: list[pl.Expr]
) -> list[list[bool | None]]:
    lazy = table.lazy()
    for step in steps.steps:
        lazy = lazy.with_columns([part.alias(name) for name, part in step.items()])
    names = [f"v{index}" for index in range(len(values))]
    lazy = lazy.with_columns([one.alias(name) for name, one in zip(names, values, strict=True)])
    result = lazy.select(names).collect()
    return [result[name].to_list() for name in names]


def by_duckdb(trees: list[Node], table: pl.DataFrame) -> list[list[bool | None]]:
    algebra = DuckdbAlgebra()
    lowering = lowering_of(algebra, longest=0)
    values = [Logic(algebra).whole(lowering.truth(tree)) for tree in trees]
    source: exp.Expression = exp.to_table("people")
    for step in lowering.steps.steps:
        columns = [exp.alias_(part, name, quoted=True) for name, part in step.items()]
        source = exp.select(exp.Star(), *columns).from_(source).subquery("p")
    columns = [exp.alias_(one, f"v{index}") for index, one in enumerate(values)]
    query = exp.select(*columns).from_(source)
    with duckdb.connect() as connection:
        connection.register("people", table.to_arrow())
        for name, numbers in algebra.lists.items():
            connection.execute(f"SET VARIABLE {name} = $1::INTEGER[]", [list(numbers)])
        rows = connection.execute(query.sql("duckdb")).fetchall()
    return [list(column) for column in zip(*rows, strict=True)]


def test_the_random_expressions_use_the_whole_language() -> None:
    writer = Writer(7, lists=True)
    used = {node.op for _ in range(1500) for node in tree_of(writer.condition(5)).walk()}
    assert used == set(Op) - {Op.BEFORE, Op.AFTER}  # windows: see test_same_verdicts
