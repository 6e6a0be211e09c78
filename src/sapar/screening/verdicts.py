"""Every provision's verdict and the outcome, for every row, as ``core.law.assess`` draws them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Generic, TypeVar

from sapar.core.law import AskedOf, Edition, Outcome, Verdict
from sapar.core.law.edition import Clause
from sapar.core.law.expression import Node
from sapar.core.law.instrument import Kind
from sapar.screening.algebra import E
from sapar.screening.asking import may_be_silent, misses
from sapar.screening.logic import Bool
from sapar.screening.lowering import Lowering

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Cases(Generic[E, V]):
    """The value of the first case that is true."""

    cases: tuple[tuple[Bool[E], V], ...]
    otherwise: V


@dataclass(frozen=True, slots=True)
class Screen(Generic[E]):
    """What to compute for a table: first the steps, then the results over their columns.

    ``verdicts`` by provision, in their order.
    """

    steps: list[dict[str, E]]
    verdicts: dict[str, Cases[E, Verdict]]
    outcome: Cases[E, Outcome]
    provisional: Bool[E]


@dataclass(frozen=True, slots=True)
class _Row(Generic[E]):
    """One clause: ``holds`` is false where it is not met, null where unknown, else true."""

    verdict: Cases[E, Verdict]
    holds: Bool[E]
    outside: Bool[E]
    disputed: Bool[E]
    asks_person: Bool[E]
    asks: Bool[E]
    silent: Bool[E]


def can_be_lowered(edition: Edition) -> bool:
    """Whether every reading is a condition; days of stay are counted person by person."""
    return not any(
        one.reading.kind is Kind.ALLOWANCE for clause in edition.clauses for one in clause.readings
    )


def screen_of(edition: Edition, lowering: Lowering[E]) -> Screen[E]:
    """What to compute for the law of one day, over the facts that the lowering knows."""
    last = max(
        (lowering.step(tree) for clause in edition.clauses for tree in _trees(clause)), default=0
    )
    return _Screener(edition, lowering, last).screen()


@dataclass(slots=True)
class _Screener(Generic[E]):
    edition: Edition
    lowering: Lowering[E]
    last: int

    def screen(self) -> Screen[E]:
        logic = self.lowering.logic
        rows = {clause.id: self._row(clause) for clause in self.edition.clauses}
        every = list(rows.values())
        refused = not every or logic.is_false(logic.both(*[row.holds for row in every]))
        outcome = Cases(
            (
                (refused, Outcome.NOT_ELIGIBLE),
                (logic.either(*[row.asks_person for row in every]), Outcome.INCOMPLETE),
                (
                    logic.either(*[one for row in every for one in (row.disputed, row.silent)]),
                    Outcome.NEEDS_REVIEW,
                ),
                (logic.either(*[row.asks for row in every]), Outcome.ELIGIBLE_IF),
            ),
            Outcome.ELIGIBLE,
        )
        verdicts = {name: row.verdict for name, row in rows.items()}
        return Screen(
            self.lowering.steps.steps, verdicts, outcome, self._provisional(refused, rows)
        )

    def _keep(self, part: Bool[E]) -> Bool[E]:
        """The part as a column of the last step, unless it is the same for every row."""
        if part is None or isinstance(part, bool):
            return part
        return self.lowering.steps.keep(part, self.last)

    def _provisional(self, refused: Bool[E], rows: dict[str, _Row[E]]) -> Bool[E]:
        """Whether the answer would fall without a number that nobody has verified."""
        logic = self.lowering.logic
        clauses = self.edition.clauses
        firm = [rows[one.id] for one in clauses if not one.unverified]
        weak = [rows[one.id] for one in clauses if one.unverified]
        if not weak:
            return False
        firmly = logic.is_false(logic.both(*[row.holds for row in firm]))
        weakly = logic.is_false(logic.both(*[row.holds for row in weak]))
        rests = logic.either(*[logic.negated(row.outside) for row in weak])
        return logic.either(
            logic.both(refused, weakly, logic.negated(firmly)),
            logic.both(logic.negated(refused), rests),
        )

    def _row(self, clause: Clause) -> _Row[E]:
        logic = self.lowering.logic
        applies = self._keep(self._applies(clause))
        said = self._said(clause)
        inside, unsure = logic.is_true(applies), logic.is_null(applies)
        outside = logic.is_false(applies)
        any_unknown = logic.either(*[logic.is_null(one) for one in said])
        all_met, some_met = logic.both(*said), logic.either(*said)
        disputed = logic.both(
            inside, logic.negated(any_unknown), logic.is_true(some_met),
            logic.negated(logic.is_true(all_met)),
        )  # fmt: skip
        everyone, person = self._names(clause)
        asks = self._misses(clause, everyone, unsure, inside, said)
        unknown = logic.either(unsure, logic.both(inside, any_unknown))
        return _Row(
            verdict=Cases(
                (
                    (unsure, Verdict.UNKNOWN),
                    (outside, Verdict.NOT_APPLICABLE),
                    (all_met, Verdict.MET),
                    (any_unknown, Verdict.UNKNOWN),
                    (some_met if len(said) > 1 else False, Verdict.DISPUTED),
                ),
                Verdict.NOT_MET,
            ),
            holds=logic.either(some_met, logic.negated(applies)),
            outside=outside,
            disputed=disputed if len(said) > 1 else False,
            asks_person=(
                asks if person == everyone else self._misses(clause, person, unsure, inside, said)
            ),
            asks=asks,
            silent=(
                logic.both(unknown, logic.negated(asks))
                if any(may_be_silent(tree) for tree in _trees(clause))
                else False
            ),
        )

    def _applies(self, clause: Clause) -> Bool[E]:
        return True if clause.applies is None else self.lowering.truth(clause.applies.tree)

    def _said(self, clause: Clause) -> list[Bool[E]]:
        """What each reading says that counts: it governs, or contests what governs."""
        return [
            self._keep(self.lowering.truth(one.condition.tree))
            for one in clause.readings
            if one.condition is not None and one.counts
        ]

    def _names(self, clause: Clause) -> tuple[AbstractSet[str], AbstractSet[str]]:
        """The facts the clause may miss, and those of them that the person is asked for."""
        asked_of = self.edition.asked_of
        everyone = frozenset(name for tree in _trees(clause) for name in tree.facts())
        if clause.provision.decided_by:
            return everyone, frozenset()
        return everyone, frozenset(name for name in everyone if asked_of[name] is AskedOf.PERSON)

    def _misses(
        self,
        clause: Clause,
        names: AbstractSet[str],
        unsure: Bool[E],
        inside: Bool[E],
        said: list[Bool[E]],
    ) -> Bool[E]:
        """Whether one of the facts called ``names`` keeps the clause unknown."""
        logic = self.lowering.logic
        readings = [one.condition.tree for one in clause.readings if one.condition and one.counts]
        of_readings = [
            self._misses_of(tree, names, value) for tree, value in zip(readings, said, strict=True)
        ]
        found = logic.both(inside, logic.either(*of_readings))
        if clause.applies is None:
            return found
        missed = misses(self.lowering, clause.applies.tree, names)
        return logic.either(logic.both(unsure, self._keep(missed)), found)

    def _misses_of(self, tree: Node, names: AbstractSet[str], value: Bool[E]) -> Bool[E]:
        """As ``misses``, from the tree's own column where that says it all."""
        if tree.facts() <= names and not may_be_silent(tree):
            return self.lowering.logic.is_null(value)
        missed = misses(self.lowering, tree, names)
        return self._keep(missed)


def _trees(clause: Clause) -> list[Node]:
    """The conditions that can leave the clause unknown."""
    of_readings = [one.condition.tree for one in clause.readings if one.condition and one.counts]
    return [clause.applies.tree, *of_readings] if clause.applies else of_readings
