"""A procedure to read: its states, moves, holds and time limits, each with what it says in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from babel import Locale

from sapar.core.calendar import Duration, Unit
from sapar.core.law.instrument import Quantity
from sapar.core.law.procedure import Hold, Move, Procedure, Retention, TimeLimit
from sapar.instruments.words import InstrumentWords

UNITS: Final = {
    Unit.HOURS: "hours",
    Unit.CALENDAR_DAYS: "days",
    Unit.CLEAR_CALENDAR_DAYS: "clear_days",
    Unit.WORKING_DAYS: "working_days",
    Unit.CLEAR_WORKING_DAYS: "clear_working_days",
    Unit.WEEKS: "weeks",
    Unit.MONTHS: "months",
    Unit.YEARS: "years",
}
"""The unit of a duration, as the shared words call it."""
SAID_OF_PROCEDURES: Final = (
    *("within", "requires", "requires_all", "when", "needs", "reasons", "countersigned"),
    *("override", "recorded_by", "holds", "set_by", "stops", "stops_all", "time_limits", "by"),
    *("during", "ends_with", "after", "since", "no_end", "then", "remind"),
    *("retention", "kept", "kept_after", "kept_unknown"),
)
"""The shared sentences about a procedure, under ``procedure``."""


def procedure_of(procedure: Procedure, words: InstrumentWords) -> dict[str, Any]:
    """One procedure as JSON-ready values; ``says`` are sentences for whoever reads it."""
    said = ("procedures", procedure.id)
    return {
        "id": procedure.id,
        "title": words.text(*said, "title"),
        "states": [
            {"id": one, "text": words.text(*said, "states", one), "final": one in procedure.final}
            for one in procedure.states
        ],
        "moves": [_move(move, procedure, words) for move in procedure.moves],
        "holds_title": words.shared.text("procedure", "holds"),
        "holds": [_hold(hold, procedure, words) for hold in procedure.holds],
        "time_limits_title": words.shared.text("procedure", "time_limits"),
        "time_limits": [_time_limit(limit, procedure, words) for limit in procedure.time_limits],
        "retention_title": words.shared.text("procedure", "retention"),
        "retention": procedure.retention and _retention(procedure.retention, procedure, words),
    }


def _retention(
    retention: Retention, procedure: Procedure, words: InstrumentWords
) -> dict[str, Any]:
    standing = retention.standing.value
    if retention.keep is None:
        said = _said("kept_unknown", words)
    else:
        said = _said("kept", words, [_length(retention.keep, words)])
    ends = _said("kept_after", words, [_named("states", retention.after, procedure, words)])
    return {
        "after": list(retention.after),
        "keep": str(retention.keep) if retention.keep else None,
        "sources": list(retention.sources),
        "standing": {
            "code": standing,
            "text": words.shared.text("standings", standing, "label"),
        },
        "text": said,
        "says": [ends] if retention.keep else [],
    }


def _move(move: Move, procedure: Procedure, words: InstrumentWords) -> dict[str, Any]:
    return {
        "id": move.id,
        "text": _named("moves", [move.id], procedure, words),
        "from": list(move.origins),
        "from_text": _named("states", move.origins, procedure, words),
        "to": move.target,
        "to_text": _named("states", [move.target], procedure, words),
        "by": move.by,
        "by_text": words.party(move.by),
        "within": move.within,
        "needs": list(move.needs),
        "recorded_by": list(move.recorded_by),
        "requires": list(move.requires),
        "when": move.when.text if move.when else None,
        "reasons": [{"id": one, "text": words.text("reasons", one)} for one in move.reasons],
        "countersigned": move.countersigned,
        "override": move.override,
        "lead": str(move.lead) if move.lead else None,
        "says": list(_said_of_move(move, words)),
    }


def _said_of_move(move: Move, words: InstrumentWords) -> Iterator[str]:
    if move.within:
        yield _said("within", words, _titles([move.within], words))
    if set(words.instrument.provisions) <= {*move.requires, move.within}:
        yield _said("requires_all", words)
    elif move.requires:
        yield _said("requires", words, _titles(move.requires, words))
    if move.when:
        yield _said("when", words, [move.when.text])
    if move.needs:
        yield _said("needs", words, _titles(move.needs, words))
    if move.reasons:
        yield _said("reasons", words, (words.text("reasons", one) for one in move.reasons))
    for name in ("countersigned", "override"):
        if getattr(move, name):
            yield _said(name, words)
    if move.recorded_by != (move.by,) and not move.is_by_itself:
        yield _said("recorded_by", words, (words.party(one) for one in move.recorded_by))


def _hold(hold: Hold, procedure: Procedure, words: InstrumentWords) -> dict[str, Any]:
    said = ("procedures", procedure.id, "holds", hold.id)
    stops = [_named("moves", [one], procedure, words) for one in hold.stops]
    return {
        "id": hold.id,
        "title": words.text(*said, "title"),
        "text": words.text(*said, "text"),
        "by": list(hold.by),
        "stops": list(hold.stops),
        "sources": list(hold.sources),
        "says": [
            _said("stops", words, stops) if stops else _said("stops_all", words),
            _said("set_by", words, (words.party(one) for one in hold.by)),
        ],
    }


def _time_limit(limit: TimeLimit, procedure: Procedure, words: InstrumentWords) -> dict[str, Any]:
    standing = limit.standing and limit.standing.value
    return {
        "id": limit.id,
        "text": words.text("procedures", procedure.id, "time_limits", limit.id),
        "during": list(limit.during),
        "by": limit.by,
        "by_text": words.party(limit.by),
        "ends_with": limit.ends_with,
        "within": str(limit.within) if limit.within else None,
        "since": limit.since,
        "then": limit.then,
        "remind": [str(one) for one in limit.remind],
        "sources": list(limit.sources),
        "standing": standing
        and {"code": standing, "text": words.shared.text("standings", standing, "label")},
        "says": list(_said_of_limit(limit, procedure, words)),
    }


def _said_of_limit(limit: TimeLimit, procedure: Procedure, words: InstrumentWords) -> Iterator[str]:
    yield _said("during", words, [_named("states", limit.during, procedure, words)])
    yield _said("by", words, [words.party(limit.by)])
    if limit.ends_with:
        yield _said("ends_with", words, _titles([limit.ends_with], words))
    elif limit.within:
        yield _said("after", words, [_length(limit.within, words)])
    else:
        yield _said("no_end", words)
    if limit.since:
        yield _said("since", words, [_named("moves", [limit.since], procedure, words)])
    if limit.then:
        yield _said("then", words, [_named("moves", [limit.then], procedure, words)])
    if limit.remind:
        yield _said("remind", words, (_length(one, words) for one in limit.remind))


def _said(name: str, words: InstrumentWords, what: Iterable[str] = ()) -> str:
    return words.shared.text("procedure", name).replace("{what}", "; ".join(what))


def _named(section: str, ids: Iterable[str], procedure: Procedure, words: InstrumentWords) -> str:
    return "; ".join(words.text("procedures", procedure.id, section, one) for one in ids)


def _titles(names: Iterable[str], words: InstrumentWords) -> Iterator[str]:
    """The title of a provision, or the name of a kind of evidence."""
    for name in names:
        title = words.maybe("provisions", name, "title")
        yield title if title is not None else words.text("evidence", name)


def _length(duration: Duration, words: InstrumentWords) -> str:
    amount, unit = duration.amount, UNITS[duration.unit]
    said = words.shared.quantity(Quantity(least=amount, most=amount, unit=unit))
    if duration.calendar is None:
        return said
    territories = Locale.parse(words.language).territories
    return f"{said} ({territories.get(duration.calendar, duration.calendar)})"
