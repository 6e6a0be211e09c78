"""Drafts the days of a working calendar with the `holidays` package, and compares two calendars.

A calendar under ``instruments/calendars`` is law as data: frozen, read by a lawyer, dated. This
helper only writes its first draft, and later shows where a newer `holidays` disagrees::

    python tests/instruments/draft_calendar.py KZ 2024 2027

Put a header before what it prints (see ``instruments/calendars/KZ.yaml``), check the year against
the publisher, and set ``retrieved``. What `holidays` gets wrong is mended in ``draft``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

import holidays
import yaml

VERSION = version("holidays")
_ESTIMATED = " (estimated)"
_MOVED = re.compile(r"Day off \(substituted from (\d\d)/(\d\d)/(\d{4})\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """What makes a calendar: its closed days by name, working weekends, uncertain dates."""

    closed: Mapping[date, str]
    open_weekends: frozenset[date]
    estimated: frozenset[date]


def draft(country: str, *, first: date, last: date) -> Days:
    """The public days off of ``country`` (ISO 3166 alpha-2) within the horizon, in English.

    Only the category "public" is taken: banks and schools close on other days. `holidays` lists
    working weekends of years nobody asked for (2013-12-28 in Kazakhstan), so the horizon cuts them.
    """
    drafted = holidays.country_holidays(
        country,
        years=range(first.year, last.year + 1),
        categories=("public",),
        language="en_US",
    )
    within = {day: name for day, name in sorted(drafted.items()) if first <= day <= last}
    return Days(
        closed={day: _plain(name) for day, name in within.items()},
        open_weekends=frozenset(day for day in drafted.weekend_workdays if first <= day <= last),
        estimated=frozenset(day for day, name in within.items() if _ESTIMATED in name),
    )


def differences(*, frozen: Days, drafted: Days) -> list[str]:
    """One line for each day on which two calendars disagree, oldest first; names do not count."""
    lines = [
        *_only_in("closed", frozenset(frozen.closed), frozenset(drafted.closed)),
        *_only_in("open weekend", frozen.open_weekends, drafted.open_weekends),
        *_only_in("estimated", frozen.estimated, drafted.estimated),
    ]
    return sorted(lines)


def as_yaml(days: Days) -> str:
    """The part of the file after its header."""
    parts: dict[str, object] = {
        "closed": dict(days.closed),
        "open_weekends": sorted(days.open_weekends),
        "estimated": sorted(days.estimated),
    }
    return yaml.dump(parts, Dumper=_PlainDumper, sort_keys=False, allow_unicode=True, width=200)


class _PlainDumper(yaml.SafeDumper):
    """Writes a date twice rather than pointing from one place to the other."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML asks
        return True


def _only_in(kind: str, frozen: frozenset[date], drafted: frozenset[date]) -> list[str]:
    return [f"{day}: {kind} in the frozen calendar only" for day in frozen - drafted] + [
        f"{day}: {kind} in holidays {VERSION} only" for day in drafted - frozen
    ]


def _plain(name: str) -> str:
    """The name without remarks, and without a date in American order."""
    return _MOVED.sub(r"Day off moved from \3-\1-\2", name).replace(_ESTIMATED, "")


if __name__ == "__main__":
    country, first_year, last_year = sys.argv[1:]
    drafted = draft(country, first=date(int(first_year), 1, 1), last=date(int(last_year), 12, 31))
    sys.stdout.write(as_yaml(drafted))
