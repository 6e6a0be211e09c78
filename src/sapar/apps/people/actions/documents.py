"""Travel documents are added, and end."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.told import tell
from sapar.apps.keys.sealing import seal
from sapar.apps.people.actions.loaded import locked
from sapar.apps.people.errors import CodeError, EndedError
from sapar.apps.people.models import DOCUMENT_KINDS, TravelDocument
from sapar.apps.people.policy import Reach, no_case
from sapar.apps.people.states import state_code, state_of_zone
from sapar.apps.people.values import (
    document_number,
    mrz_context,
    number_context,
    number_index,
)
from sapar.core.identity import Zone, read_zone

_ENDINGS: Final = (
    TravelDocument.Ending.LOST,
    TravelDocument.Ending.STOLEN,
    TravelDocument.Ending.REPLACED,
    TravelDocument.Ending.MISTAKEN,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocument:
    """A document as it was told. ``mrz`` is the machine-readable zone as typed or read, or empty.

    What is told beside the zone goes before what the zone says; where the two differ, `failed`
    names it. ``valid_until`` None: not known, unless ``has_no_end``.
    """

    kind: str
    issuer: str = ""
    number: str = ""
    valid_until: date | None = None
    has_no_end: bool = False
    mrz: str = ""


def add_document(
    person: UUID, new: NewDocument, *, actor: Actor, at: datetime, reachable: Reach = no_case
) -> TravelDocument:
    """A document more, its number and zone sealed. A zone with failed checks is kept, and says so.

    Raises NoSuchPersonError, ErasedPersonError, CodeError, StateCodeError, DocumentNumberError,
    ZoneShapeError, MissingLineError.
    """
    if new.kind not in DOCUMENT_KINDS:
        raise CodeError(new.kind, field="kind", known=DOCUMENT_KINDS)
    zone = read_zone(new.mrz, on=at.date()) if new.mrz.strip() else None
    issuer = new.issuer or (state_of_zone(zone.issuer) if zone else None) or ""
    number = document_number(new.number or (zone.number if zone else ""))
    valid_until = None if new.has_no_end else new.valid_until or (zone.expires if zone else None)
    with transaction.atomic():
        row = locked(person, actor=actor, reachable=reachable)
        key = uuid.uuid4()
        document = TravelDocument.objects.create(
            id=key,
            person=row,
            kind=new.kind,
            issuer=state_code(issuer, field="issuer") if issuer else "",
            sealed_number=seal(row.pk, number.encode(), context=number_context(key), at=at),
            number_index=number_index(number),
            sealed_mrz=_sealed_mrz(row.pk, zone, key, at=at),
            valid_until=valid_until,
            has_no_end=new.has_no_end,
            failed=sorted(_failed(new, zone)) if zone else [],
            added_at=at,
        )
        tell(
            "document.added",
            row.pk,
            actor=actor,
            at=at,
            said={"document": key, "kind": new.kind},
            sealed={"number": number, "issuer": issuer, "valid_until": valid_until},
        )
    return document


def end_document(
    document: TravelDocument,
    *,
    because: str,
    actor: Actor,
    at: datetime,
    reachable: Reach = no_case,
) -> None:
    """It was lost, stolen, replaced, or added by mistake. Raises CodeError, EndedError."""
    if because not in _ENDINGS:
        raise CodeError(because, field="because", known=_ENDINGS)
    with transaction.atomic():
        row = locked(document.person_id, actor=actor, reachable=reachable)
        ended = TravelDocument.objects.filter(pk=document.pk, ended_at__isnull=True)
        if not ended.update(ended_at=at, ended_because=because):
            raise EndedError
        tell(
            "document.ended",
            row.pk,
            actor=actor,
            at=at,
            said={"document": document.pk, "because": because},
        )


def _sealed_mrz(person: UUID, zone: Zone | None, document: UUID, *, at: datetime) -> bytes:
    if zone is None:
        return b""
    return seal(person, "\n".join(zone.lines).encode(), context=mrz_context(document), at=at)


def _failed(new: NewDocument, zone: Zone) -> Iterator[str]:
    """Codes: a check digit that does not fit, a field without use, and what differs from what was told."""
    yield from (f"check.{name}" for name in zone.failed)
    yield from (f"unusable.{name}" for name in zone.unusable)
    if new.number and document_number(new.number) != zone.number:
        yield "differs.number"
    if new.valid_until and zone.expires and new.valid_until != zone.expires:
        yield "differs.valid_until"
    if new.issuer and zone.issuer and state_of_zone(zone.issuer) != new.issuer:
        yield "differs.issuer"
