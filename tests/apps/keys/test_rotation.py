"""A new master key takes over; killed in the middle, the rotation goes on; nothing becomes unreadable."""

import time
from pathlib import Path

import pytest
from tests.apps.keys.cast import CITIZEN, FACTS, NOON, OUTSIDER, PASSPORT
from tests.apps.sites import Site

from sapar.apps.keys.actions import erase, rotate
from sapar.apps.keys.errors import MasterKeyError
from sapar.apps.keys.models import PersonKey
from sapar.apps.keys.queries import inventory
from sapar.apps.keys.ring import new_master, read_ring
from sapar.apps.keys.sealing import seal, unseal


@pytest.mark.django_db
def test_after_a_rotation_everything_opens_and_the_old_master_key_can_go(key_ring: Path) -> None:
    new_master("2026", current=True)
    sealed = seal(CITIZEN, PASSPORT, context=FACTS, at=NOON)
    new_master("2027", current=True)
    assert unseal(CITIZEN, sealed, context=FACTS) == PASSPORT
    later = NOON.replace(year=2027)
    assert rotate(at=later) == 1
    assert rotate(at=later) == 0
    key = PersonKey.objects.get()
    assert (key.master, key.made_at, key.wrapped_at) == ("2027", NOON, later)
    key_ring.write_text(key_ring.read_text().replace('"2026": ', '"gone": '))
    assert unseal(CITIZEN, sealed, context=FACTS) == PASSPORT


@pytest.mark.django_db
def test_a_rotation_leaves_erased_persons_erased(key_ring: Path) -> None:
    new_master("2026", current=True)
    seal(CITIZEN, PASSPORT, context=FACTS, at=NOON)
    erase(CITIZEN, at=NOON)
    new_master("2027", current=True)
    assert rotate(at=NOON) == 0
    assert PersonKey.objects.get().wrapped is None


@pytest.mark.django_db
def test_the_inventory_tells_what_each_master_key_wraps(key_ring: Path) -> None:
    new_master("2026", current=True)
    seal(CITIZEN, PASSPORT, context=FACTS, at=NOON)
    seal(OUTSIDER, PASSPORT, context=FACTS, at=NOON)
    new_master("2027", current=True)
    erase(OUTSIDER, at=NOON)
    found = inventory()
    assert [(one.name, one.state, one.wraps) for one in found.masters] == [
        ("2026", "kept", 1),
        ("2027", "current", 0),
    ]
    assert found.destroyed == 1


@pytest.mark.django_db
def test_without_the_old_master_key_a_rotation_stops_and_says_which(key_ring: Path) -> None:
    new_master("2026", current=True)
    seal(CITIZEN, PASSPORT, context=FACTS, at=NOON)
    new_master("2027", current=True)
    key_ring.write_text(key_ring.read_text().replace('"2026": ', '"gone": '))
    with pytest.raises(MasterKeyError, match='"2026" is not in the key ring'):
        rotate(at=NOON)
    assert [one.name for one in inventory().missing] == ["2026"]


FILLS = """
from uuid import UUID
from datetime import UTC, datetime
from sapar.apps.keys.models import PersonKey
from sapar.apps.keys.masters import masters
noon = datetime(2026, 1, 20, 3, tzinfo=UTC)
rows = []
for n in range(4000):
    person = UUID(int=n)
    master, wrapped = masters().wrap(n.to_bytes(32), bound=person.bytes)
    rows.append(PersonKey(person=person, wrapped=wrapped, master=master, made_at=noon, wrapped_at=noon))
PersonKey.objects.bulk_create(rows)
"""
ROTATES = """
from datetime import UTC, datetime
from sapar.apps.keys.actions import rotate
say = lambda n: print(n, flush=True)
say(rotate(at=datetime(2027, 1, 1, tzinfo=UTC), progress=say))
"""
OPENS = """
from sapar.apps.keys.models import PersonKey
from sapar.apps.keys.masters import masters
from sapar.apps.keys.queries import inventory
for one in PersonKey.objects.all():
    key = masters().unwrap(bytes(one.wrapped), master=one.master, bound=one.person.bytes)
    assert key == one.person.int.to_bytes(32)
print(*(f"{one.name}={one.wraps}" for one in inventory().masters if one.wraps))
"""


def test_a_rotation_that_is_killed_loses_nothing_and_goes_on(site: Site, key_ring: Path) -> None:
    site.run(FILLS)
    new_master("2027", current=True)
    for batches in (1, 2):
        process = site.start(ROTATES)
        assert process.stdout is not None
        for _ in range(batches):
            assert process.stdout.readline()
        time.sleep(0.02)  # into the middle of the next batch
        process.kill()
        process.communicate()
    counts = dict(one.split("=") for one in site.run(OPENS).split())
    assert int(counts["2027"]) >= 1500
    assert int(counts["2027"]) % 500 == 0
    assert sum(map(int, counts.values())) == 4000
    site.run(ROTATES)
    assert site.run(OPENS) == "2027=4000"
    assert read_ring(key_ring).current == "2027"


ERASES = """
import sys
from datetime import UTC, datetime
from uuid import UUID
from sapar.apps.keys.actions import erase
from sapar.apps.keys.errors import ErasedError
from sapar.apps.keys.sealing import seal, unseal
noon = datetime(2026, 1, 20, 3, tzinfo=UTC)
person = UUID(int=1)
if sys.argv[1] == "erase":
    erase(person, at=noon)
else:
    sealed = seal(person, b"a name", context="here", at=noon)
    assert unseal(person, sealed, context="here") == b"a name"
    print("sealed", flush=True)
    input()
    try:
        print(unseal(person, sealed, context="here"))
    except ErasedError:
        print("erased")
"""


def test_an_erasure_in_one_process_holds_in_another_at_once(site: Site) -> None:
    reader = site.start(ERASES, "read")
    assert reader.stdout is not None
    assert reader.stdout.readline() == "sealed\n"
    site.run(ERASES, "erase")
    assert reader.communicate("\n", timeout=60)[0] == "erased\n"


MAKES = """
import sys
from datetime import UTC, datetime
from uuid import UUID
from sapar.apps.keys.sealing import seal
noon = datetime(2026, 1, 20, 3, tzinfo=UTC)
input()
for n in range(50):
    print(seal(UUID(int=n), b"a name", context="here", at=noon).hex())
"""
READS = """
import sys
from uuid import UUID
from sapar.apps.keys.sealing import unseal
for n, line in enumerate(sys.stdin.read().split()):
    assert unseal(UUID(int=n % 50), bytes.fromhex(line), context="here") == b"a name"
print(n + 1)
"""


def test_processes_that_seal_first_for_one_person_agree_on_one_key(site: Site) -> None:
    started = [site.start(MAKES) for _ in range(4)]
    for process in started:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    sealed = [process.communicate(timeout=60)[0] for process in started]
    reader = site.start(READS)
    assert reader.communicate("".join(sealed), timeout=60)[0] == "200\n"
