"""The frozen calendars agree with the `holidays` package and know what it does not say plainly."""

from datetime import date

import pytest
import yaml
from tests.core.calendar.frozen_calendars import FOLDER, WEEKDAYS, frozen, read
from tests.instruments.draft_calendar import Days, as_yaml, differences, draft

ALL = sorted(path.stem for path in FOLDER.glob("*.yaml"))
FIELDS = [
    "calendar",
    "name",
    "source",
    "retrieved",
    "first",
    "last",
    "weekend",
    "closed",
    "open_weekends",
    "estimated",
]
ADJUDICATED: dict[str, list[str]] = {"FR": [], "KR": [], "KZ": []}
"""Where we know better than `holidays`: lines as ``differences`` writes them, with their reason."""


@pytest.mark.parametrize("calendar", ALL)
def test_a_frozen_calendar_equals_what_holidays_says(calendar: str) -> None:
    ours = frozen(calendar)
    days = Days(closed=ours.closed, open_weekends=ours.open_weekends, estimated=ours.estimated)
    drafted = draft(calendar, first=ours.first, last=ours.last)
    found = differences(frozen=days, drafted=drafted)
    assert found == ADJUDICATED[calendar], "\n".join(found)


@pytest.mark.parametrize("calendar", ALL)
def test_a_calendar_is_named_in_every_language_and_says_where_it_comes_from(calendar: str) -> None:
    content = read(calendar)
    assert list(content) == FIELDS
    assert content["calendar"] == calendar
    assert set(content["name"]) == {"en", "kk", "ru", "ko", "fr"}
    assert all(content["name"].values())
    assert f"retrieved {content['retrieved']}" in content["source"]
    assert set(content["weekend"]) <= set(WEEKDAYS)


@pytest.mark.parametrize("calendar", ALL)
def test_closed_days_are_in_order_and_named(calendar: str) -> None:
    closed = read(calendar)["closed"]
    assert list(closed) == sorted(closed)
    assert all(name.strip() for name in closed.values())
    assert not any("estimated" in name or "substituted" in name for name in closed.values())


@pytest.mark.parametrize(
    ("calendar", "first"),
    [("KR", date(2019, 1, 1)), ("KZ", date(2024, 1, 1)), ("FR", date(2024, 1, 1))],
)
def test_the_horizon_is_as_promised(calendar: str, first: date) -> None:
    assert (frozen(calendar).first, frozen(calendar).last) == (first, date(2027, 12, 31))


def test_kazakhstan_worked_on_two_weekend_days_and_rested_instead() -> None:
    kazakhstan = frozen("KZ")
    assert kazakhstan.open_weekends == {date(2024, 5, 4), date(2025, 1, 5)}
    assert kazakhstan.is_working_day(date(2024, 5, 8)) is False
    assert kazakhstan.why_closed(date(2025, 1, 3)) == "Day off moved from 2025-01-05"


def test_feasts_of_the_moon_still_to_come_are_marked_as_estimated() -> None:
    assert frozen("KZ").estimated == {date(2026, 5, 27), date(2027, 5, 16)}
    assert frozen("KR").estimated == frozenset()
    assert frozen("FR").estimated == frozenset()


def test_kazakhstans_constitution_day_moved_from_august_to_march() -> None:
    kazakhstan = frozen("KZ")
    assert kazakhstan.is_working_day(date(2024, 8, 30)) is False
    assert kazakhstan.is_working_day(date(2026, 8, 31)) is True
    assert kazakhstan.is_working_day(date(2027, 3, 15)) is False


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2025, 1, 27), "Temporary Public Holiday"),
        (date(2025, 6, 3), "Presidential Election Day"),
        (date(2026, 2, 16), "The day preceding Korean New Year"),
        (date(2026, 3, 2), "Alternative holiday for Independence Movement Day"),
        (date(2026, 5, 1), "Labor Day"),
        (date(2026, 7, 17), "Constitution Day"),
    ],
)
def test_korean_offices_close_on_temporary_substitute_and_new_days_off(
    day: date, reason: str
) -> None:
    assert frozen("KR").why_closed(day) == reason


def test_korean_offices_were_open_on_1_may_before_2026() -> None:
    assert frozen("KR").is_working_day(date(2025, 5, 1)) is True


def test_france_keeps_eleven_days_without_those_of_alsace() -> None:
    france = frozen("FR")
    assert sum(day.year == 2026 for day in france.closed) == 11
    assert france.is_working_day(date(2026, 4, 3)) is True


def test_a_difference_names_the_day_and_the_side() -> None:
    ours = Days(closed={date(2026, 1, 1): "x"}, open_weekends=frozenset(), estimated=frozenset())
    theirs = Days(closed={}, open_weekends=frozenset({date(2026, 1, 3)}), estimated=frozenset())
    first, second = differences(frozen=ours, drafted=theirs)
    assert first == "2026-01-01: closed in the frozen calendar only"
    assert second.startswith("2026-01-03: open weekend in holidays ")


def test_a_working_weekend_of_another_year_is_not_drafted() -> None:
    drafted = draft("KZ", first=date(2024, 1, 1), last=date(2024, 12, 31))
    assert drafted.open_weekends == {date(2024, 5, 4)}


def test_a_draft_is_the_rest_of_the_file() -> None:
    drafted = draft("KZ", first=date(2024, 1, 1), last=date(2027, 12, 31))
    content = read("KZ")
    assert yaml.safe_load(as_yaml(drafted)) == {
        key: content[key] for key in ("closed", "open_weekends", "estimated")
    }
