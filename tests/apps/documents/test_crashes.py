"""A process killed in the middle of an upload, and the files of somebody who is erased."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.apps.documents.cast import NOON, Cast
from tests.apps.documents.hostile import pdf, picture

from sapar.apps.documents.actions import erase_files, sweep
from sapar.apps.documents.errors import NoSuchFileError
from sapar.apps.documents.models import File
from sapar.apps.documents.queries import export_files
from sapar.apps.journal.models import Entry

ROOT = Path(__file__).resolve().parents[3]


def run(verb: str, folder: Path) -> subprocess.CompletedProcess[str]:
    wanted = {
        "SAPAR_ENV": "development",
        "SAPAR_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "sapar.config.settings",
    }
    own = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-m", "tests.apps.documents.dying", verb],
        cwd=ROOT,
        env={**own, **wanted},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_process_killed_during_an_upload_leaves_no_row_without_bytes_and_no_bytes_for_ever(
    tmp_path: Path,
) -> None:
    assert run("migrate", tmp_path).returncode == 0
    assert run("keep", tmp_path).returncode == 0
    for moment in ("reading", "writing", "stored"):
        assert run(moment, tmp_path).returncode == -signal.SIGKILL
    looked = run("look", tmp_path)
    assert looked.returncode == 0, looked.stderr
    assert json.loads(looked.stdout) == {
        "before": 3,  # the one that was kept, half of one, one without a row
        "young": 0,
        "taken": 2,
        "after": 1,
        "read": [True],
    }


@pytest.mark.django_db
def test_the_sweeper_leaves_what_a_row_names(cast: Cast, evidence: Path) -> None:
    file = cast.sends(pdf())
    (evidence / "ab").mkdir(exist_ok=True)
    (evidence / "ab" / "orphan").write_bytes(b"?")
    assert sweep(at=NOON + timedelta(days=3650)) == 1
    assert (evidence / file.stored_as).exists()


@pytest.mark.django_db
def test_the_files_of_the_erased_go_and_their_rows_say_nothing(
    cast: Cast, evidence: Path, django_capture_on_commit_callbacks: Any
) -> None:
    file = cast.sends(picture(), name="Аида Серікова.jpg")
    (held,) = export_files(cast.citizen, cast.aida, sees=cast.sees)
    assert held["name"] == "Аида Серікова.jpg"
    assert json.dumps(held)
    with pytest.raises(NoSuchFileError):
        erase_files(cast.aida, actor=cast.officer, at=NOON)
    with django_capture_on_commit_callbacks(execute=True):
        assert erase_files(cast.aida, actor=cast.protector, at=NOON) == 1
    file.refresh_from_db()
    assert (file.state, file.sha256, file.stored_as, file.uploaded_by) == ("erased", "", "", None)
    assert bytes(file.sealed_name) == b""
    assert not [path for path in evidence.rglob("*") if path.is_file()]
    assert Entry.objects.filter(person=cast.aida).latest("number").verb == "file.erased"
    assert erase_files(cast.aida, actor=cast.protector, at=NOON) == 0
    assert File.objects.count() == 1


@pytest.mark.django_db
def test_a_site_that_was_sent_no_file_yet_is_swept_all_the_same(evidence: Path) -> None:
    evidence.rmdir()
    assert sweep(at=NOON) == 0
