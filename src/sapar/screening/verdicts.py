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
class _Said(Generic[E]):
    """A truth value as two columns without nulls: such columns are the cheapest to combine."""

    yes: Bool[E]
    open: Bool[E]


@dataclass(frozen=True, slots=True)
class _Row(Generic[E]):
    """One clause; no part is ever null."""

    verdict: Cases[E, Verdict]
    passes: Bool[E]
    counts: Bool[E]
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
        refused = not every or logic.negated(logic.both(*[row.passes for row in every]))
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

    def _provisional(self, refused: Bool[E], rows: dict[str, _Row[E]]) -> Bool[E]:
        """Whether the answer would fall without a number that nobody has verified."""
        logic = self.lowering.logic
        clauses = self.edition.clauses
        firm = [rows[one.id] for one in clauses if not one.unverified]
        weak = [rows[one.id] for one in clauses if one.unverified]
        if not weak:
            return False
        firm_passes = logic.both(*[row.passes for row in firm])
        rests = logic.either(*[row.counts for row in weak])
        return logic.either(
            logic.both(refused, firm_passes), logic.both(logic.negated(refused), rests)
        )

    def _row(self, clause: Clause) -> _Row[E]:
        logic = self.lowering.logic
        applies = self._applies(clause)
        said = self._said(clause)
        outside = logic.negated(logic.either(applies.yes, applies.open))
        any_open = logic.either(*[one.open for one in said])
        all_met = logic.both(*[one.yes for one in said])
        some_met = logic.either(*[one.yes for one in said])
        everyone, person = self._names(clause)
        asks = self._misses(clause, everyone, applies, said)
        unknown = logic.either(applies.open, logic.both(applies.yes, any_open))
        differ = logic.both(applies.yes, some_met, logic.negated(logic.either(any_open, all_met)))
        silent = logic.both(unknown, logic.negated(asks))
        return _Row(
            verdict=Cases(
                (
                    (applies.open, Verdict.UNKNOWN),
                    (outside, Verdict.NOT_APPLICABLE),
                    (all_met, Verdict.MET),
                    (any_open, Verdict.UNKNOWN),
                    (some_met if len(said) > 1 else False, Verdict.DISPUTED),
                ),
                Verdict.NOT_MET,
            ),
            passes=logic.either(some_met, any_open, logic.negated(applies.yes)),
            counts=logic.negated(outside),
            disputed=differ if len(said) > 1 else False,
            asks_person=(
                asks if person == everyone else self._misses(clause, person, applies, said)
            ),
            asks=asks,
            silent=silent if any(may_be_silent(tree) for tree in _trees(clause)) else False,
        )

    def _keep(self, part: Bool[E], after: int = 0) -> Bool[E]:
        """The part as a column of the readings' step, or after it, unless all rows are the same."""
        if part is None or isinstance(part, bool):
            return part
        return self.lowering.steps.keep(part, self.last + after)

    def _told(self, tree: Node) -> _Said[E]:
        logic = self.lowering.logic
        truth = self._keep(self.lowering.truth(tree))
        return _Said(self._keep(logic.is_true(truth), 1), self._keep(logic.is_null(truth), 1))

    def _applies(self, clause: Clause) -> _Said[E]:
        return _Said(True, False) if clause.applies is None else self._told(clause.applies.tree)

    def _said(self, clause: Clause) -> list[_Said[E]]:
        """What each reading says that counts: it governs, or contests what governs."""
        return [
            self._told(one.condition.tree)
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
        applies: _Said[E],
        said: list[_Said[E]],
    ) -> Bool[E]:
        """Whether one of the facts called ``names`` keeps the clause unknown."""
        logic = self.lowering.logic
        trees = [one.condition.tree for one in clause.readings if one.condition and one.counts]
        of_readings = [
            self._misses_of(tree, names, one) for tree, one in zip(trees, said, strict=True)
        ]
        found = logic.both(applies.yes, logic.either(*of_readings))
        if clause.applies is None:
            return found
        of_applies = self._misses_of(clause.applies.tree, names, applies)
        return logic.either(logic.both(applies.open, of_applies), found)

    def _misses_of(self, tree: Node, names: AbstractSet[str], said: _Said[E]) -> Bool[E]:
        """As ``misses``, from the tree's own columns where they say it all."""
        if tree.facts() <= names and not may_be_silent(tree):
            return said.open
        missed = misses(self.lowering, tree, names)
        return self._keep(missed)


def _trees(clause: Clause) -> list[Node]:
    """The conditions that can leave the clause unknown."""
    of_readings = [one.condition.tree for one in clause.readings if one.condition and one.counts]
    return [clause.applies.tree, *of_readings] if clause.applies else of_readings
