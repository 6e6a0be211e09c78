"""From the text of an expression to its typed tree: a subset of Python's syntax, parsed and never run.

ExpressionError      the text does not parse, or its types do not fit
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from sapar.core.kernel import Place, SaparError, did_you_mean
from sapar.core.law.countries import COUNTRIES, country_mend
from sapar.core.law.expression.functions import call
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
_NAMES = ("true", "false", "today")


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
            len(text.strip()) + 1 if column == 0 else column,  # 0: the text ends too early
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
        return self.error(self.column(at), message, mend)

    def column(self, tree: ast.expr) -> int:
        """Where the part begins, counted in characters; Python counts bytes."""
        if self.text.isascii():
            return tree.col_offset + 1
        line = self.text.strip().split("\n")[tree.lineno - 1]
        return len(line.encode()[: tree.col_offset].decode(errors="ignore")) + 1

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
        text = self.text.strip()
        if "\n" not in text and text.isascii() and isinstance(tree, ast.expr):  # the quick way
            return text[tree.col_offset : tree.end_col_offset]
        return ast.get_source_segment(text, tree) or ast.unparse(tree)

    def node(
        self, tree: ast.expr, op: Op, type_: Type, args: tuple[Node, ...] = (), value: object = None
    ) -> Node:
        return Node(op, type_, args, value, self.source(tree), self.column(tree))

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
            own = self.vocabulary.own_states
            if code not in COUNTRIES and code not in own:
                raise self.wrong(at, f'"{code}" is not a country code.', country_mend(code, own))
        elif fact.op is Op.FACT and fact.type is Type.CODE:
            codes = self.vocabulary[str(fact.value)].codes
            if codes and code not in codes:
                raise self.wrong(
                    at,
                    f'"{code}" is not a code of {fact.value}.',
                    did_you_mean(code, codes) or f"Use one of: {', '.join(codes)}.",
                )

    def call(self, tree: ast.Call, depth: int) -> Node:
        return call(self, tree, depth)


def _comparable(one: Node, other: Node) -> bool:
    codes = {Type.CODE, Type.COUNTRY}
    if Type.RECORDS in {one.type, other.type}:
        return False
    return one.type is other.type or (one.type in codes and other.type in codes)


_READERS: dict[type[ast.expr], Callable[..., Node]] = {
    ast.Constant: _Parser.constant,
    ast.Name: _Parser.name,
    ast.Attribute: _Parser.name,
    ast.BoolOp: _Parser.bool_op,
    ast.UnaryOp: _Parser.unary,
    ast.Compare: _Parser.compare,
    ast.Call: _Parser.call,
}
