"""Random typed expressions, as a lawyer could have written them."""

from __future__ import annotations

import random
from datetime import date, timedelta

from sapar.core.law import DOES_NOT_APPLY, Fact, FactValue, Type, Vocabulary

VOCABULARY = Vocabulary(
    {
        fact.name: fact
        for fact in (
            Fact(name="x.yes", type=Type.BOOL),
            Fact(name="x.maybe", type=Type.BOOL, may_not_apply=True),
            Fact(name="x.number", type=Type.INT),
            Fact(name="x.other", type=Type.INT, may_not_apply=True),
            Fact(name="x.day", type=Type.DATE),
            Fact(name="x.later", type=Type.DATE),
            Fact(name="x.never", type=Type.DATE, may_not_apply=True),
            Fact(name="x.code", type=Type.CODE, codes=("a", "b", "none")),
            Fact(name="x.country", type=Type.COUNTRY),
            Fact(
                name="x.children",
                type=Type.RECORDS,
                fields=(
                    Fact(name="born", type=Type.DATE),
                    Fact(name="left", type=Type.DATE, may_not_apply=True),
                    Fact(name="here", type=Type.BOOL),
                ),
            ),
        )
    }
)
CALENDARS = ("KR", "KZ")
_DAYS = (date(2024, 2, 29), date(2026, 1, 31), date(2026, 2, 28), date(2027, 12, 30))


class Writer:
    """Writes expressions; the same ones for the same seed."""

    def __init__(self, seed: int, *, lists: bool) -> None:
        self.random = random.Random(seed)  # noqa: S311 (no secret)
        self.lists = lists
        self.in_list = False

    def pick(self, *texts: str) -> str:
        return self.random.choice(texts)

    def condition(self, depth: int) -> str:
        """Text of type BOOL."""
        kind = self.random.random()
        if depth <= 0 or kind < 0.08:
            return self.pick("x.yes", "x.maybe", "true", *(["child.here"] * self.in_list))
        if kind < 0.28:
            return f"({self.condition(depth - 1)} and {self.condition(depth - 1)})"
        if kind < 0.44:
            return f"({self.condition(depth - 1)} or {self.condition(depth - 1)})"
        if kind < 0.52:
            return f"(not {self.condition(depth - 1)})"
        if kind < 0.66:
            return f"({self.day(depth - 1)} {self.order()} {self.day(depth - 1)})"
        if kind < 0.78:
            return f"({self.number(depth - 1)} {self.order()} {self.number(depth - 1)})"
        if self.lists and not self.in_list and kind < 0.9:
            return f"{self.pick('any', 'all')}({self.records(depth - 1)})"
        return self.pick(
            f"({self.day(depth - 1)} is known)",
            f"({self.pick('x.maybe', 'x.other')} is not known)",
            f"applies({self.pick('x.maybe', 'x.never', 'x.other')})",
            'x.code in ("a", "b")',
            'x.country not in ("KZ", "KR")',
            'x.code != "b"',
            'x.country == "KZ"',
            "x.maybe == x.yes",
            "x.yes != true",
        )

    def records(self, depth: int) -> str:
        self.in_list = True
        text = f"{self.condition(min(depth, 2))} for child in x.children"
        self.in_list = False
        return text

    def order(self) -> str:
        return self.pick("<", "<=", "==", "!=", ">", ">=")

    def day(self, depth: int) -> str:
        """Text of type DATE."""
        if depth <= 0 or self.random.random() < 0.45:
            day = self.random.choice(_DAYS)
            constant = f"date({day.year}, {day.month}, {day.day})"
            fields = ["child.born", "child.left"] * self.in_list
            return self.pick("x.day", "x.later", "x.never", "today", constant, *fields)
        some = str(self.random.randint(-40, 40))
        amount = self.pick(some, some, self.number(0))
        rounding, calendar = self.pick("up", "down"), self.pick(*CALENDARS)
        return self.pick(
            f"add_days({self.day(depth - 1)}, {amount})",
            f'add_months({self.day(depth - 1)}, {amount}, rounding="{rounding}")',
            f'add_working_days({self.day(depth - 1)}, {amount}, of="{calendar}")',
        )

    def number(self, depth: int) -> str:
        """Text of type INT."""
        if depth <= 0 or self.random.random() < 0.4:
            return self.pick("x.number", "x.other", str(self.random.randint(-50, 50)))
        one, other = self.day(depth - 1), self.day(depth - 1)
        rounding, calendar = self.pick("up", "down"), self.pick(*CALENDARS)
        if self.lists and not self.in_list and self.random.random() < 0.2:
            return f"count({self.records(depth - 1)})"
        return self.pick(
            f"days_between({one}, {other})",
            f'months_between({one}, {other}, rounding="{rounding}")',
            f'working_days_between({one}, {other}, of="{calendar}")',
            f'age({one}, {other}, rounding="{rounding}")',
        )

    def person(self) -> dict[str, FactValue]:
        """Values for the facts, with gaps and with what does not apply."""
        return {fact.name: self.value(fact) for fact in VOCABULARY if self.random.random() > 0.15}

    def value(self, fact: Fact) -> FactValue:
        if fact.may_not_apply and self.random.random() < 0.2:
            return DOES_NOT_APPLY
        if fact.type is Type.BOOL:
            return self.random.random() < 0.5
        if fact.type is Type.INT:
            return self.random.choice([-400, -3, -1, 0, 1, 2, 5, 30, 10**7, 10**12, -(10**12)])
        if fact.type is Type.DATE:
            around = self.random.choice(
                [*_DAYS, date(2024, 3, 1), date(1900, 1, 31), date(2199, 12, 31)]
            )
            day = around + timedelta(days=self.random.randint(-3, 3))
            return min(max(day, date(1900, 1, 1)), date(2199, 12, 31))
        if fact.type is Type.COUNTRY:
            return self.random.choice(["KZ", "KR", "FR"])
        if fact.type is Type.CODE:
            return self.random.choice(fact.codes)
        return tuple(
            {field.name: self.value(field) for field in fact.fields if self.random.random() > 0.2}
            for _ in range(self.random.randint(0, 2))
        )
