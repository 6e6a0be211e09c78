"""Every provision's verdict and the outcome, for every row, as ``core.law.assess`` draws them."""

from __future__ import annotations

from collections.abc import Mapping
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
from sapar.screening.rails import Rails, Said

V = TypeVar("V", Outcome, Verdict)


@dataclass(frozen=True, slots=True)
class Shares(Generic[E, V]):
    """Which rows have which value: at most one of the shares is true, and none is ever null.

    Where none is true the value is ``rest``.
    """

    shares: Mapping[V, Bool[E]]
    rest: V

    @property
    def settled(self) -> V | None:
        """The value of all rows, where it is the same."""
        for value, share in self.shares.items():
            if share is True:
                return value
        return self.rest if all(share is False for share in self.shares.values()) else None

    @property
    def open(self) -> dict[V, E]:
        """The shares that differ by row."""
        return {
            value: share
            for value, share in self.shares.items()
            if share is not None and not isinstance(share, bool)
        }


@dataclass(frozen=True, slots=True)
class Screen(Generic[E]):
    """What to compute for a table: first the steps, then the results over their columns.

    ``verdicts`` by provision, in their order.
    """

    steps: list[dict[str, E]]
    verdicts: dict[str, Shares[E, Verdict]]
    outcome: Shares[E, Outcome]
    provisional: Bool[E]


@dataclass(frozen=True, slots=True)
class _Row(Generic[E]):
    """One clause; no part is ever null, and at most one of the first four is true."""

    refuses: Bool[E]
    unknown: Bool[E]
    disputed: Bool[E]
    outside: Bool[E]
    asks_person: Bool[E]
    asks: Bool[E]
    silent: Bool[E]

    @property
    def verdict(self) -> Shares[E, Verdict]:
        return Shares(
            {
                Verdict.NOT_MET: self.refuses,
                Verdict.UNKNOWN: self.unknown,
                Verdict.DISPUTED: self.disputed,
                Verdict.NOT_APPLICABLE: self.outside,
            },
            Verdict.MET,
        )


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
    return _Screener(edition, Rails(lowering, last)).screen()


@dataclass(slots=True)
class _Screener(Generic[E]):
    edition: Edition
    rails: Rails[E]

    def screen(self) -> Screen[E]:
        clauses = self.edition.clauses
        said = {id(tree): self.rails.said(tree) for one in clauses for tree in _trees(one)}
        top = len(self.rails.lowering.steps.steps)
        rows = {clause.id: self._row(clause, said, top) for clause in clauses}
        parts = self.edition.verified_parts
        verified = {name: self._row(part, said, top) for name, part in parts.items()}
        outcome = self._outcome(list(rows.values()))
        provisional = self._provisional(rows, outcome, verified)
        verdicts = {name: row.verdict for name, row in rows.items()}
        return Screen(self.rails.lowering.steps.steps, verdicts, outcome, provisional)

    def _outcome(self, every: list[_Row[E]]) -> Shares[E, Outcome]:
        logic = self.rails.logic
        refused = True if not every else logic.either(*[row.refuses for row in every])
        refused = self.rails.keep(refused)
        asked = self.rails.keep(
            logic.both(logic.either(*[row.asks_person for row in every]), logic.negated(refused))
        )
        answered = self.rails.keep(logic.negated(logic.either(refused, asked)))
        review = self.rails.keep(
            logic.both(
                answered,
                logic.either(*[one for row in every for one in (row.disputed, row.silent)]),
            )
        )
        asks = logic.either(*[row.asks for row in every])
        hangs = self.rails.keep(logic.both(answered, asks, logic.negated(review)))
        return Shares(
            {
                Outcome.NOT_ELIGIBLE: refused,
                Outcome.INCOMPLETE: asked,
                Outcome.NEEDS_REVIEW: review,
                Outcome.ELIGIBLE_IF: hangs,
            },
            Outcome.ELIGIBLE,
        )

    def _provisional(
        self,
        rows: dict[str, _Row[E]],
        outcome: Shares[E, Outcome],
        verified: dict[str, _Row[E]],
    ) -> Bool[E]:
        """Whether the answer would fall without a number that nobody has verified."""
        logic = self.rails.logic
        clauses = self.edition.clauses
        firm = [rows[one.id] for one in clauses if not one.unverified]
        weak = [rows[one.id] for one in clauses if one.unverified]
        if not weak and not verified:
            return False
        refused = outcome.shares[Outcome.NOT_ELIGIBLE]
        refused_firmly = logic.either(*[row.refuses for row in firm])
        rests = logic.either(*[logic.negated(row.outside) for row in weak])
        if verified:
            without = self._outcome([verified.get(name, row) for name, row in rows.items()])
            rests = logic.either(rests, self._differ(outcome, without))
        return logic.either(
            logic.both(refused, logic.negated(refused_firmly)),
            logic.both(logic.negated(refused), rests),
        )

    def _differ(self, one: Shares[E, Outcome], other: Shares[E, Outcome]) -> Bool[E]:
        """Whether two outcomes differ; where no share does, both are the rest."""
        logic = self.rails.logic
        return logic.either(
            *[
                part
                for value, share in one.shares.items()
                for part in (
                    logic.both(share, logic.negated(other.shares[value])),
                    logic.both(other.shares[value], logic.negated(share)),
                )
            ]
        )

    def _row(self, clause: Clause, known: Mapping[int, Said[E]], top: int) -> _Row[E]:
        logic, keep = self.rails.logic, self.rails.keep
        applies: Said[E] = Said(yes=True, no=False, open=False)
        if clause.applies is not None:
            applies = known[id(clause.applies.tree)]
        said = [known[id(tree)] for tree in _of_readings(clause)]
        any_open = logic.either(*[one.open for one in said])
        all_met = logic.both(*[one.yes for one in said])
        refuses = logic.both(applies.yes, *[one.no for one in said])
        everyone, person = self._names(clause)
        asks = keep(self._misses(clause, everyone, applies, said), top)
        if len(said) > 1:  # one open, the others met or not
            refuses = keep(refuses, top)
            any_open = keep(any_open, top)
        unknown = logic.either(applies.open, logic.both(applies.yes, any_open))
        silent = logic.both(unknown, logic.negated(asks))
        disputed: Bool[E] = False
        if len(said) > 1:
            same = logic.either(any_open, all_met, refuses)
            disputed = logic.both(applies.yes, logic.negated(same))
        return _Row(
            refuses=refuses,
            unknown=unknown,
            disputed=disputed,
            outside=applies.no,
            asks_person=(
                asks if person == everyone else self._misses(clause, person, applies, said)
            ),
            asks=asks,
            silent=silent if any(may_be_silent(tree) for tree in _trees(clause)) else False,
        )

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
        applies: Said[E],
        said: list[Said[E]],
    ) -> Bool[E]:
        """Whether one of the facts called ``names`` keeps the clause unknown."""
        logic = self.rails.logic
        of_readings = [
            self._misses_of(tree, names, one)
            for tree, one in zip(_of_readings(clause), said, strict=True)
        ]
        found = logic.both(applies.yes, logic.either(*of_readings))
        if clause.applies is None:
            return found
        of_applies = self._misses_of(clause.applies.tree, names, applies)
        return logic.either(logic.both(applies.open, of_applies), found)

    def _misses_of(self, tree: Node, names: AbstractSet[str], said: Said[E]) -> Bool[E]:
        """As ``misses``, from the tree's own columns where they say it all."""
        if tree.facts() <= names and not may_be_silent(tree):
            return said.open
        return misses(self.rails, tree, names)


def _trees(clause: Clause) -> list[Node]:
    """The conditions that can leave the clause unknown."""
    return [clause.applies.tree, *_of_readings(clause)] if clause.applies else _of_readings(clause)


def _of_readings(clause: Clause) -> list[Node]:
    """The conditions of the readings that count: they govern, or contest what governs."""
    return [one.condition.tree for one in clause.readings if one.condition and one.counts]
