"""The values a tree is lowered to, and the columns that are computed on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Generic, TypeAlias

from sapar.screening.algebra import Algebra, E
from sapar.screening.logic import Bool

OWN = "__sapar_"
"""How the columns begin that exist only while a table is screened."""
TOLD = f"{OWN}told_"
"""How those begin that hold what the table tells."""


@dataclass(frozen=True, slots=True)
class Known:
    """The same value for every row; None is unknown, DOES_NOT_APPLY what does not apply."""

    value: Any


@dataclass(frozen=True, slots=True)
class Term(Generic[E]):
    """A value that differs by row: null where unknown.

    ``absent`` is true, never null, where the value does not apply; there ``value`` means nothing.
    ``longest`` is the number of records of the longest list.
    """

    value: E
    absent: Bool[E] = False
    longest: int = 0


Lowered: TypeAlias = Known | Term[E]


@dataclass(slots=True)
class Steps(Generic[E]):
    """Columns to add to the table one step after the other, so that nothing is computed twice.

    The expressions of a step read the table and the columns of the steps before it.
    """

    algebra: Algebra[E]
    steps: list[dict[str, E]] = field(default_factory=list)
    prefix: str = OWN

    def keep(self, part: E, step: int) -> E:
        """The part as a column that the given step adds; steps count from 0."""
        while len(self.steps) <= step:
            self.steps.append({})
        name = f"{self.prefix}{step}_{len(self.steps[step])}"
        self.steps[step][name] = part
        return self.algebra.column(name)


def absence_of(name: str) -> str:
    """The boolean column, or field, that says that a fact does not apply."""
    return f"{name}.does_not_apply"
