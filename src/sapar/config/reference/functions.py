"""The functions and operators of the expression language, each with its line."""

from __future__ import annotations

from sapar.config.reference.markdown import code, explained, table
from sapar.core.law.expression.functions import FUNCTIONS

_LINES = {
    "date": ("date(2025, 12, 1)", "a date", "A day. The numbers are written out."),
    "add_days": ("add_days(day, 30)", "a date", "So many calendar days after the day."),
    "add_months": (
        'add_months(day, 3, rounding="down")',
        "a date",
        "So many months after the day. Where the month has no such day: the last day before "
        "(`down`) or the first day after (`up`).",
    ),
    "add_working_days": (
        'add_working_days(day, 3, of="KR")',
        "a date",
        "So many working days of that calendar after the day. Unknown beyond its horizon.",
    ),
    "days_between": (
        "days_between(earlier, later)",
        "a whole number",
        "Calendar days from the first to the second; negative when the second comes first.",
    ),
    "months_between": (
        'months_between(earlier, later, rounding="down")',
        "a whole number",
        "Whole months from the first to the second. The rounding says when a month that lacks "
        "the day is over.",
    ),
    "working_days_between": (
        'working_days_between(earlier, later, of="KR")',
        "a whole number",
        "Working days of that calendar from the first day, which counts, to the second, which does not.",
    ),
    "age": (
        'age(born, on, rounding="up")',
        "a whole number",
        "Age in years on a day. The rounding says when somebody born on 29 February turns a year older.",
    ),
    "applies": (
        "applies(stay.unlawful_since)",
        "true or false",
        "False when the answer was `does_not_apply`; unknown while nobody has answered.",
    ),
    "any": (
        'any(age(child.born, today, rounding="up") < 17 for child in household.children)',
        "true or false",
        "True when one entry of the list meets the condition. `any(household.children)`: the list "
        "has an entry.",
    ),
    "all": (
        "all(child.born < date(2010, 1, 1) for child in household.children)",
        "true or false",
        "True when every entry meets the condition, and when there is none.",
    ),
    "count": (
        "count(child.born < date(2010, 1, 1) for child in household.children)",
        "a whole number",
        "How many entries meet the condition. Unknown while one of them is.",
    ),
}


def functions_part() -> str:
    """Every function: how it is written, what it gives, what it means."""
    explained(FUNCTIONS, _LINES, what="The function")
    rows = [[code(shape), gives, means] for shape, gives, means in _LINES.values()]
    return table(("function", "gives", "meaning"), rows)
