"""The algebra in SQLGlot expression trees, for DuckDB and for Spark; never SQL as text."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from typing import ClassVar, Final

from sqlglot import exp

from sapar.core.law import Type
from sapar.core.law.expression import Op
from sapar.screening.errors import EngineError

_COMPARE: Final[dict[Op, type[exp.Binary]]] = {
    Op.EQ: exp.EQ,
    Op.NE: exp.NEQ,
    Op.LT: exp.LT,
    Op.LE: exp.LTE,
    Op.GT: exp.GT,
    Op.GE: exp.GTE,
}
_TYPES: Final = {
    Type.BOOL: "BOOLEAN",
    Type.INT: "BIGINT",
    Type.DATE: "DATE",
    Type.CODE: "TEXT",
    Type.COUNTRY: "TEXT",
}
_EPOCH: Final = "1970-01-01"


@dataclass(frozen=True, slots=True)
class SqlAlgebra(ABC):
    """What DuckDB and Spark say in the same words; see ``Algebra`` for what each word means.

    ``lists`` collects the variables that the session must have before a query runs.
    """

    dialect: ClassVar[str]
    lists: dict[str, tuple[int | None, ...]] = field(default_factory=dict)

    def column(self, name: str) -> exp.Expression:
        return exp.column(exp.to_identifier(name, quoted=True))

    def constant(self, value: object, type_: Type) -> exp.Expression:
        if value is None:
            return exp.cast(exp.Null(), _TYPES[type_])
        if isinstance(value, bool):
            return exp.Boolean(this=value)
        if isinstance(value, date):
            return exp.cast(exp.Literal.string(value.isoformat()), "DATE")
        if isinstance(value, str):
            return exp.Literal.string(value)
        if not isinstance(value, int):
            raise TypeError(f"{value!r} is no value of the expression language")
        number = exp.Literal.number(abs(value))
        return exp.Paren(this=exp.Neg(this=number)) if value < 0 else number

    def both(self, parts: Sequence[exp.Expression]) -> exp.Expression:
        return reduce(lambda one, other: _paired(exp.And, one, other), parts)

    def either(self, parts: Sequence[exp.Expression]) -> exp.Expression:
        return reduce(lambda one, other: _paired(exp.Or, one, other), parts)

    def negated(self, part: exp.Expression) -> exp.Expression:
        return exp.Paren(this=exp.Not(this=part.copy()))

    def is_null(self, part: exp.Expression) -> exp.Expression:
        return _paired(exp.Is, part, exp.Null())

    def filled(self, part: exp.Expression, default: exp.Expression) -> exp.Expression:
        return exp.Coalesce(this=part.copy(), expressions=[default.copy()])

    def is_value(self, part: exp.Expression, value: bool) -> exp.Expression:
        said = part if value else self.negated(part)
        return self.filled(said, exp.Boolean(this=False))

    def chosen(
        self, cases: Sequence[tuple[exp.Expression, exp.Expression]], otherwise: exp.Expression
    ) -> exp.Expression:
        ifs = [exp.If(this=when.copy(), true=then.copy()) for when, then in cases]
        return exp.Case(ifs=ifs, default=otherwise.copy())

    def compared(
        self, op: Op, left: exp.Expression, right: exp.Expression, _type: Type
    ) -> exp.Expression:
        return _paired(_COMPARE[op], left, right)

    def plus(self, left: exp.Expression, right: exp.Expression) -> exp.Expression:
        return _paired(exp.Add, left, right)

    def minus(self, left: exp.Expression, right: exp.Expression) -> exp.Expression:
        return _paired(exp.Sub, left, right)

    def quotient(self, left: exp.Expression, divisor: int) -> exp.Expression:
        return _paired(exp.IntDiv, left, exp.Literal.number(divisor))

    def remainder(self, left: exp.Expression, divisor: int) -> exp.Expression:
        return _paired(exp.Mod, left, exp.Literal.number(divisor))

    def times(self, left: exp.Expression, factor: int) -> exp.Expression:
        return _paired(exp.Mul, left, exp.Literal.number(factor))

    def year(self, day: exp.Expression) -> exp.Expression:
        return _number(exp.Year(this=day.copy()))

    def month(self, day: exp.Expression) -> exp.Expression:
        return _number(exp.Month(this=day.copy()))

    def day_of_month(self, day: exp.Expression) -> exp.Expression:
        return _number(exp.Day(this=day.copy()))

    @abstractmethod
    def day_number(self, day: exp.Expression) -> exp.Expression:
        """Days since 1970-01-01."""

    @abstractmethod
    def day(self, number: exp.Expression) -> exp.Expression:
        """The day with a number."""

    def day_of(
        self, year: exp.Expression, month: exp.Expression, day: exp.Expression
    ) -> exp.Expression:
        return _called("make_date", *[_whole(part) for part in (year, month, day)])

    @abstractmethod
    def looked_up(self, values: Sequence[int | None], index: exp.Expression) -> exp.Expression:
        """The number at a place of a list; null outside."""

    def _list(self, values: Sequence[int | None]) -> str:
        """The name of the variable that holds the list."""
        whole = tuple(values)
        for name, known in self.lists.items():
            if known == whole:
                return name
        name = f"sapar_list_{len(self.lists)}"
        self.lists[name] = whole
        return name

    def matches(self, text: exp.Expression, pattern: str) -> exp.Expression:
        return exp.RegexpLike(this=text.copy(), expression=exp.Literal.string(f"^(?:{pattern})$"))

    def read(self, text: exp.Expression, type_: Type) -> exp.Expression:
        if type_ is Type.BOOL:
            low = exp.Lower(this=text.copy())
            yes, no = (_paired(exp.EQ, low, exp.Literal.string(one)) for one in ("true", "false"))
            return self.chosen(
                [(yes, self.constant(True, type_)), (no, self.constant(False, type_))],
                self.constant(None, type_),
            )
        return exp.TryCast(this=text.copy(), to=exp.DataType.build(_TYPES[type_]), safe=True)

    def code(self, text: exp.Expression, codes: Sequence[str]) -> exp.Expression:
        one_of = exp.In(this=text.copy(), expressions=[exp.Literal.string(one) for one in codes])
        return self.chosen([(one_of, text)], self.constant(None, Type.CODE))

    def list_length(self, records: exp.Expression) -> exp.Expression:  # noqa: ARG002 (refused)
        raise _no_lists(self.dialect)

    def list_field(
        self,
        records: exp.Expression,  # noqa: ARG002 (refused)
        index: int,  # noqa: ARG002 (refused)
        name: str,  # noqa: ARG002 (refused)
    ) -> exp.Expression:
        raise _no_lists(self.dialect)


class DuckdbAlgebra(SqlAlgebra):
    """Where DuckDB has its own words: a day minus a day is a number, lists begin at 1."""

    dialect = "duckdb"

    def day_number(self, day: exp.Expression) -> exp.Expression:
        return _paired(exp.Sub, day, exp.cast(exp.Literal.string(_EPOCH), "DATE"))

    def day(self, number: exp.Expression) -> exp.Expression:
        return _paired(exp.Add, exp.cast(exp.Literal.string(_EPOCH), "DATE"), _whole(number))

    def looked_up(self, values: Sequence[int | None], index: exp.Expression) -> exp.Expression:
        # A place before the list would be counted from its end.
        inside = exp.Between(
            this=index.copy(), low=exp.Literal.number(0), high=exp.Literal.number(len(values) - 1)
        )
        table = _called("getvariable", exp.Literal.string(self._list(values)))
        found = _called("list_extract", table, _paired(exp.Add, index, exp.Literal.number(1)))
        return self.chosen([(inside, found)], self.constant(None, Type.INT))


class SparkAlgebra(SqlAlgebra):
    """Where Spark has its own words: days are counted by functions, lists begin at 0."""

    dialect = "spark"

    def day_number(self, day: exp.Expression) -> exp.Expression:
        return _called("unix_date", day)

    def day(self, number: exp.Expression) -> exp.Expression:
        return _called("date_from_unix_date", _whole(number))

    def looked_up(self, values: Sequence[int | None], index: exp.Expression) -> exp.Expression:
        table = exp.column(self._list(values), table="session")
        return _called("get", table, _whole(index))


def _no_lists(engine: str) -> EngineError:
    return EngineError(f"The engine {engine} does not read lists.", mend="Use --engine polars.")


def _paired(kind: type[exp.Binary], left: exp.Expression, right: exp.Expression) -> exp.Expression:
    return exp.Paren(this=kind(this=left.copy(), expression=right.copy()))


def _called(name: str, *args: exp.Expression) -> exp.Expression:
    return exp.Anonymous(this=name, expressions=[arg.copy() for arg in args])


def _number(part: exp.Expression) -> exp.Expression:
    return exp.cast(part, "BIGINT")


def _whole(part: exp.Expression) -> exp.Expression:
    return exp.cast(part.copy(), "INT")
