"""Files that nobody has scanned are scanned again."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.told import tell
from sapar.apps.documents import scanner
from sapar.apps.documents.models import File
from sapar.apps.documents.storing import opened, take_away
from sapar.apps.journal.actions import Said
from sapar.apps.keys.errors import KeysError

_UNSCANNED: Final = (File.State.QUARANTINED, File.State.RECEIVED)


def rescan(*, actor: Actor, at: datetime, most: int = 100) -> int:
    """Ask the scanner about files in quarantine, then about those kept without one; gives how many.

    Stops at the first that it cannot be asked about: a job calls again. Bytes that cannot be
    opened any more (altered, or the person was erased) are left as they are. A harmful file becomes
    refused and its bytes go.
    """
    if not scanner.is_configured():
        return 0
    waiting = File.objects.filter(state__in=_UNSCANNED).order_by("state", "at")[:most]
    done = 0
    for file in waiting:
        try:
            harm = scanner.harm_in(opened(file.pk, file.stored_as, person=file.person))
        except scanner.ScannerDownError:
            break
        except KeysError:
            continue
        done += _judged(file, harm, actor=actor, at=at)
    return done


def _judged(file: File, harm: str | None, *, actor: Actor, at: datetime) -> bool:
    """Write the verdict, unless somebody did meanwhile."""
    if harm is None:
        values = {"state": File.State.CLEAN.value}
    else:
        values = {
            "state": File.State.REFUSED.value,
            "why": f"harmful:{harm}"[:100],
            "stored_as": "",
        }
    with transaction.atomic():
        before = File.objects.filter(pk=file.pk, state=file.state, stored_as=file.stored_as)
        if not before.update(**values):
            return False
        said: dict[str, Said] = {"file": file.pk, "kind": file.kind, "state": values["state"]}
        tell("file.scanned", file.person, actor=actor, at=at, said=said)
        if harm is not None:
            transaction.on_commit(lambda: take_away(file.stored_as))
    return True
