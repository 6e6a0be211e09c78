"""A post in Seoul and one in Busan, two officers and a supervisor, a citizen with a case, an outsider.

Everybody is invented. The case is under Korea's programme of 2025; it is 20 January 2026, noon in Seoul.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sapar.apps.accounts.actor import Actor, machine
from sapar.apps.accounts.models import Grant, Post, User
from sapar.apps.accounts.queries import actor_of
from sapar.apps.accounts.roles import Role
from sapar.apps.cases.actions import open_case
from sapar.apps.cases.models import Case
from sapar.apps.people.actions import NameParts, NewPerson, register_person
from sapar.apps.people.models import Person
from sapar.core.identity import Born, Precision

PROGRAMME = "kr-voluntary-departure-2025"
NOON = datetime(2026, 1, 20, 3, tzinfo=UTC)
DEPARTS = date(2026, 2, 19)
WINDOW = (date(2026, 2, 4), date(2026, 2, 10), date(2026, 2, 11))
"""First day, last safe day and last day to declare for a departure on 19 February 2026."""

FACTS: dict[str, Any] = {
    "person.nationality": "KZ",
    "person.has_committed_offence": False,
    "person.under_departure_order": False,
    "person.detained": False,
    "stay.country": "KR",
    "stay.entered_on": date(2020, 1, 1),
    "stay.entry": "regular",
    "stay.unlawful_since": date(2021, 1, 1),
    "travel_document.kind": "passport",
    "travel_document.valid_until": date(2028, 6, 30),
    "departure.date": DEPARTS,
    "departure.ticket": True,
    "declaration.form": True,
}


def noon_on(day: date) -> datetime:
    """Noon of a day in Seoul."""
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


@dataclass(frozen=True)
class Cast:
    """Who there is; ``acting`` gives one of them as an actor at an instant."""

    seoul: Post
    busan: Post
    officer: User
    second: User
    supervisor: User
    in_busan: User
    auditor: User
    citizen: User
    outsider: User
    aida: Person

    def acting(self, user: User, at: datetime = NOON) -> Actor:
        return actor_of(user, at=at)

    def opened(self, *, at: datetime = NOON, instrument: str = PROGRAMME, **facts: Any) -> Case:
        """The citizen's own case; keywords change facts, with _ for the first dot."""
        told = {**FACTS, **{name.replace("__", "."): value for name, value in facts.items()}}
        return open_case(
            self.aida.pk,
            instrument=instrument,
            procedure="departure",
            post=self.seoul,
            facts={name: value for name, value in told.items() if value is not None},
            actor=self.acting(self.citizen, at),
        )


def gather() -> Cast:
    """Make everybody."""
    seoul = _post("kz-seoul")
    busan = _post("kz-busan")
    names = ("officer", "second", "supervisor", "in_busan", "auditor", "citizen", "outsider")
    users = {name: User.objects.create_user(f"{name}@example.org", name=name) for name in names}
    for name, role, post in (
        ("officer", Role.CONSULAR_OFFICER, seoul),
        ("second", Role.CONSULAR_OFFICER, seoul),
        ("supervisor", Role.SUPERVISOR, seoul),
        ("in_busan", Role.CONSULAR_OFFICER, busan),
        ("auditor", Role.AUDITOR, None),
    ):
        Grant.objects.create(
            user=users[name], role=role, state="KZ", post=post, since=NOON - timedelta(days=900)
        )
    aida = register(users["citizen"], "Серікова", "Аида")
    register(users["outsider"], "Ахметов", "Ерлан")
    return Cast(seoul=seoul, busan=busan, aida=aida, **users)


def register(user: User | None, family: str, given: str, born: date = date(1990, 4, 23)) -> Person:
    """A person of Kazakhstan."""
    return register_person(
        NewPerson(
            names=(NameParts(kind="native", family=family, given=given),),
            nationality="KZ",
            born=Born(day=born, precision=Precision.DAY),
            user=user.pk if user else None,
        ),
        actor=actor_of(user, at=NOON) if user else machine(NOON),
        at=NOON,
    )


def _post(code: str) -> Post:
    return Post.objects.create(
        code=code, kind=Post.Kind.EMBASSY, state="KZ", country="KR", time_zone="Asia/Seoul"
    )
