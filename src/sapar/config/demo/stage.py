"""Where the stories of the demonstration play: a clock that only runs on, and verbs in a few words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from sapar.apps.accounts.actions import open_account
from sapar.apps.accounts.actor import Actor, machine
from sapar.apps.accounts.models import Post, User
from sapar.apps.accounts.queries import actor_of
from sapar.apps.cases import actions
from sapar.apps.cases.brief import brief_of
from sapar.apps.cases.letters import mail_news
from sapar.apps.cases.models import Case, Evidence, Message, Plan, Proposal
from sapar.apps.cases.queries import due_to_wake
from sapar.apps.documents.actions import receive
from sapar.apps.journal.actions import anchor
from sapar.apps.people.actions import (
    Joining,
    NameParts,
    NewContact,
    NewPerson,
    add_contact_point,
    register_person,
)
from sapar.apps.people.models import Person
from sapar.config.demo.officers import open_posts, take_up_duty
from sapar.config.demo.papers import Paper
from sapar.config.demo.people import Citizen
from sapar.core.identity import Born, Precision
from sapar.core.law.moves import OpenMove

DEPARTURE: Final = ("kr-voluntary-departure-2025", "departure")
CERTIFICATE: Final = ("kz-certificate-of-return-kr", "issuing")
_AT_ONCE: Final = 1000


class Stage:
    """Posts, people and a clock. Every verb acts at the instant the clock shows."""

    def __init__(self, *, begins: datetime) -> None:
        self.at = begins
        self.posts: dict[str, Post] = open_posts()
        self.users: dict[str, User] = take_up_duty(self.posts, at=begins)
        self.persons: dict[str, Person] = {}

    def run_on(self, to: datetime) -> None:
        """Let happen by itself what falls due until then, then set the clock."""
        while due := due_to_wake(now=to, limit=1):
            wakes_at = Case.objects.values_list("wakes_at", flat=True).get(pk=due[0])
            self.at = max(self.at, wakes_at or to)
            anchor(at=self.at)
            actions.wake(due[0], actor=machine(self.at))
            self._mail()
        self.at = to
        anchor(at=to)

    def acting(self, who: str) -> Actor:
        """Somebody as an actor, now."""
        return actor_of(self.users[who], at=self.at)

    def arrives(self, who: Citizen, *, joins: Joining | None = None, by: str = "") -> Person:
        """Somebody opens an account and says who they are; a child is registered by a parent."""
        if who.has_account:
            user = open_account(who.email, language=who.language, at=self.at)
            self.users[who.key] = user
        latin_family, latin_given = who.latin.split()
        new = NewPerson(
            names=(
                NameParts(kind="native", family=who.family, given=who.given),
                NameParts(kind="document", family=latin_family.upper(), given=latin_given.upper()),
            ),
            nationality="KZ",
            born=Born(day=who.born, precision=Precision.DAY),
            sex=who.sex,
            user=self.users[who.key].pk if who.has_account else None,
            joins=joins,
        )
        person = register_person(new, actor=self.acting(by or who.key), at=self.at)
        self.persons[who.key] = person
        if who.has_account:
            contact = NewContact(channel="email", value=who.email, language=who.language)
            add_contact_point(person.pk, contact, actor=self.acting(who.key), at=self.at)
        return person

    def opens(
        self,
        who: str,
        what: tuple[str, str],
        facts: Mapping[str, Any],
        *,
        post: str = "kz-seoul",
        by: str = "",
        plan: Plan | None = None,
        serves: int | None = None,
    ) -> int:
        """A case, opened by the person or for them; its number in the database."""
        case = actions.open_case(
            self.persons[who].pk,
            instrument=what[0],
            procedure=what[1],
            post=self.posts[post],
            facts=facts,
            actor=self.acting(by or who),
            plan=plan,
            serves=Case.objects.get(pk=serves) if serves else None,
        )
        self._mail()
        return case.pk

    def sends(self, who: str, case: int, *kinds: str, name: str) -> list[Evidence]:
        """The person photographs papers and gives them to the case."""
        return [self._sent(who, case, kind, name) for kind in kinds]

    def _sent(self, who: str, case: int, kind: str, name: str) -> Evidence:
        person = Case.objects.values_list("person", flat=True).get(pk=case)
        file = receive(
            Paper(kind, of=name),
            person=person,
            kind=kind,
            actor=self.acting(who),
            at=self.at,
            sees=lambda one: one == person,
        )
        return actions.give_evidence(case, kind, file=file.pk, actor=self.acting(who))

    def accepts(self, officer: str, papers: Iterable[Evidence]) -> None:
        """The officer looks at the case, then finds the papers good."""
        for paper in papers:
            actions.look(paper.case, actor=self.acting(officer))
            actions.accept_evidence(paper.pk, actor=self.acting(officer))

    def moves(
        self, who: str, case: int, move: str, *, reason: str = "", day: date | None = None
    ) -> Case | Proposal:
        """Make a move; what nobody has verified is confirmed, with a note."""
        found = self._open_move(case, move)
        made = actions.make_move(
            case,
            move,
            actor=self.acting(who),
            reason=reason,
            day=day,
            confirms=found.rests_on,
            note="Asked again by telephone, and noted." if found.rests_on or reason else "",
        )
        self._mail()
        return made

    def _open_move(self, case: int, move: str) -> OpenMove:
        brief = brief_of(Case.objects.get(pk=case), at=self.at)
        return next(one for one in brief.moves if one.move.id == move)

    def window(self, case: int) -> tuple[date, date]:
        """The first and the last safe day to declare."""
        ends = brief_of(Case.objects.get(pk=case), at=self.at).ends("notice")
        if ends is None or ends.first is None or ends.safe_last is None:
            raise LookupError("notice")
        return ends.first, ends.safe_last

    def tells(self, who: str, case: int, changed: Mapping[str, Any]) -> None:
        """Somebody says what has changed; None takes a fact away."""
        actions.tell_facts(case, changed, actor=self.acting(who))

    def writes(self, who: str, case: int, text: str) -> None:
        """A message of the thread."""
        actions.write(case, text, actor=self.acting(who))
        self._mail()

    def takes(self, officer: str, case: int) -> None:
        """The officer takes the case."""
        actions.assign(case, to=self.users[officer].pk, actor=self.acting(officer))

    def _mail(self) -> None:
        """What the worker would have mailed by now."""
        waiting = Message.objects.filter(
            to_person=True, mailed_at__isnull=True, case__person__user__isnull=False
        )
        for message in waiting.values_list("pk", flat=True)[:_AT_ONCE]:
            mail_news(message, at=self.at)
