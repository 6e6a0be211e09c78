"""Kleene's logic over table expressions and constants, so that what is settled needs no column.

A ``Bool`` is a table expression or one of True, False and None (unknown).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeAlias

from sapar.core.law import Type
from sapar.screening.algebra import Algebra, E

Bool: TypeAlias = E | bool | None


def settled(part: object) -> bool:
    """Whether it is a constant: the same for every row."""
    return part is None or isinstance(part, bool)


@dataclass(frozen=True, slots=True)
class Logic(Generic[E]):
    """And, or, not and their kind over ``Bool``."""

    algebra: Algebra[E]

    def whole(self, part: Bool[E]) -> E:
        """The expression of a part that may be a constant."""
        if part is None or isinstance(part, bool):
            return self.algebra.constant(part, Type.BOOL)
        return part

    def both(self, *parts: Bool[E]) -> Bool[E]:
        """Kleene's and."""
        if any(part is False for part in parts):
            return False
        rest = [part for part in parts if part is not True]
        if all(part is None for part in rest):
            return None if rest else True
        return self._joined(rest, conjunction=True)

    def either(self, *parts: Bool[E]) -> Bool[E]:
        """Kleene's or."""
        if any(part is True for part in parts):
            return True
        rest = [part for part in parts if part is not False]
        if all(part is None for part in rest):
            return None if rest else False
        return self._joined(rest, conjunction=False)

    def _joined(self, rest: Sequence[Bool[E]], *, conjunction: bool) -> Bool[E]:
        if len(rest) == 1:
            return rest[0]
        open_parts = [self.whole(part) for part in rest if part is not None]
        if len(open_parts) < len(rest):
            open_parts.append(self.whole(None))
        return self.algebra.both(open_parts) if conjunction else self.algebra.either(open_parts)

    def negated(self, part: Bool[E]) -> Bool[E]:
        """Kleene's not."""
        if part is None or isinstance(part, bool):
            return None if part is None else not part
        return self.algebra.negated(part)

    def is_null(self, part: Bool[E]) -> Bool[E]:
        """Whether it is unknown."""
        if part is None or isinstance(part, bool):
            return part is None
        return self.algebra.is_null(part)

    def is_true(self, part: Bool[E]) -> Bool[E]:
        """Whether it is true for sure."""
        return self._sure(part, True)

    def is_false(self, part: Bool[E]) -> Bool[E]:
        """Whether it is false for sure."""
        return self._sure(part, False)

    def _sure(self, part: Bool[E], value: bool) -> Bool[E]:
        if part is None or isinstance(part, bool):
            return part is value
        return self.algebra.is_value(part, value)
