"""What a person told or wrote in a case, sealed with their key and bound to its place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sapar.apps.cases.models import Case
from sapar.apps.keys.sealing import seal_json, unseal_json
from sapar.core.law import FactValue, Law, facts_from
from sapar.instruments.answer import plain


def facts_told(case: Case, law: Law) -> dict[str, FactValue]:
    """The facts of a case, checked against the vocabulary of its instrument."""
    if not case.facts:
        return {}
    told = unseal_json(case.person_id, bytes(case.facts), context=_facts(case))
    return facts_from(told, law.instrument.vocabulary)


def facts_sealed(case: Case, facts: Mapping[str, FactValue], *, at: datetime) -> bytes:
    """The facts as they are kept."""
    return seal_json(case.person_id, as_json(facts), context=_facts(case), at=at)


def as_json(facts: Mapping[str, FactValue]) -> dict[str, Any]:
    """Facts as JSON has them."""
    return {name: plain(value) for name, value in facts.items()}


def sealed_text(case: Case, part: str, value: Mapping[str, Any], *, at: datetime) -> bytes:
    """A text of the case, sealed; ``part`` says which, such as ``message``."""
    return seal_json(case.person_id, dict(value), context=_part(case, part), at=at)


def opened_text(case: Case, part: str, sealed: bytes) -> Any:
    """The text again; an empty one where nothing was written."""
    if not sealed:
        return {}
    return unseal_json(case.person_id, bytes(sealed), context=_part(case, part))


def _facts(case: Case) -> str:
    return _part(case, "facts")


def _part(case: Case, part: str) -> str:
    return f"cases.case:{case.pk}/{part}"
