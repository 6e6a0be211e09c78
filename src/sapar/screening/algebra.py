"""What a table engine must be able to say, so that one lowering serves every engine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from sapar.core.law import Type
from sapar.core.law.expression import Op

E = TypeVar("E")


class Algebra(Protocol[E]):
    """Expressions over the columns of a table; null is unknown and logic is Kleene's.

    Days are dates, day numbers count from 1970-01-01, months and days of the month from 1.
    Integer division and remainder are only asked of numbers that are not negative.
    """

    def column(self, name: str) -> E:
        """A column of the table, or one that an earlier step has added."""

    def constant(self, value: object, type_: Type) -> E:
        """A value of the expression language; None is a null of that type."""

    def both(self, parts: Sequence[E]) -> E:
        """Kleene's and."""

    def either(self, parts: Sequence[E]) -> E:
        """Kleene's or."""

    def negated(self, part: E) -> E:
        """Kleene's not."""

    def is_null(self, part: E) -> E:
        """True or false, never null."""

    def filled(self, part: E, default: E) -> E:
        """The part, or the default where the part is null."""

    def is_value(self, part: E, value: bool) -> E:
        """Whether a condition is surely true, or surely false; never null."""

    def chosen(self, cases: Sequence[tuple[E, E]], otherwise: E) -> E:
        """The value of the first case that is true; a null is not true."""

    def compared(self, op: Op, left: E, right: E, type_: Type) -> E:
        """Null where one side is null."""

    def plus(self, left: E, right: E) -> E:
        """Sum of two numbers."""

    def minus(self, left: E, right: E) -> E:
        """Difference of two numbers."""

    def quotient(self, left: E, divisor: int) -> E:
        """Whole part of a division."""

    def remainder(self, left: E, divisor: int) -> E:
        """What a division leaves."""

    def times(self, left: E, factor: int) -> E:
        """A number so many times."""

    def year(self, day: E) -> E:
        """The year of a day."""

    def month(self, day: E) -> E:
        """The month of a day, 1 to 12."""

    def day_of_month(self, day: E) -> E:
        """The day within its month, 1 to 31."""

    def day_number(self, day: E) -> E:
        """Days since 1970-01-01."""

    def day(self, number: E) -> E:
        """The day with a number."""

    def day_of(self, year: E, month: E, day: E) -> E:
        """The day of a year, a month and a day that exist."""

    def looked_up(self, values: Sequence[int | None], index: E) -> E:
        """The number at a place that counts from 0; null outside and where the index is null.

        The index is between -2,000,000,000 and 2,000,000,000.
        """

    def matches(self, text: E, pattern: str) -> E:
        """Whether the whole text has the pattern."""

    def read(self, text: E, type_: Type) -> E:
        """A BOOL, INT or DATE from its text; null where it is none."""

    def code(self, text: E, codes: Sequence[str]) -> E:
        """The text where it is one of the codes, else null."""

    def list_length(self, records: E) -> E:
        """How many records; null for a null."""

    def list_field(self, records: E, index: int, name: str) -> E:
        """A field of the record at a place that counts from 0; null outside."""
