"""From the text of an expression to its typed tree: a subset of Python's syntax, parsed and never run.

ExpressionError      the text does not parse, or its types do not fit
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import cast

from sapar.core.calendar import Rounding
from sapar.core.kernel import Place, SaparError, did_you_mean
from sapar.core.law.expression.tree import Node, Op
from sapar.core.law.facts import Fact, Type, Vocabulary

MAX_LENGTH = 2000
MAX_DEPTH = 40

_COMPARE = {
    ast.Eq: Op.EQ,
    ast.NotEq: Op.NE,
    ast.Lt: Op.LT,
    ast.LtE: Op.LE,
    ast.Gt: Op.GT,
    ast.GtE: Op.GE,
}
_ORDERED = frozenset({Type.DATE, Type.INT})
_NAMES = ("true", "false", "today", "known")


class ExpressionError(SaparError):
    """The text of an expression does not parse, or its types do not fit."""

    code = "expression"


def parse(
    text: str,
    vocabulary: Vocabulary,
    *,
    calendars: frozenset[str] = frozenset(),
    place: Place | None = None,
) -> Node:
    """The typed tree of ``text``.

    ``place`` is where the text begins; an error points to the column inside it.

    Raises ExpressionError naming the column, what was expected and the nearest name.

    >>> from sapar.core.law.facts import VOCABULARY
    >>> parse("stay.unlawful_since < date(2025, 12, 1)", VOCABULARY).op
    <Op.LT: '<'>
    """
    parser = _Parser(text=text, vocabulary=vocabulary, calendars=calendars, place=place)
    if len(text) > MAX_LENGTH:
        raise parser.error(
            None, f"This expression is longer than {MAX_LENGTH} characters.", "Split it."
        )
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as problem:
        column = getattr(problem, "offset", None)
        raise parser.error(
            column,
            "This is not a valid expression.",
            "Check brackets, quotes and operators near here.",
        ) from None
    return parser.read(tree, 0)


def parse_condition(
    text: str,
    vocabulary: Vocabulary,
    *,
    calendars: frozenset[str] = frozenset(),
    place: Place | None = None,
) -> Node:
    """As ``parse``, for an expression that must be true or false."""
    node = parse(text, vocabulary, calendars=calendars, place=place)
    if node.type is not Type.BOOL:
        raise ExpressionError(
            f'"{text}" is {node.type.value}, but a condition must be true or false.',
            place=place,
            mend="Compare it with something.",
        )
    return node


@dataclass(slots=True)
class _Parser:
    text: str
    vocabulary: Vocabulary
    calendars: frozenset[str]
    place: Place | None
    item: tuple[str, Fact] | None = None

    def error(self, column: int | None, message: str, mend: str | None = None) -> ExpressionError:
        place = self.place or Place(file="expression")
        first = place.column or 1
        if column is not None:
            place = Place(file=place.file, line=place.line or 1, column=first + column - 1)
        return ExpressionError(message, place=place, mend=mend)

    def wrong(self, at: ast.expr, message: str, mend: str | None = None) -> ExpressionError:
        return self.error(at.col_offset + 1, message, mend)

    def read(self, tree: ast.expr, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise self.wrong(
                tree, f"This expression is nested more than {MAX_DEPTH} deep.", "Split it."
            )
        reader = _READERS.get(type(tree))
        if reader is None:
            raise self.wrong(
                tree,
                f'"{self.source(tree)}" is not part of the language.',
                "Use facts, comparisons, and, or, not, in, is known, dates and the listed functions.",
            )
        return reader(self, tree, depth + 1)

    def source(self, tree: ast.AST) -> str:
        return ast.get_source_segment(self.text.strip(), tree) or ast.unparse(tree)

    def node(
        self, tree: ast.expr, op: Op, type_: Type, args: tuple[Node, ...] = (), value: object = None
    ) -> Node:
        return Node(op, type_, args, value, self.source(tree), tree.col_offset + 1)

    def expect(self, tree: ast.expr, type_: Type, depth: int) -> Node:
        node = self.read(tree, depth)
        if node.type is not type_:
            raise self.wrong(
                tree,
                f'"{self.source(tree)}" is {node.type.value}, but {type_.value} is expected here.',
            )
        return node

    # names and constants

    def constant(self, tree: ast.Constant, _depth: int) -> Node:
        if isinstance(tree.value, bool):
            return self.node(tree, Op.CONST, Type.BOOL, value=tree.value)
        if isinstance(tree.value, int):
            return self.node(tree, Op.CONST, Type.INT, value=tree.value)
        if isinstance(tree.value, str):
            return self.node(tree, Op.CONST, Type.CODE, value=tree.value)
        raise self.wrong(
            tree,
            f'"{self.source(tree)}" is not a value of the language.',
            "To ask whether a fact is there, write: fact is known.",
        )

    def name(self, tree: ast.Name | ast.Attribute, _depth: int) -> Node:
        full = self.dotted(tree)
        if full in {"true", "false"}:
            return self.node(tree, Op.CONST, Type.BOOL, value=full == "true")
        if full == "today":
            return self.node(tree, Op.TODAY, Type.DATE)
        if self.item and full.startswith(f"{self.item[0]}."):
            return self.item_field(tree, full.split(".", 1)[1], self.item[1])
        fact = self.vocabulary.get(full)
        if fact is None:
            raise self.wrong(
                tree,
                f'There is no fact called "{full}".',
                did_you_mean(full, [*self.vocabulary.names(), *_NAMES])
                or "See `sapar schema facts` for all names.",
            )
        return self.node(tree, Op.FACT, fact.type, value=full)

    def item_field(self, tree: ast.expr, name: str, records: Fact) -> Node:
        field = records.field_named(name)
        if field is None:
            known = [item.name for item in records.fields]
            raise self.wrong(
                tree,
                f'A record of {records.name} has no "{name}".',
                did_you_mean(name, known) or f"It has: {', '.join(known)}.",
            )
        return self.node(tree, Op.ITEM, field.type, value=name)

    def dotted(self, tree: ast.expr) -> str:
        if isinstance(tree, ast.Name):
            return tree.id
        if isinstance(tree, ast.Attribute):
            return f"{self.dotted(tree.value)}.{tree.attr}"
        raise self.wrong(
            tree, f'"{self.source(tree)}" is not a name.', "Write a fact such as stay.entry."
        )

    # logic and comparisons

    def bool_op(self, tree: ast.BoolOp, depth: int) -> Node:
        args = tuple(self.expect(value, Type.BOOL, depth) for value in tree.values)
        return self.node(tree, Op.AND if isinstance(tree.op, ast.And) else Op.OR, Type.BOOL, args)

    def unary(self, tree: ast.UnaryOp, depth: int) -> Node:
        if isinstance(tree.op, ast.Not):
            return self.node(
                tree, Op.NOT, Type.BOOL, (self.expect(tree.operand, Type.BOOL, depth),)
            )
        if isinstance(tree.op, ast.USub) and isinstance(tree.operand, ast.Constant):
            number = self.expect(tree.operand, Type.INT, depth)
            return self.node(tree, Op.CONST, Type.INT, value=-cast("int", number.value))
        raise self.wrong(tree, f'"{self.source(tree)}" is not part of the language.')

    def compare(self, tree: ast.Compare, depth: int) -> Node:
        parts: list[Node] = []
        left = tree.left
        for operator, right in zip(tree.ops, tree.comparators, strict=True):
            parts.append(self.one_comparison(tree, left, operator, right, depth))
            left = right
        return parts[0] if len(parts) == 1 else self.node(tree, Op.AND, Type.BOOL, tuple(parts))

    def one_comparison(
        self, tree: ast.Compare, left: ast.expr, operator: ast.cmpop, right: ast.expr, depth: int
    ) -> Node:
        if isinstance(operator, (ast.Is, ast.IsNot)):
            return self.is_known(tree, left, operator, right, depth)
        if isinstance(operator, (ast.In, ast.NotIn)):
            return self.membership(tree, left, operator, right, depth)
        one, other = self.read(left, depth), self.read(right, depth)
        op = _COMPARE[type(operator)]
        self.check_codes(right, one, other)
        self.check_codes(left, other, one)
        if not _comparable(one, other):
            raise self.wrong(
                right,
                f'"{one.text}" is {one.type.value}, but "{other.text}" is {other.type.value}.',
            )
        if op not in {Op.EQ, Op.NE} and one.type not in _ORDERED:
            raise self.wrong(
                tree, f'"{one.text}" is {one.type.value} and has no order.', "Use == or !=."
            )
        return self.node(tree, op, Type.BOOL, (one, other))

    def is_known(
        self, tree: ast.Compare, left: ast.expr, operator: ast.cmpop, right: ast.expr, depth: int
    ) -> Node:
        if not (isinstance(right, ast.Name) and right.id == "known"):
            raise self.wrong(
                right,
                'After "is" only "known" may stand.',
                "Write: fact is known, or fact is not known.",
            )
        known = self.node(tree, Op.KNOWN, Type.BOOL, (self.read(left, depth),))
        if isinstance(operator, ast.Is):
            return known
        return self.node(tree, Op.NOT, Type.BOOL, (known,))

    def membership(
        self, tree: ast.Compare, left: ast.expr, operator: ast.cmpop, right: ast.expr, depth: int
    ) -> Node:
        one = self.read(left, depth)
        if not isinstance(right, (ast.Tuple, ast.List, ast.Set)) or not right.elts:
            raise self.wrong(
                right, 'After "in" a list of codes is expected.', 'Write: x in ("KZ", "KG").'
            )
        members = [self.read(element, depth) for element in right.elts]
        for element, member in zip(right.elts, members, strict=True):
            if member.op is not Op.CONST or not _comparable(one, member):
                raise self.wrong(
                    element,
                    f'"{member.text}" is {member.type.value}, but "{one.text}" is {one.type.value}.',
                )
            self.check_codes(element, one, member)
        inside = self.node(
            tree, Op.IN, Type.BOOL, (one,), tuple(member.value for member in members)
        )
        if isinstance(operator, ast.In):
            return inside
        return self.node(tree, Op.NOT, Type.BOOL, (inside,))

    def check_codes(self, at: ast.expr, fact: Node, constant: Node) -> None:
        if constant.op is not Op.CONST or constant.type is not Type.CODE:
            return
        code = str(constant.value)
        if fact.type is Type.COUNTRY:
            if not (len(code) == 2 and code.isalpha() and code.isupper()):
                raise self.wrong(
                    at, f'"{code}" is not a country code.', 'Use two capital letters: "KZ".'
                )
        elif fact.op is Op.FACT and fact.type is Type.CODE:
            codes = self.vocabulary[str(fact.value)].codes
            if codes and code not in codes:
                raise self.wrong(
                    at,
                    f'"{code}" is not a code of {fact.value}.',
                    did_you_mean(code, codes) or f"Use one of: {', '.join(codes)}.",
                )

    # functions

    def call(self, tree: ast.Call, depth: int) -> Node:
        if not isinstance(tree.func, ast.Name) or tree.func.id not in _FUNCTIONS:
            name = self.source(tree.func)
            raise self.wrong(
                tree,
                f'There is no function "{name}".',
                did_you_mean(name, _FUNCTIONS) or f"There are: {', '.join(sorted(_FUNCTIONS))}.",
            )
        return _FUNCTIONS[tree.func.id](self, tree, depth)

    def arguments(
        self, tree: ast.Call, count: int, shape: str, options: tuple[str, ...] = ()
    ) -> list[ast.expr]:
        unknown = [keyword.arg for keyword in tree.keywords if keyword.arg not in options]
        if (
            len(tree.args) != count
            or unknown
            or any(isinstance(arg, ast.Starred) for arg in tree.args)
        ):
            raise self.wrong(
                tree, f'"{self.source(tree)}" has the wrong arguments.', f"Write: {shape}."
            )
        return tree.args

    def option(self, tree: ast.Call, name: str, shape: str) -> str:
        for keyword in tree.keywords:
            if keyword.arg == name and isinstance(keyword.value, ast.Constant):
                return str(keyword.value.value)
        raise self.wrong(
            tree, f'"{self.source(tree)}" does not say its {name}.', f"Write: {shape}."
        )

    def calendar(self, tree: ast.Call, shape: str) -> str:
        name = self.option(tree, "of", shape)
        if name not in self.calendars:
            raise self.wrong(
                tree,
                f'There is no working-day calendar "{name}".',
                did_you_mean(name, self.calendars)
                or f"There are: {', '.join(sorted(self.calendars))}.",
            )
        return name

    def date_literal(self, tree: ast.Call, _depth: int) -> Node:
        args = self.arguments(tree, 3, "date(2025, 12, 1)")
        numbers = [
            arg.value for arg in args if isinstance(arg, ast.Constant) and type(arg.value) is int
        ]
        if len(numbers) != 3:
            raise self.wrong(tree, "A date is three whole numbers.", "Write: date(2025, 12, 1).")
        try:
            day = date(*numbers)
        except ValueError:
            raise self.wrong(tree, f"{self.source(tree)} does not exist in the calendar.") from None
        return self.node(tree, Op.CONST, Type.DATE, value=day)

    def add_days(self, tree: ast.Call, depth: int) -> Node:
        day, number = self.arguments(tree, 2, "add_days(day, 30)")
        args = (self.expect(day, Type.DATE, depth), self.expect(number, Type.INT, depth))
        return self.node(tree, Op.ADD_DAYS, Type.DATE, args)

    def add_months(self, tree: ast.Call, depth: int) -> Node:
        shape = 'add_months(day, 3, rounding="down")'
        day, number = self.arguments(tree, 2, shape, ("rounding",))
        args = (self.expect(day, Type.DATE, depth), self.expect(number, Type.INT, depth))
        return self.node(tree, Op.ADD_MONTHS, Type.DATE, args, self.rounding(tree, shape))

    def add_working_days(self, tree: ast.Call, depth: int) -> Node:
        shape = 'add_working_days(day, 3, of="KR")'
        day, number = self.arguments(tree, 2, shape, ("of",))
        args = (self.expect(day, Type.DATE, depth), self.expect(number, Type.INT, depth))
        return self.node(tree, Op.ADD_WORKING_DAYS, Type.DATE, args, self.calendar(tree, shape))

    def days_between(self, tree: ast.Call, depth: int) -> Node:
        args = self.arguments(tree, 2, "days_between(earlier, later)")
        one, other = (self.expect(arg, Type.DATE, depth) for arg in args)
        return self.node(tree, Op.DAYS_BETWEEN, Type.INT, (one, other))

    def rounded(self, op: Op) -> Callable[[ast.Call, int], Node]:
        """Whole months or years between two dates, with the rounding of short month ends."""

        def read(tree: ast.Call, depth: int) -> Node:
            shape = f'{op.value}(earlier, later, rounding="down")'
            args = self.arguments(tree, 2, shape, ("rounding",))
            one, other = (self.expect(arg, Type.DATE, depth) for arg in args)
            return self.node(tree, op, Type.INT, (one, other), self.rounding(tree, shape))

        return read

    def rounding(self, tree: ast.Call, shape: str) -> Rounding:
        rounding = self.option(tree, "rounding", shape)
        if rounding not in {"up", "down"}:
            raise self.wrong(
                tree, f'"{rounding}" is not a rounding.', 'Write rounding="up" or "down".'
            )
        return Rounding[rounding.upper()]

    def working_days_between(self, tree: ast.Call, depth: int) -> Node:
        shape = 'working_days_between(earlier, later, of="KR")'
        args = self.arguments(tree, 2, shape, ("of",))
        one, other = (self.expect(arg, Type.DATE, depth) for arg in args)
        calendar = self.calendar(tree, shape)
        return self.node(tree, Op.WORKING_DAYS_BETWEEN, Type.INT, (one, other), calendar)

    def asks(self, op: Op) -> Callable[[ast.Call, int], Node]:
        def read(tree: ast.Call, depth: int) -> Node:
            (arg,) = self.arguments(tree, 1, f"{op.value}(fact)")
            return self.node(tree, op, Type.BOOL, (self.read(arg, depth),))

        return read

    def quantifier(self, op: Op) -> Callable[[ast.Call, int], Node]:
        def read(tree: ast.Call, depth: int) -> Node:
            shape = f"{op.value}(child.born < date(2010, 1, 1) for child in household.children)"
            (arg,) = self.arguments(tree, 1, shape)
            if not isinstance(arg, ast.GeneratorExp):
                records = self.expect(arg, Type.RECORDS, depth)
                true = Node(Op.CONST, Type.BOOL, value=True, text="true")
                return self.node(tree, op, _QUANTIFIED[op], (records, true))
            return self.comprehension(tree, op, arg, shape, depth)

        return read

    def comprehension(
        self, tree: ast.Call, op: Op, arg: ast.GeneratorExp, shape: str, depth: int
    ) -> Node:
        (loop, *more) = arg.generators
        if more or loop.ifs or not isinstance(loop.target, ast.Name) or self.item is not None:
            raise self.wrong(
                tree, f'"{self.source(tree)}" is not part of the language.', f"Write: {shape}."
            )
        records = self.expect(loop.iter, Type.RECORDS, depth)
        if records.op is not Op.FACT:
            raise self.wrong(loop.iter, "A list fact is expected here.", f"Write: {shape}.")
        self.item = (loop.target.id, self.vocabulary[str(records.value)])
        try:
            condition = self.expect(arg.elt, Type.BOOL, depth)
        finally:
            self.item = None
        return self.node(tree, op, _QUANTIFIED[op], (records, condition))


def _comparable(one: Node, other: Node) -> bool:
    codes = {Type.CODE, Type.COUNTRY}
    if Type.RECORDS in {one.type, other.type}:
        return False
    return one.type is other.type or (one.type in codes and other.type in codes)


_QUANTIFIED = {Op.ANY: Type.BOOL, Op.ALL: Type.BOOL, Op.COUNT: Type.INT}

_Reader = Callable[[_Parser, "ast.expr", int], Node]
_READERS: dict[type[ast.expr], Callable[..., Node]] = {
    ast.Constant: _Parser.constant,
    ast.Name: _Parser.name,
    ast.Attribute: _Parser.name,
    ast.BoolOp: _Parser.bool_op,
    ast.UnaryOp: _Parser.unary,
    ast.Compare: _Parser.compare,
    ast.Call: _Parser.call,
}
_FUNCTIONS: dict[str, Callable[[_Parser, ast.Call, int], Node]] = {
    "date": _Parser.date_literal,
    "add_days": _Parser.add_days,
    "add_months": _Parser.add_months,
    "add_working_days": _Parser.add_working_days,
    "days_between": _Parser.days_between,
    "months_between": lambda self, tree, depth: self.rounded(Op.MONTHS_BETWEEN)(tree, depth),
    "working_days_between": _Parser.working_days_between,
    "age": lambda self, tree, depth: self.rounded(Op.AGE)(tree, depth),
    "applies": lambda self, tree, depth: self.asks(Op.APPLIES)(tree, depth),
    "any": lambda self, tree, depth: self.quantifier(Op.ANY)(tree, depth),
    "all": lambda self, tree, depth: self.quantifier(Op.ALL)(tree, depth),
    "count": lambda self, tree, depth: self.quantifier(Op.COUNT)(tree, depth),
}
