"""Every fact of a table as the law uses it: the table form of ``Edition.prepared``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sapar.core.law import DOES_NOT_APPLY, Edition, Fact, Type
from sapar.core.law.expression import Op
from sapar.screening.algebra import Algebra, E
from sapar.screening.logic import Bool, Logic
from sapar.screening.terms import Known, Lowered, Term


def facts_of(
    algebra: Algebra[E], edition: Edition, told: Mapping[str, Term[E]], on: date
) -> dict[str, Lowered[E]]:
    """Today, what is told, the presumptions where it is not, and what does not apply.

    ``told`` holds the facts the table has a column for; a fact that is nowhere is unknown.
    """
    logic = Logic(algebra)
    vocabulary = edition.instrument.vocabulary
    ready: dict[str, Lowered[E]] = {"today": Known(on)}
    for name, value in edition.instrument.presumptions.items():
        ready[name] = Known(value)
    for name, term in told.items():
        presumed = edition.instrument.presumptions.get(name)
        ready[name] = (
            term if presumed is None else _presumed(algebra, vocabulary[name], term, presumed)
        )
    for name, other, code in edition.gates:
        decides = ready.get(other, Known(None))
        if isinstance(decides, Known):
            if decides.value == code:
                ready[name] = Known(DOES_NOT_APPLY)
            continue
        said = algebra.compared(Op.EQ, decides.value, algebra.constant(code, Type.CODE), Type.CODE)
        closed = logic.both(logic.is_true(said), logic.negated(decides.absent))
        ready[name] = _gated(algebra, vocabulary[name], ready.get(name, Known(None)), closed)
    return ready


def _presumed(algebra: Algebra[E], fact: Fact, term: Term[E], presumed: object) -> Term[E]:
    """The presumption where the cell is unknown."""
    logic = Logic(algebra)
    if fact.type is Type.RECORDS:  # filled where the lists were read
        return term
    if presumed is DOES_NOT_APPLY:
        return Term(term.value, logic.either(term.absent, algebra.is_null(term.value)))
    filled = algebra.filled(term.value, algebra.constant(presumed, fact.type))
    return Term(filled, term.absent)


def _gated(algebra: Algebra[E], fact: Fact, found: Lowered[E], closed: Bool[E]) -> Lowered[E]:
    if isinstance(found, Known):
        if found.value is DOES_NOT_APPLY:
            return found
        return Term(algebra.constant(found.value, fact.type), closed)
    return Term(found.value, Logic(algebra).either(found.absent, closed), found.longest)
