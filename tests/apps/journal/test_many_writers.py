"""Processes that write at once, and processes that are killed: no number twice, no half entry."""

from random import Random

import pytest
from tests.apps.sites import Site

WRITES = """
import sys
from datetime import UTC, datetime
from uuid import UUID
from django.db import transaction
from sapar.apps.accounts.models import Post
from sapar.apps.journal.actions import By, record
noon = datetime(2026, 1, 20, 3, tzinfo=UTC)
who, count = int(sys.argv[1]), int(sys.argv[2])
input()
for n in range(count):
    with transaction.atomic():
        entry = record(
            "post.opened", chain="site", by=By(user=who, role="administrator"), at=noon,
            person=UUID(int=who), said={"n": n}, sealed={"note": "a name"},
        )
        Post.objects.create(
            code=f"p-{entry.number}", kind="embassy", state="KZ", country="KR", time_zone="Asia/Seoul"
        )
    print(entry.number, flush=True)
"""
COUNTS = """
from sapar.apps.accounts.models import Post
from sapar.apps.journal.models import Entry
from sapar.apps.journal.verify import verify
found = verify()
for one in found.problems:
    print(one)
entries = {f"p-{number}" for number in Entry.objects.values_list("number", flat=True)}
assert entries == set(Post.objects.values_list("code", flat=True))
print(found.entries)
"""
ANCHORS = """
from datetime import UTC, datetime
from sapar.apps.journal.actions import anchor
made = anchor(at=datetime(2026, 1, 21, 9, tzinfo=UTC))
print(sum(one.entries for one in made))
"""


def test_four_processes_that_write_to_one_chain_lose_and_double_nothing(site: Site) -> None:
    started = [site.start(WRITES, str(who), "50") for who in range(4)]
    for process in started:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    ended = [process.communicate(timeout=120) for process in started]
    assert [err for _, err in ended] == [""] * 4
    numbers = [int(number) for out, _ in ended for number in out.split()]
    assert sorted(numbers) == list(range(1, 201))
    assert site.run(COUNTS) == "200"


def test_writers_that_are_killed_leave_no_half_entry(site: Site) -> None:
    chance = Random(5)  # noqa: S311 (when to kill, the same each time)
    told = 0
    for who in range(6):
        process = site.start(WRITES, str(who), "10000")
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("\n")
        process.stdin.flush()
        for _ in range(chance.randrange(1, 40)):
            told = int(process.stdout.readline())
        process.kill()
        process.communicate()
    assert int(site.run(COUNTS)) >= told


def test_a_day_that_is_anchored_while_others_write_holds_just_what_it_tells(site: Site) -> None:
    """Whoever comes too late is refused: no entry slips in behind the anchor."""
    started = [site.start(WRITES, str(who), "10000") for who in range(2)]
    for process in started:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.stdout.readline()
    anchored = site.run(ANCHORS)
    refused = [process.communicate(timeout=120)[1] for process in started]
    assert all("ClosedDayError: 2026-01-20 is anchored" in one for one in refused)
    assert site.run(COUNTS) == anchored


@pytest.mark.parametrize("words", [("journal", "anchor"), ("journal", "verify")])
def test_a_site_without_entries_has_nothing_to_prove(site: Site, words: tuple[str, ...]) -> None:
    done = site.sapar(*words)
    assert (done.returncode, done.stderr) == (0, "")
