"""Scanned, in quarantine, scanned again; with ClamAV's own daemon and with one in trouble."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.apps.documents.cast import NOON, Cast, nobody_sees
from tests.apps.documents.conftest import HARM
from tests.apps.documents.hostile import pdf

from sapar.apps.documents.actions import open_file, rescan
from sapar.apps.documents.errors import NotOpenError
from sapar.apps.documents.models import File
from sapar.apps.documents.queries import files_of
from sapar.apps.journal.models import Entry

pytestmark = pytest.mark.django_db

GOOD = pdf()
BAD = pdf() + HARM
NOBODY_LISTENS = "127.0.0.1:1"


def bytes_in(evidence: Path) -> int:
    return len([path for path in evidence.rglob("*") if path.is_file()])


@pytest.mark.clamd
def test_clamav_passes_a_good_file_and_nothing_is_kept_of_a_harmful_one(
    cast: Cast, evidence: Path, settings: Any, clamd: str
) -> None:
    settings.SAPAR_CLAMD = clamd
    assert cast.sends(GOOD).state == "clean"
    harmful = cast.sends(BAD)
    assert (harmful.state, harmful.stored_as) == ("refused", "")
    assert harmful.why.startswith("harmful:Sapar.Invented.Harm")
    assert bytes_in(evidence) == 1
    with pytest.raises(NotOpenError):
        open_file(cast.citizen, harmful.pk, at=NOON, sees=cast.sees)


@pytest.mark.clamd
def test_a_file_that_waited_is_scanned_by_clamav_later(
    cast: Cast, evidence: Path, settings: Any, clamd: str, django_capture_on_commit_callbacks: Any
) -> None:
    settings.SAPAR_CLAMD = NOBODY_LISTENS
    good, bad = cast.sends(GOOD), cast.sends(BAD)
    settings.SAPAR_CLAMD = clamd
    with django_capture_on_commit_callbacks(execute=True):
        assert rescan(actor=cast.machine, at=NOON) == 2
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.state, bad.state) == ("clean", "refused")
    assert bytes_in(evidence) == 1
    assert b"".join(open_file(cast.citizen, good.pk, at=NOON, sees=cast.sees)) == GOOD


@pytest.mark.clamd
def test_what_is_larger_than_clamav_takes_waits_in_quarantine(
    cast: Cast, settings: Any, clamd: str
) -> None:
    settings.SAPAR_CLAMD = clamd  # its StreamMaxLength is one megabyte
    assert cast.sends(pdf() + bytes(2_000_000)).state == "quarantined"


@pytest.mark.parametrize(
    "answer", ["HANGUP", "stream: engine ERROR", "INSTREAM size limit exceeded. ERROR", ""]
)
def test_a_scanner_in_trouble_gives_no_verdict(
    cast: Cast, settings: Any, scanner_that_says: Callable[[str], str], answer: str
) -> None:
    settings.SAPAR_CLAMD = scanner_that_says(answer)
    file = cast.sends(GOOD)
    assert file.state == "quarantined"
    with pytest.raises(NotOpenError) as refused:
        open_file(cast.officer, file.pk, at=NOON, sees=cast.sees)
    assert refused.value.params == {"which": "quarantined"}
    assert rescan(actor=cast.machine, at=NOON) == 0
    file.refresh_from_db()
    assert file.state == "quarantined"


@pytest.mark.parametrize(
    ("answer", "state"), [("stream: OK", "clean"), ("stream: X FOUND", "refused")]
)
def test_an_answer_is_understood(
    cast: Cast, settings: Any, scanner_that_says: Callable[[str], str], answer: str, state: str
) -> None:
    settings.SAPAR_CLAMD = scanner_that_says(answer)
    assert cast.sends(GOOD).state == state


def test_a_scanner_that_is_away_keeps_the_file_and_shows_it_to_nobody(
    cast: Cast, evidence: Path, settings: Any
) -> None:
    settings.SAPAR_CLAMD = f"unix:{evidence}/no-socket"
    file = cast.sends(GOOD)
    assert file.state == "quarantined"
    assert list(files_of(cast.citizen, cast.aida, sees=cast.sees)) == [file]
    assert list(files_of(cast.outsider, cast.aida, sees=nobody_sees)) == []
    assert bytes_in(evidence) == 1


def test_a_site_that_gets_a_scanner_scans_what_it_has(
    cast: Cast, settings: Any, scanner_that_says: Callable[[str], str]
) -> None:
    file = cast.sends(GOOD)
    assert file.state == "received"
    assert rescan(actor=cast.machine, at=NOON) == 0
    settings.SAPAR_CLAMD = scanner_that_says("stream: OK")
    assert rescan(actor=cast.machine, at=NOON) == 1
    assert File.objects.get().state == "clean"
    entry = Entry.objects.filter(person=cast.aida).latest("number")
    assert (entry.verb, entry.role) == ("file.scanned", "machine")


def test_the_database_refuses_a_state_without_its_bytes(cast: Cast) -> None:
    file = cast.sends(GOOD)
    for change in ({"stored_as": ""}, {"state": "lost"}, {"state": "refused"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            File.objects.filter(pk=file.pk).update(**change)
