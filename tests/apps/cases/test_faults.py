"""Several officers at once, and processes killed in the middle of their work, on both engines."""

from __future__ import annotations

import signal
import time

import pytest
from tests.apps.sites import Site

pytestmark = pytest.mark.django_db(transaction=True)

CAST = """
import sys
from datetime import timedelta
from tests.apps.cases.cast import NOON, gather, noon_on, FACTS, WINDOW
from sapar.apps.accounts.actor import machine
from sapar.apps.accounts.models import User
from sapar.apps.accounts.queries import actor_of
from sapar.apps.cases.actions import give_evidence, make_move, tell_facts, wake, write
from sapar.apps.cases.brief import brief_of
from sapar.apps.cases.errors import CaseError
from sapar.apps.cases.models import Case, Message
officer = lambda at=NOON: actor_of(User.objects.get(email="officer@example.org"), at=at)
"""

OPEN = CAST + "case = gather().opened(); print(case.pk)"

WRITE = (
    CAST
    + """
case, name, count = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
print("ready", flush=True); sys.stdin.readline()
for number in range(count):
    tell_facts(case, {"departure.port": f"port-{name}-{number}"}, actor=officer())
"""
)

RACE = (
    CAST
    + """
case, turn = int(sys.argv[1]), int(sys.argv[2])
print("ready", flush=True); sys.stdin.readline()
try:
    make_move(case, "withdraw", actor=officer(), turn=turn)
    print("won")
except CaseError as error:
    print(error.code)
"""
)

HOLD = (
    CAST
    + """
from django.db import transaction
from sapar.apps.accounts.models import Post
from sapar.apps.cases.actions import answer_referral, refer
from sapar.apps.cases.models import Referral
case, way = int(sys.argv[1]), sys.argv[2]
in_busan = actor_of(User.objects.get(email="in_busan@example.org"), at=NOON)
busan = Post.objects.get(code="kz-busan")
if way == "transfer":
    asked = refer(case, to=busan, kind=Referral.Kind.TRANSFER, question="Yours?", actor=officer())
with transaction.atomic():
    if way == "transfer":
        answer_referral(asked.pk, answer=Referral.Answer.ACCEPTED, reply="Ours.", actor=in_busan)
    else:
        make_move(case, way, actor=officer())
    print("holding", flush=True); sys.stdin.readline()
"""
)

WAIT = (
    CAST
    + """
case, turn = int(sys.argv[1]), int(sys.argv[2])
citizen = actor_of(User.objects.get(email="citizen@example.org"), at=NOON)
print("waiting", flush=True)
try:
    make_move(case, "withdraw", actor=citizen, turn=turn)
except CaseError as error:
    print(error.code)
"""
)

CROWD = (
    CAST
    + """
from concurrent.futures import ThreadPoolExecutor
from django.db import OperationalError, connection
cases, times = [int(one) for one in sys.argv[2:]], int(sys.argv[1])
actor = officer()
print("ready", flush=True); sys.stdin.readline()
def officer_at_work(case):
    failed = []
    for number in range(times):
        try:
            tell_facts(case, {"departure.port": f"port-{number}"}, actor=actor)
        except OperationalError as error:
            failed.append(str(error))
    connection.close()
    return failed
with ThreadPoolExecutor(len(cases)) as crowd:
    print(sum(crowd.map(officer_at_work, cases), []))
"""
)

OPEN_MANY = (
    CAST
    + """
from sapar.apps.cases.actions import open_case
from tests.apps.cases.cast import PROGRAMME, register
cast = gather()
for number in range(int(sys.argv[1])):
    person = register(None, "Ким", "Аида")
    case = open_case(person.pk, instrument=PROGRAMME, procedure="departure", post=cast.seoul,
                     facts=FACTS, actor=officer())
    print(case.pk)
"""
)

BUSY = (
    CAST
    + """
case = int(sys.argv[1])
print("ready", flush=True)
number = 0
while True:
    number += 1
    write(case, f"message {number}", actor=officer())
    tell_facts(case, {"departure.port": f"port-{number}"}, actor=officer())
"""
)

LOOK = (
    CAST
    + """
case = Case.objects.get(pk=int(sys.argv[1]))
brief = brief_of(case, at=NOON)
print(case.turn, brief.position.state, case.state.name, case.messages.exclude(template="opened").count())
"""
)

COUNT = """
import sys
from sapar.apps.journal.models import Entry
verbs = Entry.objects.filter(chain=f"case:{sys.argv[1]}").values_list("verb", flat=True)
print(*[sum(verb == name for verb in verbs) for name in sys.argv[2:]])
"""

COUNT_ALL = """
import sys
from sapar.apps.journal.models import Entry
print(Entry.objects.filter(verb=sys.argv[1]).count())
"""

PROCESSES, TIMES = 4, 6
WRITERS, EACH = 20, 3


def test_four_officers_at_once_lose_no_change(site: Site) -> None:
    case = site.run(OPEN)
    turn = int(site.run(LOOK, case).split()[0])
    writers = [site.start(WRITE, case, str(name), str(TIMES)) for name in range(PROCESSES)]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        _, said = writer.communicate("go\n", timeout=300)
        assert writer.returncode == 0, said
    assert int(site.run(LOOK, case).split()[0]) == turn + PROCESSES * TIMES
    assert site.run(COUNT, case, "case.facts_told") == str(PROCESSES * TIMES)
    assert site.sapar("journal", "verify").returncode == 0


def test_of_two_who_saw_the_same_turn_exactly_one_wins(site: Site) -> None:
    case = site.run(OPEN)
    turn = site.run(LOOK, case).split()[0]
    rivals = [site.start(RACE, case, turn) for _ in range(3)]
    for rival in rivals:
        assert rival.stdout is not None
        assert rival.stdout.readline() == "ready\n"
    answers = sorted(rival.communicate("go\n", timeout=120)[0].strip() for rival in rivals)
    assert answers == ["case_changed", "case_changed", "won"]


def test_twenty_who_write_at_once_in_four_processes_are_never_told_that_it_is_locked(
    site: Site,
) -> None:
    cases = site.run(OPEN_MANY, str(WRITERS)).split()
    each = WRITERS // PROCESSES
    crowds = [
        site.start(CROWD, str(EACH), *cases[first : first + each])
        for first in range(0, WRITERS, each)
    ]
    for crowd in crowds:
        assert crowd.stdout is not None
        assert crowd.stdout.readline() == "ready\n"
    for crowd in crowds:
        said, error = crowd.communicate("go\n", timeout=120)
        assert said.strip() == "[]", error
    assert site.run(COUNT_ALL, "case.facts_told") == str(WRITERS * EACH)
    assert site.sapar("journal", "verify").returncode == 0


@pytest.mark.parametrize("way", ["withdraw", "transfer"])
def test_who_waited_while_a_case_went_elsewhere_is_told_that_it_changed(
    site: Site, way: str
) -> None:
    case = site.run(OPEN)
    turn = site.run(LOOK, case).split()[0]
    first = site.start(HOLD, case, way)
    assert first.stdout is not None
    assert first.stdout.readline() == "holding\n"
    second = site.start(WAIT, case, turn)
    assert second.stdout is not None
    assert second.stdout.readline() == "waiting\n"
    time.sleep(0.5)
    assert first.communicate("go\n", timeout=60)[1] == ""
    said, error = second.communicate(timeout=60)
    assert said.strip() == "case_changed", error


def test_a_process_killed_in_the_middle_leaves_no_half_change(site: Site) -> None:
    case = site.run(OPEN)
    for pause in (0.15, 0.3, 0.45):
        busy = site.start(BUSY, case)
        assert busy.stdout is not None
        assert busy.stdout.readline() == "ready\n"
        time.sleep(pause)
        busy.send_signal(signal.SIGKILL)
        busy.communicate(timeout=60)
    turn, folded, listed, messages = site.run(LOOK, case).split()
    told, written = site.run(COUNT, case, "case.facts_told", "case.message_written").split()
    assert folded == listed == "draft"
    assert int(written) == int(messages)
    assert int(turn) == 1 + int(told) + int(written)
    assert site.sapar("journal", "verify").returncode == 0
