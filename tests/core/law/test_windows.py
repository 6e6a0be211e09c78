"""The window solver says what a scan of every single day says."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.law.small import declare, law, period, provision

from sapar.core.calendar import WorkingCalendar
from sapar.core.law import DOES_NOT_APPLY, Law, Window, dates_of

DAY = timedelta(days=1)
FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)
ON = date(2026, 3, 1)


def days_from(first: date, last: date) -> list[date]:
    return [first + DAY * number for number in range((last - first).days + 1)]


# Calendars and limits nobody chose.


@st.composite
def calendars(draw: st.DrawFn) -> WorkingCalendar:
    weekend = draw(st.frozensets(st.integers(0, 6), max_size=2))
    closed = draw(st.sets(st.dates(FIRST, LAST), max_size=20))
    return WorkingCalendar(
        id="KR",
        name="Invented",
        first=FIRST,
        last=LAST,
        weekend=weekend,
        closed=dict.fromkeys(closed, "a feast"),
        open_weekends=frozenset(),
        estimated=frozenset(),
        source="invented for a test",
        retrieved=FIRST,
    )


limits = st.one_of(
    st.builds(
        "{} {}".format,
        st.integers(0, 12),
        st.sampled_from(
            [
                "calendar days",
                "clear calendar days",
                "working days of KR",
                "clear working days of KR",
            ]
        ),
    ),
    st.sampled_from(["1 week", "2 weeks", "1 month rounding down", "2 months rounding up"]),
)


def declared_in_time(of: Law, depart: date) -> dict[str, list[date]]:
    """For each reading the days on which a declaration meets it, tried one by one."""
    edition = of.edition(on=ON, known_on=ON)
    (clause,) = edition.acts
    found: dict[str, list[date]] = {}
    for one in clause.readings:
        found[one.reading.id] = [
            day
            for day in days_from(depart - 100 * DAY, depart + 100 * DAY)
            if one.evaluate(facts_of(edition, depart, day))[0]
        ]
    return found


def facts_of(edition: Any, depart: date, filed_on: date) -> Mapping[str, Any]:
    told = {"departure.date": depart, "declaration.filed_on": filed_on}
    prepared: Mapping[str, Any] = edition.prepared(told, ON)
    return prepared


def window(of: Law, depart: date) -> Window:
    (departure,) = dates_of(of, {"departure.date": depart}, on=ON, known_on=ON).departures
    return departure.window


def common(sets: Iterable[list[date]]) -> set[date]:
    first, *others = (set(one) for one in sets)
    return first.intersection(*others)


@settings(max_examples=30, deadline=None)
@given(calendars(), limits, limits, st.dates(date(2026, 3, 15), date(2026, 4, 30)))
def test_a_window_before_a_departure_is_what_a_scan_of_every_day_finds(
    calendar: WorkingCalendar, earliest: str, last: str, depart: date
) -> None:
    small = law(
        provision("notice", declare(earliest=earliest, last=last)), calendars={"KR": calendar}
    )
    found = window(small, depart)
    (scanned,) = declared_in_time(small, depart).values()
    if found.beyond_calendar:
        assert scanned == []
        return
    assert found.earliest is not None
    assert found.last is not None
    assert scanned == days_from(found.earliest, found.last)
    assert found.safe_last == found.last
    assert found.open == (found.last >= ON)


@settings(max_examples=30, deadline=None)
@given(calendars(), limits, limits, st.dates(date(2026, 1, 15), date(2026, 2, 28)))
def test_a_window_after_an_event_is_what_a_scan_of_every_day_finds(
    calendar: WorkingCalendar, earliest: str, last: str, event: date
) -> None:
    act = declare(earliest=earliest, last=last, after="departure.date")
    small = law(provision("notice", act), calendars={"KR": calendar})
    found = window(small, event)
    (scanned,) = declared_in_time(small, event).values()
    if found.beyond_calendar:
        assert scanned == []
        return
    assert found.earliest is not None
    assert found.last is not None
    assert scanned == days_from(found.earliest, found.last)


@settings(max_examples=30, deadline=None)
@given(
    calendars(),
    st.lists(limits, min_size=2, max_size=4),
    st.dates(date(2026, 3, 15), date(2026, 4, 30)),
)
def test_the_safe_last_day_is_the_last_that_every_reading_accepts(
    calendar: WorkingCalendar, lasts: list[str], depart: date
) -> None:
    names = [f"reading-{number}" for number in range(len(lasts))]
    sources = ["ministry", "embassy", "agency", "newspaper"]
    readings = [
        declare(name=name, earliest=None, last=last, source=source)
        for name, last, source in zip(names, lasts, sources, strict=False)
    ]
    small = law(provision("notice", *readings), calendars={"KR": calendar})
    found = window(small, depart)
    if found.beyond_calendar:
        assert found.safe_last is None
        return
    scanned = declared_in_time(small, depart)
    assert found.last == max(scanned["reading-0"])
    assert found.safe_last == max(common(scanned.values()))
    assert found.safe_last <= found.last
    assert found.readings == {name: max(days) for name, days in scanned.items()}


@settings(max_examples=30, deadline=None)
@given(calendars(), limits, st.dates(FIRST, LAST))
def test_whoever_has_declared_by_the_last_day_of_an_open_window_has_kept_it(
    calendar: WorkingCalendar, last: str, depart: date
) -> None:
    small = law(
        provision("notice", declare(earliest=None, last=last)),
        provision("period", period(FIRST, LAST)),
        calendars={"KR": calendar},
    )
    found = window(small, depart)
    edition = small.edition(on=ON, known_on=ON)
    (clause,) = edition.acts
    evaluate = clause.readings[0].evaluate
    facts = {"departure.date": depart}
    untold = evaluate(edition.prepared(facts, ON))[0]
    not_yet = evaluate(edition.prepared({**facts, "declaration.filed_on": DOES_NOT_APPLY}, ON))[0]
    if not found.beyond_calendar:
        assert not_yet is found.open
        assert untold is (True if found.open else None)
