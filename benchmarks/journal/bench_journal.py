"""What the journal costs, and how fast it is verified, as ratios in one run on PostgreSQL.

    python benchmarks/journal/bench_journal.py [--entries N] [--chains N] [--writes N] [--rounds N]

1. `sapar journal verify` over N entries against hashing the very same bytes, already in memory, in
   a bare Python loop; and against that loop with the reading of the same rows before it. By the
   clock: the database works in a process of its own. Target: 0.5 of the bare loop.
2. A write of four statements with one entry, sealed value included, against the same write without,
   in turn. Target: at most 2 times.

A database of its own is made on the server of DATABASE_URL_POSTGRES, and dropped.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from uuid import UUID

import psycopg

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

SERVER = os.environ.get("DATABASE_URL_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
NAME = "sapar_bench_journal"
NOON = datetime(2026, 1, 20, 3, tzinfo=UTC)
VERIFY, RECORD = 0.5, 2.0
DAILY = 14_000  # entries: five million in a year


def main() -> int:
    """Measure and print; 1 when a target is missed."""
    told = _arguments()
    with _site():
        verified = _verify(told.entries, told.chains, told.rounds)
        recorded = _record(told.writes, told.rounds)
    return int(verified < VERIFY or recorded > RECORD)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="What the journal costs.")
    parser.add_argument("--entries", type=int, default=200_000)
    parser.add_argument("--chains", type=int, default=8_000)
    parser.add_argument("--writes", type=int, default=300, help="in each round, of each kind")
    parser.add_argument("--rounds", type=int, default=5)
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


def _verify(entries: int, chains: int, rounds: int) -> float:
    """The rate of `verify` as a share of the bare loop's; the median of the rounds."""
    from sapar.apps.journal.actions import anchor  # noqa: PLC0415
    from sapar.apps.journal.line import HASHED  # noqa: PLC0415
    from sapar.apps.journal.rows import blocks  # noqa: PLC0415
    from sapar.apps.journal.verify import verify  # noqa: PLC0415

    _fill(entries, chains)
    anchor(at=NOON + timedelta(days=entries / DAILY + 2))
    ratios, reading = [], []
    for _ in range(rounds):
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        begun = perf_counter()
        verdict = verify()
        took = perf_counter() - begun
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        assert verdict.holds, verdict.problems[:3]
        assert verdict.entries == entries
        begun = perf_counter()
        held = [row[HASHED] for block in blocks() for row in block]
        fetched = perf_counter() - begun
        begun = perf_counter()
        for one in held:
            sha256(one).digest()
        bare = perf_counter() - begun
        size = sum(map(len, held)) / entries
        del held
        ratios.append(bare / took)
        reading.append((fetched + bare) / took)
        print(
            f"verify {took / entries * 1e6:.2f} µs an entry of {size:.0f} bytes, "
            f"bare loop {bare / entries * 1e6:.2f}, the reading before it {fetched / entries * 1e6:.2f}; "
            f"memory grew by {grown / 1024:.0f} MB",
            flush=True,
        )
    share = median(ratios)
    print(
        f"verify {entries:,} entries in {chains:,} chains: {share:.2f} of the bare loop's rate  "
        f"wanted {VERIFY}: {'ok' if share >= VERIFY else 'MISSED'}; "
        f"{median(reading):.2f} of the loop that reads first"
    )
    return share


def _fill(entries: int, chains: int) -> None:
    """Put entries there as `record` writes them: a line is what binary COPY takes."""
    from django.db import connection  # noqa: PLC0415

    from sapar.apps.journal.line import COLUMNS, ZERO, hashed, line  # noqa: PLC0415

    chance = Random(3)  # noqa: S311 (the same journal every time)
    said = '{"from":"declared","rule":"kr-voluntary-departure-2025.notice","to":"cleared"}'
    heads: dict[str, tuple[int, bytes]] = {}
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER journal_entry_open_day")
        with cursor.cursor.copy(f"COPY journal_entry ({names}) FROM STDIN (FORMAT BINARY)") as copy:
            copy.write(b"PGCOPY\n\xff\r\n\0" + bytes(8))
            for i in range(entries):
                chain = f"case:{chance.randrange(chains)}"
                number, previous = heads.get(chain, (0, ZERO))
                values = {
                    "number": number + 1,
                    "at": NOON + timedelta(days=i / DAILY),
                    "previous": previous,
                    "user": i % 50,
                    "person": UUID(int=chance.getrandbits(128)),
                    "post": 3,
                    "chain": chain,
                    "role": "consular_officer",
                    "verb": "case.moved",
                    "said": said,
                    "sealed": chance.randbytes(100),
                }
                digest = sha256(hashed(values)).digest()
                heads[chain] = number + 1, digest
                copy.write(line({**values, "hash": digest}))
            copy.write(b"\xff\xff")
        with cursor.cursor.copy("COPY journal_head (chain, number, hash) FROM STDIN") as copy:
            for chain, (number, digest) in heads.items():
                copy.write_row((chain, number, digest))
        cursor.execute("ALTER TABLE journal_entry ENABLE TRIGGER journal_entry_open_day")
        cursor.execute("VACUUM ANALYZE journal_entry, journal_head")


def _record(writes: int, rounds: int) -> float:
    """How many times dearer a write is with its entry; the median of the rounds."""
    from sapar.apps.accounts.models import Post, User  # noqa: PLC0415

    user = User.objects.create_user("officer@example.org")
    post = Post.objects.create(
        code="seoul", kind="embassy", state="KZ", country="KR", time_zone="Asia/Seoul"
    )
    _written(writes, user.pk, post.pk, journal=True)
    ratios = []
    for _ in range(rounds):
        bare = _written(writes, user.pk, post.pk, journal=False)
        kept = _written(writes, user.pk, post.pk, journal=True)
        ratios.append(kept / bare)
        print(f"a write {bare * 1e3:.2f} ms, with its entry {kept * 1e3:.2f} ms", flush=True)
    times = median(ratios)
    print(
        f"a write of four statements with its entry: {times:.2f} × without it  "
        f"wanted {RECORD}: {'ok' if times <= RECORD else 'MISSED'}"
    )
    return times


def _written(writes: int, user: int, post: int, *, journal: bool) -> float:
    """The seconds of one write: lock a row, alter it, add two."""
    from django.db import transaction  # noqa: PLC0415

    from sapar.apps.accounts.models import Grant, Post  # noqa: PLC0415
    from sapar.apps.journal.actions import By, record  # noqa: PLC0415

    person = UUID(int=5)
    at = NOON + timedelta(days=5000)
    begun = perf_counter()
    for i in range(writes):
        with transaction.atomic():
            found = Post.objects.select_for_update().get(pk=post)
            Post.objects.filter(pk=found.pk).update(names={"en": str(i)})
            for role in ("helper", "auditor"):
                Grant.objects.create(
                    user_id=user, role=role, state="KZ", post_id=post, since=at, kinds=[]
                )
            if journal:
                record(
                    "case.moved",
                    chain=f"case:{i}",
                    by=By(user=user, role="consular_officer"),
                    at=at,
                    person=person,
                    post=post,
                    said={"from": "declared", "to": "cleared"},
                    sealed={"note": "Flies with her brother."},
                )
    return (perf_counter() - begun) / writes


if __name__ == "__main__":
    raise SystemExit(main())
