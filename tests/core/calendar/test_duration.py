"""A time limit is read as the law writes it, and a mistake says how to mend it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapar.core.calendar import (
    LARGEST_AMOUNT,
    Duration,
    DurationError,
    Rounding,
    Unit,
    parse_duration,
)


@st.composite
def durations(draw: st.DrawFn) -> Duration:
    unit = draw(st.sampled_from(Unit))
    parts = st.lists(st.text("AKRZ059", min_size=1, max_size=3), min_size=1, max_size=3)
    names = st.builds(lambda sign, parts: "X" + sign.join(parts), st.sampled_from("-+"), parts)
    return Duration(
        amount=draw(st.integers(0, LARGEST_AMOUNT)),
        unit=unit,
        calendar=draw(names) if unit.needs_calendar else None,
        rounding=draw(st.sampled_from(Rounding)) if unit.needs_rounding else None,
    )


@given(duration=durations())
def test_what_is_written_is_read_back(duration: Duration) -> None:
    assert parse_duration(str(duration)) == duration


@pytest.mark.parametrize(
    ("text", "amount", "unit", "calendar", "rounding"),
    [
        ("15 calendar days", 15, Unit.CALENDAR_DAYS, None, None),
        ("2 clear calendar days", 2, Unit.CLEAR_CALENDAR_DAYS, None, None),
        ("3 working days of KR", 3, Unit.WORKING_DAYS, "KR", None),
        ("3 clear working days of KR", 3, Unit.CLEAR_WORKING_DAYS, "KR", None),
        ("1 working day of FR-57", 1, Unit.WORKING_DAYS, "FR-57", None),
        ("5 working days of KR+KZ", 5, Unit.WORKING_DAYS, "KR+KZ", None),
        ("4 hours", 4, Unit.HOURS, None, None),
        ("  1   week ", 1, Unit.WEEKS, None, None),
        ("1 month rounding down", 1, Unit.MONTHS, None, Rounding.DOWN),
        ("1 year rounding up", 1, Unit.YEARS, None, Rounding.UP),
        ("6 months without rounding", 6, Unit.MONTHS, None, Rounding.REFUSE),
    ],
)
def test_every_kind_of_limit_is_read(
    text: str, amount: int, unit: Unit, calendar: str | None, rounding: Rounding | None
) -> None:
    expected = Duration(amount=amount, unit=unit, calendar=calendar, rounding=rounding)
    assert parse_duration(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "1 month",
            '"1 month" does not say how to round. Add "rounding up" or "rounding down", '
            'or "without rounding" to refuse days that do not exist.',
        ),
        (
            "3 working days",
            '"3 working days" does not say whose working days. Write "3 working days of KR".',
        ),
        (
            "3 working days of kr",
            '"kr" is not the name of a calendar. Use capital letters, as "KR" or "FR-57".',
        ),
        (
            "3 calendar days of KR",
            '"3 calendar days of KR" follows no calendar. Leave out "of KR".',
        ),
        (
            "2 weeks rounding up",
            '"2 weeks rounding up" has nothing to round. Leave out the rounding.',
        ),
        (
            "1 month rounding off",
            '"rounding off" is not a rounding. Write "rounding up" or "rounding down".',
        ),
        (
            "1 month rounding",
            '"rounding" is not a rounding. Write "rounding up" or "rounding down".',
        ),
        (
            "3 clear workin days of KR",
            '"clear workin days" is not a unit of time. Did you mean "clear working days"?',
        ),
        (
            "15 days",
            '"days" is not a unit of time. Write "calendar days", or "working days of KR".',
        ),
        (
            "3 moons",
            '"moons" is not a unit of time. Did you mean "months"?',
        ),
        (
            "3 xyz",
            '"xyz" is not a unit of time. Use one of: hours, calendar days, clear calendar days, '
            "working days, clear working days, weeks, months, years.",
        ),
        (
            "three weeks",
            '"three" is not a whole number from 0 to 99999. Write digits, as "15 calendar days".',
        ),
        (
            "-3 weeks",
            '"-3" is not a whole number from 0 to 99999. Write digits, as "15 calendar days".',
        ),
        (
            "100000 weeks",
            '"100000" is not a whole number from 0 to 99999. Write digits, as "15 calendar days".',
        ),
        (
            "",
            '"" is not a length of time. Write a number and a unit, as "15 calendar days".',
        ),
    ],
)
def test_a_limit_written_wrongly_says_what_to_write(text: str, message: str) -> None:
    with pytest.raises(DurationError) as refused:
        parse_duration(text)
    assert str(refused.value) == message


def test_an_amount_out_of_range_cannot_be_built() -> None:
    with pytest.raises(DurationError):
        Duration(amount=-1, unit=Unit.WEEKS, calendar=None, rounding=None)
