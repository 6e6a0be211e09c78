"""The cells of a calendar as HTML. A page has seventy of them: too many for a template to draw anew."""

from collections.abc import Iterable
from functools import lru_cache

from django.templatetags.static import static
from markupsafe import Markup

from sapar.web.frame.months import Day

__all__ = ["cells"]

_OUTSIDE = '<td class="day day--none"></td>'
_PLAIN = tuple(
    f'<td class="day"><span class="day__number">{number}</span></td>' for number in range(32)
)
_SIGN = Markup(
    '<svg class="sign" width="16" height="16" aria-hidden="true" focusable="false">'
    '<use href="{signs}#{mark}"/></svg><span class="unseen"> {text}</span>'
)


def cells(week: Iterable[Day | None]) -> Markup:
    """The days of a week; what a sign shows is said in words too."""
    drawn = "".join(_cell(day) if day else _OUTSIDE for day in week)
    return Markup(drawn)  # noqa: S704  made of numbers, and of signs that are escaped


def _cell(day: Day) -> str:
    if not day.marks:
        return _PLAIN[day.number]
    signs = "".join(_sign(said.mark, said.text) for said in day.marks)
    return (
        f'<td class="day {day.css}"><span class="day__number">{day.number}</span>'
        f'<span class="day__signs">{signs}</span></td>'
    )


@lru_cache(maxsize=512)
def _sign(mark: str, text: str) -> Markup:
    return _SIGN.format(signs=static("frame/marks.svg"), mark=mark, text=text)
