"""Provisions: their versions, and the readings of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sapar.core.calendar import Duration, Unit
from sapar.core.law import InstrumentError, Standing, Type
from sapar.core.law.expression import Node, negated
from sapar.core.law.instrument import (
    Act,
    Allowance,
    Kind,
    Period,
    Provision,
    Reading,
    Version,
    Window,
    governing_of,
)
from sapar.instruments import grammar
from sapar.instruments.reader.context import Context, Path_

_SAYS = (
    "require",
    "exclude",
    "period",
    "binds",
    "act",
    "done_on",
    "before",
    "after",
    "not_earlier_than",
    "not_later_than",
    "allowance",
    "unknown",
    "sources",
    "standing",
)
_KINDS = ("require", "exclude", "period", "act", "allowance", "unknown")


def provision_of(context: Context, name: str, written: grammar.Provision) -> Provision:
    path: Path_ = ("provisions", name)
    versions: tuple[Version, ...]
    if written.versions is None:
        versions = (_version(context, path, written, None),)
    else:
        versions = tuple(
            _version(context, (*path, "versions", index), one, written)
            for index, one in enumerate(written.versions)
        )
    return Provision(
        id=name,
        versions=versions,
        decided_by=written.decided_by,
        evidence=tuple(written.evidence),
        remedy=written.remedy,
        place=context.place(path),
    )


def _version(
    context: Context, path: Path_, written: grammar.Version, base: grammar.Version | None
) -> Version:
    said = _merged(_own(base) if base else {}, written)
    readings_of = written.readings or (base.readings if base else None)
    if readings_of:
        at = path if written.readings else path[:2]
        readings = tuple(
            _reading(context, (*at, "readings", name), name, _merged(said, one))
            for name, one in readings_of.items()
        )
    else:
        readings = (_reading(context, path, path[1], said),)
    holder, when = _applies_when(path, written, base)
    names = [name for reading in readings for name in reading.sources]
    published = (
        written.published
        or (base.published if base else None)
        or context.written.published
        or min(context.sources[name].published for name in names)
    )
    return Version(
        published=published,
        first=written.from_,
        last=written.to,
        readings=readings,
        governing=governing_of(readings, context.sources),
        applies_when=None if when is None else context.condition(holder, when),
        article=written.article or (base.article if base else None),
        place=context.place(path),
    )


def _applies_when(
    path: Path_, written: grammar.Version, base: grammar.Version | None
) -> tuple[Path_, str | bool | None]:
    """What limits the version and where that stands: in it, or in the provision around it."""
    if written.applies_when is None and base is not None:
        return (*path[:2], "applies_when"), base.applies_when
    return (*path, "applies_when"), written.applies_when


def _reading(context: Context, path: Path_, name: str | int, said: Mapping[str, Any]) -> Reading:
    kinds = [key for key in _KINDS if said.get(key) is not None]
    if len(kinds) != 1:
        message = (
            f"This says {' and '.join(kinds)} at once." if kinds else "This says nothing to test."
        )
        raise context.error(path, message, f"Write one of: {', '.join(_KINDS)}.")
    sources = context.sourced(path, said.get("sources"))
    if said.get("standing") is None:
        raise context.error(
            path,
            "This has no standing.",
            "Add standing: verified, reported, assumed or unknown.",
        )
    kind = Kind(kinds[0])
    return Reading(
        id=str(name),
        kind=kind,
        sources=sources,
        standing=Standing(said["standing"]),
        condition=_tested(context, path, kind, said),
        period=_period(context, path, said) if kind is Kind.PERIOD else None,
        act=_act(context, path, said) if kind is Kind.ACT else None,
        allowance=_allowance(said["allowance"]) if kind is Kind.ALLOWANCE else None,
        contests=any(context.sources[one].rank.can_contest for one in sources),
    )


def _tested(context: Context, path: Path_, kind: Kind, said: Mapping[str, Any]) -> Node | None:
    if kind is Kind.REQUIRE:
        return context.condition((*path, "require"), said["require"])
    if kind is Kind.EXCLUDE:
        return negated(context.condition((*path, "exclude"), said["exclude"]))
    return None


def _period(context: Context, path: Path_, said: Mapping[str, Any]) -> Period:
    written: grammar.Period = said["period"]
    if written.to is not None and written.to < written.from_:
        raise context.error(
            (*path, "period"),
            f"The period ends ({written.to}) before it begins ({written.from_}).",
        )
    binds = said.get("binds")
    if binds is None:
        raise context.error(path, "A period must bind a fact.", "Add binds: departure.date.")
    return Period(
        first=written.from_,
        last=written.to,
        binds=context.fact((*path, "binds"), binds, Type.DATE),
    )


def _act(context: Context, path: Path_, said: Mapping[str, Any]) -> Act:
    anchors = [key for key in ("before", "after") if said.get(key) is not None]
    if len(anchors) != 1:
        raise context.error(
            path,
            "A window is counted from one day.",
            "Write before: departure.date, or after: …",
        )
    done_on = said.get("done_on")
    if done_on is None:
        raise context.error(
            path, "An act needs the fact that holds the day it was done.", "Add done_on: …"
        )
    return Act(
        act=said["act"],
        done_on=context.fact((*path, "done_on"), done_on, Type.DATE),
        anchor=context.expression((*path, anchors[0]), said[anchors[0]], Type.DATE),
        counts_back=anchors[0] == "before",
        not_earlier_than=_days(context, (*path, "not_earlier_than"), said.get("not_earlier_than")),
        not_later_than=_days(context, (*path, "not_later_than"), said.get("not_later_than")),
    )


def _days(context: Context, path: Path_, text: str | None) -> Duration | None:
    """A limit that leads from a day to a day."""
    duration = context.duration(path, text)
    if duration and duration.unit is Unit.HOURS:
        raise InstrumentError(
            f'"{text}" cannot be counted from a day.',
            place=context.document.value_place(path),
            mend="Write the limit in days, or as the lead of a step.",
        )
    return duration


def _own(written: grammar.Says) -> dict[str, Any]:
    return {key: value for key in _SAYS if (value := getattr(written, key)) is not None}


def _merged(base: Mapping[str, Any], written: grammar.Says) -> dict[str, Any]:
    """The inner words over the outer ones; an inner kind replaces the outer kind."""
    own = _own(written)
    hidden = set(_KINDS) if any(kind in own for kind in _KINDS) else set()
    return {**{key: value for key, value in base.items() if key not in hidden}, **own}


def _allowance(written: grammar.Allowance) -> Allowance:
    return Allowance(days=written.days, window=Window(written.window), within=written.within)
