"""Several processes at one person at the same time, on both engines: one wins, the others are told."""

from __future__ import annotations

from collections import Counter
from subprocess import Popen

from tests.apps.sites import Site

OPENED = """
import sys
from datetime import UTC, datetime
from sapar.apps.accounts.actor import machine
from sapar.apps.accounts.models import User
from sapar.apps.people.actions import *
from sapar.apps.people.errors import PeopleError
from sapar.apps.people.models import *
noon = datetime(2026, 1, 20, 3, tzinfo=UTC)
by = {"actor": machine(noon), "at": noon}
name = NameParts(kind="native", family="Серікова", given="Аида")
"""
BEGINS = (
    OPENED
    + """
register_person(NewPerson(names=(name,)), **by)
User.objects.create_user("a@example.org")
Household.objects.create(formed_at=noon)
"""
)
TRIES = (
    OPENED
    + """
person, old = Person.objects.get(), PersonName.objects.get()
def attempt(verb, n):
    match verb:
        case "correct":
            correct_name(old, name, **by)
        case "register":
            register_person(NewPerson(names=(name,), user=User.objects.get().pk), **by)
        case "prefer":
            value = f"a{n}.{sys.argv[1]}@example.org"
            new = NewContact(channel="email", value=value, language="kk", is_preferred=True)
            add_contact_point(person.pk, new, **by)
        case "head":
            joins = Joining(household=Household.objects.get().pk, role="head")
            register_person(NewPerson(names=(name,), joins=joins), **by)
        case "erase":
            if (sys.argv[1], n) == ("0", 2):
                erase_person(person.pk, **by)
            add_name(person.pk, name, **by)
print("ready", flush=True)
for line in sys.stdin:
    said = []
    for n in range(5):
        try:
            attempt(line.strip(), n)
            said.append("done")
        except PeopleError as error:
            said.append(type(error).__name__)
    print(*said, flush=True)
"""
)
COUNTS = (
    OPENED
    + """
person = Person.objects.exclude(erased_at=None).get()
print(
    Person.objects.count(),
    Member.objects.filter(until__isnull=True).count(),
    PersonName.objects.filter(person=person).count(),
    ContactPoint.objects.filter(person=person, is_preferred=True).count(),
)
"""
)


def at_once(processes: list[Popen[str]], verb: str) -> Counter[str]:
    """What all of them say, each after five attempts."""
    for process in processes:
        assert process.stdin is not None
        process.stdin.write(f"{verb}\n")
        process.stdin.flush()
    said: Counter[str] = Counter()
    for process in processes:
        assert process.stdout is not None
        said.update(process.stdout.readline().split())
    return said


def test_of_many_who_do_the_same_at_once_one_wins_and_the_others_are_told(site: Site) -> None:
    site.run(BEGINS)
    processes = [site.start(TRIES, str(who)) for who in range(3)]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    assert at_once(processes, "correct") == {"done": 1, "EndedError": 14}
    assert at_once(processes, "register") == {"done": 1, "AlreadyKnownError": 14}
    assert at_once(processes, "prefer") == {"done": 15}
    assert at_once(processes, "head") == {"done": 1, "MembershipError": 14}
    erased = at_once(processes, "erase")
    assert set(erased) == {"done", "ErasedPersonError"}
    assert [process.communicate(timeout=60)[1] for process in processes] == [""] * 3
    # The first, the account's and the head; nothing is left about the one who was erased.
    assert site.run(COUNTS) == "3 1 0 0"
