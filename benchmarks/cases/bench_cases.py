"""What a list, a search and a move cost on a big site, as ratios in one run on PostgreSQL.

    python benchmarks/cases/bench_cases.py [--cases N] [--entries N] [--rounds N] [--moves N] [--explain]

1. Today's list (the first 50 open cases of a post that keeps a twentieth of all) and search by the
   number of a case, the beginning of a name and the number of a document: how many statements, and how
   long, against the bare SQL that gives the same rows with the same columns. Targets: fewer than 10
   statements, at most 3 times as long. A search by name or document tells each person found, in the
   journal: that is measured apart, for the bare SQL does not do it.
2. A move (a declaration with its papers): how many statements, its transaction included, and how long
   with its entry in the journal against the same writes without. Targets: fewer than 15, at most 2 times.
3. That the journal verifies.

By the clock, medians of rounds in turn. A database of its own is made on the server of
DATABASE_URL_POSTGRES, and dropped. The full size: --cases 200000 --entries 5000000.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any
from unittest.mock import patch

import psycopg

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.cases import fill as site

SERVER = os.environ.get("DATABASE_URL_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
NAME = "sapar_bench_cases"
NOON = datetime(2026, 1, 20, 3, tzinfo=UTC)
STATEMENTS, TIMES, MOVE_STATEMENTS, MOVE_TIMES = 9, 3.0, 14, 2.0
PAGE = 50
OURS = 4  # a post
KIN = (site.person(OURS - 1), site.person(OURS + 19))

WHOLE = """
SELECT c.*, p.*, o.*, s.*, u.* FROM cases_case c
JOIN people_person p ON p.id = c.person_id JOIN accounts_post o ON o.id = c.post_id
JOIN cases_state s ON s.id = c.state_id LEFT JOIN accounts_user u ON u.id = c.officer_id
"""


def main() -> int:
    """Measure and print; 1 when a target is missed."""
    told = _arguments()
    with _site():
        begun = perf_counter()
        site.fill(cases=told.cases, entries=told.entries)
        print(
            f"filled with {told.cases:,} cases and {told.entries:,} entries in "
            f"{perf_counter() - begun:.0f} s",
            flush=True,
        )
        holds = [_reading(told.cases, told.rounds, told.explain), _moving(told.moves), _verified()]
    return int(not all(holds))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="What lists, searches and moves cost.")
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--entries", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--moves", type=int, default=60, help="with entries, and as many without")
    parser.add_argument("--explain", action="store_true", help="print the plans of PostgreSQL")
    return parser.parse_args()


@contextmanager
def _site() -> Iterator[None]:
    """A fresh database with every table, and Django set up on it."""
    with psycopg.connect(SERVER, autocommit=True) as server, TemporaryDirectory() as data:
        server.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {NAME}")
        os.environ |= {
            "SAPAR_ENV": "development",
            "SAPAR_DATA": data,
            "DATABASE_URL": SERVER.rpartition("/")[0] + "/" + NAME,
            "DJANGO_SETTINGS_MODULE": "sapar.config.settings",
        }
        import django  # noqa: PLC0415 (after the settings)

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415
        from django.db import connection  # noqa: PLC0415

        try:
            call_command("migrate", verbosity=0)
            yield
        finally:
            connection.close_pool()
            server.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def _officer() -> Any:
    """An officer of our post, with two relatives."""
    from sapar.apps.accounts.models import Grant, Kinship, User  # noqa: PLC0415
    from sapar.apps.accounts.queries import actor_of  # noqa: PLC0415
    from sapar.apps.accounts.roles import Role  # noqa: PLC0415

    user, new = User.objects.get_or_create(email="officer@example.org")
    if new:
        since = NOON - timedelta(days=900)
        role = Role.CONSULAR_OFFICER
        Grant.objects.create(user=user, role=role, state="KZ", post_id=OURS, since=since)
        for person in KIN:
            Kinship.objects.create(user=user, person=person, said_by=user, since=since)
    return actor_of(user, at=NOON)


Asked = Callable[[], list[int]]


def _reading(cases: int, rounds: int, explains: bool) -> bool:
    """The list and the searches, each against its bare SQL."""
    from sapar.apps.cases.queries import (  # noqa: PLC0415
        case_numbered,
        cases_of_persons,
        open_cases,
        visible_to,
    )
    from sapar.apps.people.queries import people_named, people_with_document  # noqa: PLC0415

    actor = _officer()
    ours = next(n for n in range(cases // 2, cases) if site.post_of(n) == OURS)
    number = f"KZ-{OURS:02d}-{site.opened(ours, cases).year}-{ours:06d}"
    passport = site.document_number(ours)

    def found(names: Any) -> list[int]:
        return _ids(cases_of_persons(actor, {name.person_id for name in names}))

    def named() -> list[int]:
        among = visible_to(actor).values("person")
        return found(people_named(actor, "серіков а", among=among, purpose="identify"))

    def with_document() -> list[int]:
        among = visible_to(actor).values("person")
        return found(people_with_document(actor, passport, among=among, purpose="identify"))

    asked: dict[str, tuple[Asked, str, tuple[Any, ...]]] = {
        "today's list": (lambda: _ids(open_cases(actor)[:PAGE]), *_bare_list()),
        "search by case number": (
            lambda: _ids(case_numbered(actor, number)),
            f"{WHOLE} WHERE c.number = %s",
            (number,),
        ),
        "search by name": (named, *_bare_names()),
        "search by document": (
            with_document,
            f"{WHOLE} JOIN people_traveldocument d ON d.person_id = p.id JOIN people_personname n "
            "ON n.person_id = p.id AND n.until IS NULL WHERE d.number_index = %s",
            (_index(passport),),
        ),
    }
    held = [_against(name, *one, rounds, explains) for name, one in asked.items()]
    return all(held)


def _bare_list() -> tuple[str, tuple[Any, ...]]:
    """The very rows of the list: of our post, or shown to it, without those of the two relatives."""
    shown = "SELECT case_id FROM cases_referral WHERE to_post_id = %s AND answer = 'accepted'"
    return (
        f"{WHOLE} WHERE c.closed_at IS NULL AND c.person_id NOT IN (%s, %s) "
        f"AND (c.post_id = %s OR c.id IN ({shown})) ORDER BY c.due_at NULLS LAST, c.id LIMIT {PAGE}",
        (*KIN, OURS, OURS),
    )


def _bare_names() -> tuple[str, tuple[Any, ...]]:
    shown = "SELECT case_id FROM cases_referral WHERE to_post_id = %s AND answer = 'accepted'"
    return (
        f"{WHOLE} JOIN (SELECT n.person_id FROM people_personname n JOIN cases_case k "  # noqa: S608 (names of ours)
        "ON k.person_id = n.person_id WHERE n.search LIKE %s AND n.until IS NULL "
        f"AND (k.post_id = %s OR k.id IN ({shown})) AND k.person_id NOT IN (%s, %s) "
        "ORDER BY n.search, n.id LIMIT 20) x ON x.person_id = c.person_id "
        "ORDER BY c.closed_at NULLS FIRST, c.due_at NULLS LAST, c.id",
        (_form("серіков а") + "%", OURS, OURS, *KIN),
    )


def _form(text: str) -> str:
    from sapar.core.identity import search_form  # noqa: PLC0415

    return search_form(text)


def _index(passport: str) -> bytes:
    from sapar.apps.people.values import number_index  # noqa: PLC0415

    return number_index(passport)


def _ids(cases: Any) -> list[int]:
    """The cases, with everything that a list shows of them."""
    return [one.pk for one in cases if one.person and one.post and one.state]


def _against(
    name: str, ask: Asked, sql: str, values: tuple[Any, ...], rounds: int, explains: bool
) -> bool:
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    def bare() -> list[int]:
        with connection.cursor() as cursor:
            return [row[0] for row in cursor.cursor.execute(sql, values).fetchall()]

    assert ask() == bare(), name
    with CaptureQueriesContext(connection) as sent:
        rows = len(ask())
    if explains:
        _explain(sent.captured_queries, sql, values)
    with patch("sapar.apps.people.queries.tell_each"):
        asked, straight = _in_turn(ask, bare, rounds)
    times, whole = asked / straight, _in_turn(ask, bare, rounds // 4)[0]
    ok = len(sent) <= STATEMENTS and times <= TIMES
    print(
        f"{name}, {rows} rows: {len(sent)} statements, {asked * 1e3:.2f} ms, {times:.2f} × the bare "
        f"SQL of {straight * 1e3:.2f} ms  wanted {STATEMENTS} and {TIMES}: "
        f"{'ok' if ok else 'MISSED'}; {whole * 1e3:.2f} ms with what is told",
        flush=True,
    )
    return ok


def _in_turn(one: Asked, other: Asked, rounds: int) -> tuple[float, float]:
    """The medians of both, in seconds."""
    took: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for kept, call in zip(took, (one, other), strict=True):
            begun = perf_counter()
            call()
            kept.append(perf_counter() - begun)
    return median(took[0]), median(took[1])


def _explain(sent: list[dict[str, str]], sql: str, values: tuple[Any, ...]) -> None:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        for one in [*(each["sql"] for each in sent), None]:
            if one is not None and not one.startswith("SELECT"):
                continue
            cursor.execute(
                "EXPLAIN (ANALYZE, BUFFERS) " + (one or sql), values if one is None else None
            )
            print("bare" if one is None else one[:200] + " ... " + one[-500:])
            print(*("    " + row[0] for row in cursor.fetchall()), sep="\n")


def _moving(moves: int) -> bool:
    """A declaration with its papers, with its entry and without."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from sapar.apps.cases.actions import make_move  # noqa: PLC0415

    actor, ready = _officer(), _ready(2 * moves + 2)
    later = actor.later(NOON + timedelta(days=15))

    def declare() -> None:
        make_move(ready.pop(), "declare", actor=later)

    declare()
    with CaptureQueriesContext(connection) as sent:
        declare()
    took: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(moves):
        for is_told, kept in took.items():
            with patch("sapar.apps.cases.history.record") if not is_told else _as_it_is():
                begun = perf_counter()
                declare()
                kept.append(perf_counter() - begun)
    told, silent = median(took[True]), median(took[False])
    ok = len(sent) <= MOVE_STATEMENTS and told <= MOVE_TIMES * silent
    print(
        f"a move: {len(sent)} statements, {told * 1e3:.2f} ms, {told / silent:.2f} × the same without "
        f"its entry ({silent * 1e3:.2f} ms)  wanted {MOVE_STATEMENTS} and {MOVE_TIMES}: "
        f"{'ok' if ok else 'MISSED'}",
        flush=True,
    )
    return ok


@contextmanager
def _as_it_is() -> Iterator[None]:
    yield


def _ready(count: int) -> list[int]:
    """Cases that can be declared: opened, and with their papers."""
    from tests.apps.cases.cast import FACTS, register  # noqa: PLC0415

    from sapar.apps.accounts.models import Post  # noqa: PLC0415
    from sapar.apps.cases.actions import give_evidence, open_case  # noqa: PLC0415

    actor, post = _officer(), Post.objects.get(pk=OURS)
    made = []
    for _ in range(count):
        case = open_case(
            register(None, "Серікова", "Аида").pk,
            instrument=site.PROGRAMME,
            procedure=site.PROCEDURE,
            post=post,
            facts=FACTS,
            actor=actor,
        )
        for kind in ("passport", "declaration-form", "ticket"):
            give_evidence(case.pk, kind, file=None, actor=actor)
        made.append(case.pk)
    return made


def _verified() -> bool:
    from sapar.apps.journal.actions import anchor  # noqa: PLC0415
    from sapar.apps.journal.verify import verify  # noqa: PLC0415

    anchor(at=NOON)
    begun = perf_counter()
    verdict = verify()
    print(
        f"the journal of {verdict.entries:,} entries verifies: {verdict.holds}, in "
        f"{perf_counter() - begun:.0f} s"
    )
    return verdict.holds


if __name__ == "__main__":
    raise SystemExit(main())
