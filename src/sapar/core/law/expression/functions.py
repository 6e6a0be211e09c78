"""The functions of the language: what they take, and what they give."""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import date
from typing import Final, Protocol

from sapar.core.calendar import Rounding
from sapar.core.kernel import did_you_mean
from sapar.core.law.expression.tree import Node, Op
from sapar.core.law.facts import Fact, Type, Vocabulary


class Parser(Protocol):
    """What a function needs of the parser that meets it."""

    vocabulary: Vocabulary
    calendars: frozenset[str]
    item: tuple[str, Fact] | None

    def expect(self, tree: ast.expr, type_: Type, depth: int) -> Node: ...
    def read(self, tree: ast.expr, depth: int) -> Node: ...
    def source(self, tree: ast.AST) -> str: ...
    def wrong(self, at: ast.expr, message: str, mend: str | None = None) -> Exception: ...
    def node(
        self,
        tree: ast.expr,
        op: Op,
        type_: Type,
        args: tuple[Node, ...] = (),
        value: object = None,
    ) -> Node: ...


Function = Callable[[Parser, ast.Call, int], Node]

_QUANTIFIED = {Op.ANY: Type.BOOL, Op.ALL: Type.BOOL, Op.COUNT: Type.INT}


def call(parser: Parser, tree: ast.Call, depth: int) -> Node:
    if not isinstance(tree.func, ast.Name) or tree.func.id not in FUNCTIONS:
        name = parser.source(tree.func)
        raise parser.wrong(
            tree,
            f'There is no function "{name}".',
            did_you_mean(name, FUNCTIONS) or f"There are: {', '.join(sorted(FUNCTIONS))}.",
        )
    return FUNCTIONS[tree.func.id](parser, tree, depth)


def _arguments(
    parser: Parser, tree: ast.Call, count: int, shape: str, options: tuple[str, ...] = ()
) -> list[ast.expr]:
    unknown = [keyword.arg for keyword in tree.keywords if keyword.arg not in options]
    if len(tree.args) != count or unknown or any(isinstance(arg, ast.Starred) for arg in tree.args):
        raise parser.wrong(
            tree, f'"{parser.source(tree)}" has the wrong arguments.', f"Write: {shape}."
        )
    return tree.args


def _option(parser: Parser, tree: ast.Call, name: str, shape: str) -> str:
    for keyword in tree.keywords:
        if keyword.arg == name and isinstance(keyword.value, ast.Constant):
            return str(keyword.value.value)
    what = "calendar" if name == "of" else name
    raise parser.wrong(
        tree, f'"{parser.source(tree)}" does not say its {what}.', f"Write: {shape}."
    )


def _calendar(parser: Parser, tree: ast.Call, shape: str) -> str:
    name = _option(parser, tree, "of", shape)
    if name not in parser.calendars:
        raise parser.wrong(
            tree,
            f'There is no working-day calendar "{name}".',
            did_you_mean(name, parser.calendars)
            or f"There are: {', '.join(sorted(parser.calendars))}.",
        )
    return name


def _date_literal(parser: Parser, tree: ast.Call, _depth: int) -> Node:
    args = _arguments(parser, tree, 3, "date(2025, 12, 1)")
    numbers = [
        arg.value for arg in args if isinstance(arg, ast.Constant) and type(arg.value) is int
    ]
    if len(numbers) != 3:
        raise parser.wrong(tree, "A date is three whole numbers.", "Write: date(2025, 12, 1).")
    try:
        day = date(*numbers)
    except (ValueError, OverflowError):
        raise parser.wrong(tree, f"{parser.source(tree)} does not exist in the calendar.") from None
    return parser.node(tree, Op.CONST, Type.DATE, value=day)


def _add_days(parser: Parser, tree: ast.Call, depth: int) -> Node:
    day, number = _arguments(parser, tree, 2, "add_days(day, 30)")
    args = (parser.expect(day, Type.DATE, depth), parser.expect(number, Type.INT, depth))
    return parser.node(tree, Op.ADD_DAYS, Type.DATE, args)


def _add_months(parser: Parser, tree: ast.Call, depth: int) -> Node:
    shape = 'add_months(day, 3, rounding="down")'
    day, number = _arguments(parser, tree, 2, shape, ("rounding",))
    args = (parser.expect(day, Type.DATE, depth), parser.expect(number, Type.INT, depth))
    return parser.node(tree, Op.ADD_MONTHS, Type.DATE, args, _rounding(parser, tree, shape))


def _add_working_days(parser: Parser, tree: ast.Call, depth: int) -> Node:
    shape = 'add_working_days(day, 3, of="KR")'
    day, number = _arguments(parser, tree, 2, shape, ("of",))
    args = (parser.expect(day, Type.DATE, depth), parser.expect(number, Type.INT, depth))
    return parser.node(tree, Op.ADD_WORKING_DAYS, Type.DATE, args, _calendar(parser, tree, shape))


def _days_between(parser: Parser, tree: ast.Call, depth: int) -> Node:
    args = _arguments(parser, tree, 2, "days_between(earlier, later)")
    one, other = (parser.expect(arg, Type.DATE, depth) for arg in args)
    return parser.node(tree, Op.DAYS_BETWEEN, Type.INT, (one, other))


def _rounded(op: Op) -> Function:
    """Whole months or years between two dates, with the rounding of short month ends."""

    def read(parser: Parser, tree: ast.Call, depth: int) -> Node:
        shape = f'{op.value}(earlier, later, rounding="down")'
        args = _arguments(parser, tree, 2, shape, ("rounding",))
        one, other = (parser.expect(arg, Type.DATE, depth) for arg in args)
        return parser.node(tree, op, Type.INT, (one, other), _rounding(parser, tree, shape))

    return read


def _rounding(parser: Parser, tree: ast.Call, shape: str) -> Rounding:
    rounding = _option(parser, tree, "rounding", shape)
    if rounding not in {"up", "down"}:
        raise parser.wrong(
            tree, f'"{rounding}" is not a rounding.', 'Write rounding="up" or "down".'
        )
    return Rounding[rounding.upper()]


def _working_days_between(parser: Parser, tree: ast.Call, depth: int) -> Node:
    shape = 'working_days_between(earlier, later, of="KR")'
    args = _arguments(parser, tree, 2, shape, ("of",))
    one, other = (parser.expect(arg, Type.DATE, depth) for arg in args)
    calendar = _calendar(parser, tree, shape)
    return parser.node(tree, Op.WORKING_DAYS_BETWEEN, Type.INT, (one, other), calendar)


def _asks(op: Op) -> Function:
    def read(parser: Parser, tree: ast.Call, depth: int) -> Node:
        (arg,) = _arguments(parser, tree, 1, f"{op.value}(fact)")
        return parser.node(tree, op, Type.BOOL, (parser.read(arg, depth),))

    return read


def _quantifier(op: Op) -> Function:
    def read(parser: Parser, tree: ast.Call, depth: int) -> Node:
        shape = f"{op.value}(child.born < date(2010, 1, 1) for child in household.children)"
        (arg,) = _arguments(parser, tree, 1, shape)
        if not isinstance(arg, ast.GeneratorExp):
            records = parser.expect(arg, Type.RECORDS, depth)
            true = Node(Op.CONST, Type.BOOL, value=True, text="true")
            return parser.node(tree, op, _QUANTIFIED[op], (records, true))
        return _comprehension(parser, tree, op, arg, shape, depth)

    return read


def _comprehension(
    parser: Parser, tree: ast.Call, op: Op, arg: ast.GeneratorExp, shape: str, depth: int
) -> Node:
    (loop, *more) = arg.generators
    if more or loop.ifs or not isinstance(loop.target, ast.Name) or parser.item is not None:
        raise parser.wrong(
            tree, f'"{parser.source(tree)}" is not part of the language.', f"Write: {shape}."
        )
    records = parser.expect(loop.iter, Type.RECORDS, depth)
    if records.op is not Op.FACT:
        raise parser.wrong(loop.iter, "A list fact is expected here.", f"Write: {shape}.")
    parser.item = (loop.target.id, parser.vocabulary[str(records.value)])
    try:
        condition = parser.expect(arg.elt, Type.BOOL, depth)
    finally:
        parser.item = None
    return parser.node(tree, op, _QUANTIFIED[op], (records, condition))


FUNCTIONS: Final[dict[str, Callable[[Parser, ast.Call, int], Node]]] = {
    "date": _date_literal,
    "add_days": _add_days,
    "add_months": _add_months,
    "add_working_days": _add_working_days,
    "days_between": _days_between,
    "months_between": _rounded(Op.MONTHS_BETWEEN),
    "working_days_between": _working_days_between,
    "age": _rounded(Op.AGE),
    "applies": _asks(Op.APPLIES),
    "any": _quantifier(Op.ANY),
    "all": _quantifier(Op.ALL),
    "count": _quantifier(Op.COUNT),
}
