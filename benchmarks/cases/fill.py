"""A big, invented site in PostgreSQL, written with COPY: persons, their cases, and a whole journal.

Chains, hashes and heads are right, so that `sapar journal verify` holds. What a case was told is noise
of the usual length: nobody opens these cases, they only stand in the way of the ones that are measured.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from random import Random
from typing import Any
from uuid import UUID

POSTS = 20
BEGAN = datetime(2025, 1, 1, tzinfo=UTC)
DAYS = 380  # until mid-January 2026
PROGRAMME, PROCEDURE = "kr-voluntary-departure-2025", "departure"
FAMILIES = ("Серіков", "Ахметов", "Нұрланов", "Жұмабаев", "Оспанов", "Ким", "Пак", "Иванов")
ENDINGS = ("", "а", "ұлы", "қызы", "тегі", "ев", "ин", "енко", "бек", "хан")
GIVEN = (
    "Аида",
    "Ерлан",
    "Айгүл",
    "Данияр",
    "Мадина",
    "Нұрсұлтан",
    "Сауле",
    "Тимур",
    "Әсем",
    "Бауыржан",
)

WAYS: dict[str, tuple[tuple[str, str], ...]] = {
    "draft": (),
    "declared": (("declare", "declared"),),
    "cleared": (("declare", "declared"), ("clear", "cleared")),
    "departed": (("declare", "declared"), ("clear", "cleared"), ("depart", "departed")),
    "closed": (
        *(("declare", "declared"), ("clear", "cleared"), ("depart", "departed")),
        ("close", "closed"),
    ),
    "withdrawn": (("withdraw", "withdrawn"),),
}
OPEN, OVER = ("draft", "declared", "cleared", "departed"), ("closed", "withdrawn")
QUIET = ("case.looked", "case.facts_told", "case.evidence_given", "case.message_written")


def fill(*, cases: int, entries: int) -> None:
    """Fill an empty, migrated site: a case a person, and the entries spread over them."""
    from django.db import connection  # noqa: PLC0415 (after the settings)

    each = max(entries // cases, 6)
    with connection.cursor() as cursor:
        _posts_and_states()
        _copied(cursor, "people_person", _persons(cases))
        _copied(cursor, "people_personname", _names(cases))
        _copied(cursor, "people_traveldocument", _documents(cases))
        _copied(cursor, "cases_case", _cases(cases))
        _copied(cursor, "cases_referral", _referrals(cases))
        cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER journal_entry_open_day")
        heads = _journal(cursor, cases, each)
        cursor.execute("ALTER TABLE journal_entry ENABLE TRIGGER journal_entry_open_day")
        _copied(cursor, "journal_head", heads)
        for table in ("people_personname", "cases_case", "cases_referral"):
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"  # noqa: S608 (names of ours)
            )
        cursor.execute("VACUUM ANALYZE")


def person(number: int) -> UUID:
    """The person of the case with that number."""
    return UUID(int=sha256(number.to_bytes(8)).digest()[0] << 120 | number, version=4)


def document_number(number: int) -> str:
    """The number of that person's passport."""
    return f"N{10_000_000 + number}"


def post_of(number: int) -> int:
    """The post that keeps the case."""
    return number % POSTS + 1


def state_of(number: int) -> str:
    """Every fifth case is open."""
    if number % 100 < 20:
        return OPEN[number // 100 % len(OPEN)]
    return OVER[number % len(OVER)]


def opened(number: int, cases: int) -> datetime:
    """They are opened one after another, evenly."""
    return BEGAN + timedelta(days=DAYS * number / cases * 0.9, seconds=number % 86_400)


def _posts_and_states() -> None:
    from sapar.apps.accounts.models import Post, User  # noqa: PLC0415
    from sapar.apps.cases.actions.changing import known_state  # noqa: PLC0415
    from sapar.apps.cases.brief import library  # noqa: PLC0415

    for number in range(1, POSTS + 1):
        Post.objects.create(
            pk=number,
            code=f"kz-{number:02d}",
            kind=Post.Kind.EMBASSY,
            state="KZ",
            country="KR",
            time_zone="Asia/Seoul",
        )
    User.objects.create_user("filler@example.org")
    law = library().law(PROGRAMME)
    for name in WAYS:
        known_state(law, law.instrument.procedures[PROCEDURE], name)


Row = dict[str, Any]


def _persons(cases: int) -> Iterator[Row]:
    for number in range(1, cases + 1):
        yield {
            "id": person(number),
            "nationality": "KZ",
            "other_nationalities": "[]",
            "born": date(1960, 1, 1) + timedelta(days=number % 16_000),
            "born_precision": "day",
            "sex": "FM"[number % 2],
            "user_id": None,
            "registered_at": opened(number, cases),
            "erased_at": None,
        }


def _names(cases: int) -> Iterator[Row]:
    from sapar.core.identity import search_form  # noqa: PLC0415

    families = [f"{one}{ending}" for one in FAMILIES for ending in ENDINGS]
    forms = {(f, g): search_form(f"{f} {g}") for f in families for g in GIVEN}
    for number in range(1, cases + 1):
        family = families[number // POSTS * 7 % len(families)]
        given = GIVEN[number // 11 % len(GIVEN)]
        yield {
            "id": number,
            "person_id": person(number),
            "kind": "native",
            "script": "Cyrl",
            "family": family,
            "given": given,
            "patronymic": "",
            "search": forms[family, given],
            "since": opened(number, cases),
            "until": None,
        }


def _documents(cases: int) -> Iterator[Row]:
    from sapar.apps.people.values import number_index  # noqa: PLC0415

    chance = Random(5)  # noqa: S311 (the same site every time)
    for number in range(1, cases + 1):
        yield {
            "id": UUID(int=number, version=4),
            "person_id": person(number),
            "kind": "passport",
            "issuer": "KZ",
            "sealed_number": chance.randbytes(38),
            "number_index": number_index(document_number(number)),
            "sealed_mrz": chance.randbytes(118),
            "valid_until": date(2028, 6, 30),
            "has_no_end": False,
            "failed": "[]",
            "added_at": opened(number, cases),
            "ended_at": None,
            "ended_because": "",
        }


def _cases(cases: int) -> Iterator[Row]:
    chance = Random(7)  # noqa: S311
    for number in range(1, cases + 1):
        at, state = opened(number, cases), state_of(number)
        is_open = state in OPEN
        due = at + timedelta(days=30 + number % 40)
        yield {
            "id": number,
            "number": f"KZ-{post_of(number):02d}-{at.year}-{number:06d}",
            "instrument": PROGRAMME,
            "procedure": PROCEDURE,
            "kind": "programme",
            "known_on": at.date(),
            "person_id": person(number),
            "plan_id": None,
            "serves_id": None,
            "post_id": post_of(number),
            "officer_id": None,
            "state_id": f"{PROGRAMME}/{PROCEDURE}/{state}",
            "turn": 9,
            "facts": chance.randbytes(480),
            "opened_at": at,
            "opened_on": at.date(),
            "closed_at": None if is_open else at + timedelta(days=20),
            "is_held": False,
            "due": "declare-by" if is_open and number % 10 else "",
            "due_at": due if is_open and number % 10 else None,
            "wakes_at": due - timedelta(days=3) if is_open and number % 10 else None,
        }


def _referrals(cases: int) -> Iterator[Row]:
    """Some open cases of each post are shown to the next one."""
    made = 0
    for number in range(1, cases + 1):
        if state_of(number) in OPEN and number // 100 % 20 == 0:
            made += 1
            yield {
                "id": made,
                "case_id": number,
                "kind": "referral",
                "from_post_id": post_of(number),
                "to_post_id": post_of(number + 1),
                "question": b"",
                "reply": b"",
                "answer": "accepted",
                "asked_at": opened(number, cases),
                "asked_by_id": 1,
                "answered_at": None,
                "answered_by_id": None,
            }


def _copied(cursor: Any, table: str, rows: Iterable[Row]) -> None:
    """Write rows, by the names of their columns."""
    found = iter(rows)
    first = next(found)
    names = ", ".join(f'"{name}"' for name in first)
    with cursor.cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        copy.write_row(tuple(first.values()))
        for row in found:
            copy.write_row(tuple(row.values()))


def _journal(cursor: Any, cases: int, each: int) -> Iterator[Row]:
    """Write all entries as binary lines; gives the heads, to be written afterwards."""
    from sapar.apps.journal.line import COLUMNS, ZERO, hashed, line  # noqa: PLC0415

    chance = Random(3)  # noqa: S311
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    heads: list[Row] = []
    with cursor.cursor.copy(f"COPY journal_entry ({names}) FROM STDIN (FORMAT BINARY)") as copy:
        copy.write(b"PGCOPY\n\xff\r\n\0" + bytes(8))
        for number in range(1, cases + 1):
            at, whose = opened(number, cases), person(number)
            for chain, told in _told(number, whose, each):
                previous = ZERO
                for index, (verb, said) in enumerate(told, 1):
                    values = {
                        "number": index,
                        "at": at + timedelta(hours=11 * (index - 1), microseconds=number),
                        "previous": previous,
                        "user": 1,
                        "person": whose,
                        "post": post_of(number),
                        "chain": chain,
                        "role": "consular_officer",
                        "verb": verb,
                        "said": said,
                        "sealed": chance.randbytes(100) if index % 3 == 1 else None,
                    }
                    previous = sha256(hashed(values)).digest()
                    copy.write(line({**values, "hash": previous}))
                heads.append({"chain": chain, "number": len(told), "hash": previous})
        copy.write(b"\xff\xff")
    return iter(heads)


def _told(number: int, whose: UUID, each: int) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The chains of a case and of its person, each with its verbs and what they say."""
    yield f"person:{whose}", [("person.registered", "{}")]
    day, came = "2026-01-10", "draft"
    moves = []
    for name, to in WAYS[state_of(number)]:
        said = {"day": day, "from": came, "law": "2026-01-01", "name": name, "to": to}
        moves.append(("case.moved", json.dumps(said, separators=(",", ":"), sort_keys=True)))
        came = to
    quiet = each - 2 - len(moves)
    yield (
        f"case:{number}",
        [
            ("case.opened", f'{{"instrument":"{PROGRAMME}","procedure":"{PROCEDURE}"}}'),
            *((QUIET[index % len(QUIET)], '{"part":"case"}') for index in range(quiet)),
            *moves,
        ],
    )
