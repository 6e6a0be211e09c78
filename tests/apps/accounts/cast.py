"""The people of these tests, all invented, and the posts they work at."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sapar.apps.accounts.actions import grant
from sapar.apps.accounts.actor import Actor, machine
from sapar.apps.accounts.models import Post, User
from sapar.apps.accounts.queries import actor_of
from sapar.apps.accounts.roles import Role

NOON = datetime(2026, 1, 20, 3, tzinfo=UTC)
DAY = timedelta(days=1)


def post(code: str, state: str = "KZ") -> Post:
    return Post.objects.create(
        code=code, kind=Post.Kind.EMBASSY, state=state, country="KR", time_zone="Asia/Seoul"
    )


def user(name: str) -> User:
    return User.objects.create_user(f"{name.lower()}@example.org", name=name)


@dataclass
class Cast:
    """An officer and a second one in Seoul, their supervisor, an administrator, a citizen, an outsider."""

    seoul: Post = field(default_factory=lambda: post("kz-seoul"))
    busan: Post = field(default_factory=lambda: post("kz-busan"))
    foreign: Post = field(default_factory=lambda: post("uz-seoul", "UZ"))
    officer: User = field(default_factory=lambda: user("Aigul"))
    second: User = field(default_factory=lambda: user("Bolat"))
    supervisor: User = field(default_factory=lambda: user("Saule"))
    administrator: User = field(default_factory=lambda: user("Askar"))
    citizen: User = field(default_factory=lambda: user("Citizen"))
    outsider: User = field(default_factory=lambda: user("Outsider"))

    def __post_init__(self) -> None:
        for who, role, where in (
            (self.officer, Role.CONSULAR_OFFICER, self.seoul),
            (self.second, Role.CONSULAR_OFFICER, self.seoul),
            (self.supervisor, Role.SUPERVISOR, self.seoul),
            (self.administrator, Role.ADMINISTRATOR, None),
        ):
            self.give(who, role, where)
        grant(self.outsider, role=Role.ADMINISTRATOR, state="UZ", actor=machine(NOON), at=NOON)

    def give(self, who: User, role: Role, where: Post | None = None, at: datetime = NOON) -> None:
        grant(who, role=role, state="KZ", post=where, actor=machine(at), at=at)

    def acting(self, who: User, at: datetime = NOON) -> Actor:
        return actor_of(who, at=at)
