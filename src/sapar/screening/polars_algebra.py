"""The algebra in Polars expressions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import eq, ge, gt, le, lt, ne
from typing import Any, Final

import polars as pl

from sapar.core.law import Type
from sapar.core.law.expression import Op

_COMPARE = {Op.EQ: eq, Op.NE: ne, Op.LT: lt, Op.LE: le, Op.GT: gt, Op.GE: ge}
_TYPES: Final = {
    Type.BOOL: pl.Boolean(),
    Type.INT: pl.Int64(),
    Type.DATE: pl.Date(),
    Type.CODE: pl.String(),
    Type.COUNTRY: pl.String(),
}
_MOST = 2**31 - 1


class PolarsAlgebra:
    """Polars says it; see ``Algebra`` for what each word means.

    Codes are of type Enum where their list is known, so that comparing them is comparing numbers.
    """

    def column(self, name: str) -> pl.Expr:
        return pl.col(name)

    def constant(self, value: object, type_: Type) -> pl.Expr:
        if value is None:
            return pl.lit(None, dtype=_TYPES[type_])
        if isinstance(value, (bool, date, str)):
            return pl.lit(value)
        if not isinstance(value, int):
            raise TypeError(f"{value!r} is no value of the expression language")
        return pl.lit(value) if abs(value) <= _MOST else pl.lit(value, dtype=pl.Int128)

    def both(self, parts: Sequence[pl.Expr]) -> pl.Expr:
        return parts[0] if len(parts) == 1 else pl.all_horizontal(parts)

    def either(self, parts: Sequence[pl.Expr]) -> pl.Expr:
        return parts[0] if len(parts) == 1 else pl.any_horizontal(parts)

    def negated(self, part: pl.Expr) -> pl.Expr:
        return ~part

    def is_null(self, part: pl.Expr) -> pl.Expr:
        return part.is_null()

    def filled(self, part: pl.Expr, default: pl.Expr) -> pl.Expr:
        return part.fill_null(default)

    def is_value(self, part: pl.Expr, value: bool) -> pl.Expr:
        return part.eq_missing(value)

    def chosen(self, cases: Sequence[tuple[pl.Expr, pl.Expr]], otherwise: pl.Expr) -> pl.Expr:
        (when, then), *rest = cases
        chain: Any = pl.when(when).then(then)
        for when, then in rest:
            chain = chain.when(when).then(then)
        found: pl.Expr = chain.otherwise(otherwise)
        return found

    def compared(self, op: Op, left: pl.Expr, right: pl.Expr, type_: Type) -> pl.Expr:
        if type_ in {Type.CODE, Type.COUNTRY} and not _is_literal(left) and not _is_literal(right):
            left, right = left.cast(pl.String), right.cast(pl.String)
        compared: pl.Expr = _COMPARE[op](left, right)
        return compared

    def plus(self, left: pl.Expr, right: pl.Expr) -> pl.Expr:
        return left + right

    def minus(self, left: pl.Expr, right: pl.Expr) -> pl.Expr:
        return left - right

    def quotient(self, left: pl.Expr, divisor: int) -> pl.Expr:
        return left // divisor

    def remainder(self, left: pl.Expr, divisor: int) -> pl.Expr:
        return left % divisor

    def times(self, left: pl.Expr, factor: int) -> pl.Expr:
        return left * factor

    def year(self, day: pl.Expr) -> pl.Expr:
        return day.dt.year().cast(pl.Int64)

    def month(self, day: pl.Expr) -> pl.Expr:
        return day.dt.month().cast(pl.Int64)

    def day_of_month(self, day: pl.Expr) -> pl.Expr:
        return day.dt.day().cast(pl.Int64)

    def day_number(self, day: pl.Expr) -> pl.Expr:
        return day.cast(pl.Int32)

    def day(self, number: pl.Expr) -> pl.Expr:
        return number.cast(pl.Int32).cast(pl.Date)

    def day_of(self, year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
        return pl.date(year, month, day)

    def looked_up(self, values: Sequence[int | None], index: pl.Expr) -> pl.Expr:
        # Nulls make gathering four times slower: zeros stand for those at the ends, and are made
        # nulls after. So two lists over the same days gather by the same places.
        known = [place for place, value in enumerate(values) if value is not None]
        if not known:
            return pl.lit(None, dtype=pl.Int32)
        first, last = known[0], known[-1]
        ends = [0] * first, [0] * (len(values) - 1 - last)
        table = pl.Series([*ends[0], *values[first : last + 1], *ends[1]], dtype=pl.Int32)
        place = _unsigned(index)
        found = pl.lit(table).gather(pl.when(place < len(values)).then(place).otherwise(0))
        inside = _unsigned(index - first) <= last - first
        return pl.when(inside).then(found).otherwise(None)

    def matches(self, text: pl.Expr, pattern: str) -> pl.Expr:
        return text.str.contains(f"^(?:{pattern})$")

    def read(self, text: pl.Expr, type_: Type) -> pl.Expr:
        if type_ is Type.DATE:
            return text.str.to_date("%Y-%m-%d", strict=False)
        if type_ is Type.INT:
            return text.cast(pl.Int64, strict=False)
        low = text.str.to_lowercase()
        return pl.when(low == "true").then(True).when(low == "false").then(False).otherwise(None)

    def code(self, text: pl.Expr, codes: Sequence[str]) -> pl.Expr:
        return text.cast(pl.Enum(codes), strict=False)

    def list_length(self, records: pl.Expr) -> pl.Expr:
        return records.list.len()

    def list_field(self, records: pl.Expr, index: int, name: str) -> pl.Expr:
        return records.list.get(index, null_on_oob=True).struct.field(name)


def _unsigned(place: pl.Expr) -> pl.Expr:
    """A negative place wraps to one far outside: one comparison instead of two."""
    return place.cast(pl.UInt32, wrap_numerical=True)


def _is_literal(part: pl.Expr) -> bool:
    return part.meta.is_literal()
