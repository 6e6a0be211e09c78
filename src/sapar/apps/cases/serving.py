"""Which other procedure can get what a case lacks: a document to travel with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sapar.apps.cases.brief import Brief, library
from sapar.core.law import Law, Verdict
from sapar.core.law.procedure import Procedure

KIND: Final = "travel_document.kind"
_DOCUMENT: Final = "travel_document."


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """A procedure that issues a document: of which law, and how it is called there."""

    law: Law
    procedure: Procedure


def served_by(brief: Brief) -> Serving | None:
    """The procedure of the person's own state, in the country of the case, that issues a document.

    None where the document that the case has is not what stands against it, or no such law is on the
    shelf.
    """
    if not _lacks_document(brief):
        return None
    state = brief.case.person.nationality
    shelf = library()
    for law in map(shelf.law, shelf.ids):
        instrument = law.instrument
        if instrument.country != brief.law.instrument.country or state not in instrument.parties:
            continue
        if instrument.id == brief.case.instrument:
            continue
        for procedure in instrument.procedures.values():
            if any(KIND in move.sets for move in procedure.moves):
                return Serving(law=law, procedure=procedure)
    return None


def _lacks_document(brief: Brief) -> bool:
    return any(
        finding.verdict is Verdict.NOT_MET
        and any(name.startswith(_DOCUMENT) for name in finding.clause.facts)
        for finding in brief.assessment.findings
    )
