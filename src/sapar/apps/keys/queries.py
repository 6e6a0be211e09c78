"""What there is of keys; never a key itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min

from sapar.apps.keys.masters import masters
from sapar.apps.keys.models import PersonKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Master:
    """One master key: whether it is here and wraps now, how many keys it wraps, since when."""

    name: str
    is_here: bool
    is_current: bool
    wraps: int
    oldest: datetime | None

    @property
    def state(self) -> str:
        """``current``, ``kept``, or ``missing`` when keys need it and it is not here."""
        if not self.is_here:
            return "missing"
        return "current" if self.is_current else "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """Every master key that is here or still needed, and how many persons were erased."""

    masters: tuple[Master, ...]
    destroyed: int

    @property
    def missing(self) -> tuple[Master, ...]:
        """Master keys that wrap keys of persons and are not here."""
        return tuple(one for one in self.masters if not one.is_here)

    def to_json(self) -> dict[str, Any]:
        """The same for a program."""
        listed = [
            {
                "id": one.name,
                "state": one.state,
                "wraps": one.wraps,
                "oldest": one.oldest.isoformat() if one.oldest else None,
            }
            for one in self.masters
        ]
        return {"masters": listed, "destroyed": self.destroyed}


def inventory() -> Inventory:
    """What there is. Raises MasterKeyError."""
    kept = masters()
    here, current = kept.ids(), kept.current()
    counted = (
        PersonKey.objects.filter(wrapped__isnull=False)
        .values_list("master")
        .annotate(wraps=Count("person"), oldest=Min("wrapped_at"))
    )
    used = {name: (wraps, oldest) for name, wraps, oldest in counted}
    found = [
        Master(
            name=name,
            is_here=name in here,
            is_current=name == current,
            wraps=used.get(name, (0, None))[0],
            oldest=used.get(name, (0, None))[1],
        )
        for name in sorted(here | used.keys())
    ]
    destroyed = PersonKey.objects.filter(destroyed_at__isnull=False).count()
    return Inventory(masters=tuple(found), destroyed=destroyed)
