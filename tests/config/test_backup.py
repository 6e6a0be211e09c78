"""A drill on both engines: a site is backed up, killed at it, restored elsewhere, and proven to be whole."""

from __future__ import annotations

import json
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from tests.apps.sites import Site, fresh_site

ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]

LIVES = """
import io, sys
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from PIL import Image
from sapar.apps.accounts.actor import machine
from sapar.apps.documents.actions import receive
from sapar.apps.journal.actions import anchor
from sapar.apps.people.actions import NameParts, NewPerson, register_person
at = datetime(2026, 1, 20, 3, tzinfo=UTC)
out = io.BytesIO()
Image.new("RGB", (400, 300), "white").save(out, "JPEG")
for number in range(int(sys.argv[1])):
    person = register_person(
        NewPerson(names=(NameParts(kind="native", family="Жаңбырова", given="Айсұлу"),)),
        actor=machine(at), at=at,
    )
    sent = SimpleNamespace(name="scan.jpg", size=len(out.getvalue()), chunks=lambda: [out.getvalue()])
    receive(sent, person=person.pk, kind="passport", actor=machine(at), at=at, sees=lambda _: True)
anchor(at=at + timedelta(days=2))
"""
TELLS = """
from hashlib import sha256
from sapar.apps.accounts.actor import machine
from sapar.apps.documents.actions import open_file
from sapar.apps.documents.models import File
from sapar.apps.documents.storing import evidence
from sapar.apps.journal.models import Anchor, Entry
from datetime import UTC, datetime
names = sorted(File.objects.values_list("stored_as", flat=True))
assert all(evidence().exists(name) for name in names)
one = File.objects.order_by("pk").first()
at = datetime(2026, 1, 29, 3, tzinfo=UTC)
whole = b"".join(open_file(machine(at), one.pk, at=at, sees=lambda _: True))
assert sha256(whole).hexdigest() == one.sha256
hashes = b"".join(bytes(one.hash) for one in Entry.objects.exclude(verb="file.opened").order_by("chain", "number"))
print(len(names), sha256(hashes).hexdigest(), bytes(Anchor.objects.last().hash).hex())
"""
GOES_ON = """
import time
from datetime import UTC, datetime
from django.db import transaction
from sapar.apps.journal.actions import By, record
at, end = datetime(2026, 1, 29, 3, tzinfo=UTC), time.monotonic() + 60
print("writing", flush=True)
while time.monotonic() < end:
    with transaction.atomic():
        record("case.moved", chain="case:1", by=By(user=None, role="machine"), at=at)
"""
MIGRATED = (
    "from django.core.management import call_command; call_command('migrate', check_unapplied=True)"
)


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """The engine of both sites."""
    return str(request.param)


@pytest.fixture
def site(engine: str, tmp_path: Path, postgres_url: str) -> Iterator[Site]:
    """A site with people, files and an anchored journal."""
    (tmp_path / "one").mkdir()
    with fresh_site(engine, tmp_path / "one", postgres_url) as made:
        made.run(LIVES, "3")
        yield made


@pytest.fixture
def empty(engine: str, tmp_path: Path, postgres_url: str) -> Iterator[Site]:
    """Another site that nobody has set up, with the same master keys."""
    data = tmp_path / "other"
    data.mkdir()
    with fresh_site(engine, data, postgres_url, migrated=False) as made:
        yield made


def backed_up(site: Site, folder: Path) -> Path:
    done = site.sapar("backup", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


def bring_the_keys(site: Site, to: Site) -> None:
    shutil.copy2(site.data / "keys.json", to.data / "keys.json")


def test_a_site_is_restored_elsewhere_to_the_byte(site: Site, empty: Site, tmp_path: Path) -> None:
    before = site.run(TELLS)
    folder = backed_up(site, tmp_path / "backups" / "monday")
    bring_the_keys(site, empty)
    done = empty.sapar("restore", str(folder))
    assert done.returncode == 0, done.stderr
    assert "and holds" in done.stdout
    assert "missing" not in done.stdout
    assert empty.run(TELLS) == before
    assert empty.sapar("journal", "verify").returncode == 0
    empty.run(MIGRATED)


def test_the_master_keys_are_not_in_it_and_who_restores_is_told(
    site: Site, empty: Site, tmp_path: Path
) -> None:
    folder = backed_up(site, tmp_path / "monday")
    ring = json.loads((site.data / "keys.json").read_text())
    secrets = [*ring["masters"].values(), ring["index"]]
    written = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    assert not any(secret.encode() in written for secret in secrets)
    assert "Жаңбырова".encode() not in (folder / "manifest.json").read_bytes()
    done = empty.sapar("restore", str(folder))
    assert "These master keys are missing" in done.stdout


def test_the_site_goes_on_while_it_is_backed_up(site: Site, empty: Site, tmp_path: Path) -> None:
    writer = site.start(GOES_ON)
    assert writer.stdout is not None
    assert writer.stdout.readline().strip() == "writing"
    try:
        folder = backed_up(site, tmp_path / "monday")
        assert writer.poll() is None
    finally:
        writer.kill()
        writer.communicate()
    bring_the_keys(site, empty)
    done = empty.sapar("restore", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr


def test_killed_at_any_point_it_leaves_nothing_that_looks_whole(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "backups" / "monday"
    took = time.monotonic()
    backed_up(site, tmp_path / "measured")
    took = time.monotonic() - took
    for part in (0.7, 0.85, 0.95, 1.0):
        process = site.start(
            "from sapar.config.command import main; import sys; sys.argv = ['sapar', *sys.argv[1:]]; main()",
            *("backup", str(folder)),
        )
        time.sleep(took * part)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if folder.exists():
            assert len(json.loads((folder / "manifest.json").read_text())["files"]) == 4
            shutil.rmtree(folder)
    for partial in folder.parent.glob(".monday.partial-*"):
        if not (partial / "manifest.json").exists():
            done = site.sapar("restore", str(partial))
            assert done.returncode == 2
            assert "no finished backup" in done.stderr
    assert backed_up(site, folder).is_dir()


def test_what_was_altered_is_refused_before_anything_is_written(
    site: Site, empty: Site, tmp_path: Path
) -> None:
    folder = backed_up(site, tmp_path / "monday")
    one = next((folder / "evidence").rglob("??????????*"))
    sound = one.read_bytes()
    one.write_bytes(sound[:-1] + bytes([sound[-1] ^ 1]))
    done = empty.sapar("restore", str(folder))
    assert done.returncode == 2
    assert "not what was written" in done.stderr
    one.unlink()
    assert "missing" in empty.sapar("restore", str(folder)).stderr
    one.write_bytes(sound)
    assert not (empty.data / "evidence").exists()
    assert empty.sapar("restore", str(folder)).returncode == 0
    again = empty.sapar("restore", str(folder))
    assert again.returncode == 2
    assert "not empty" in again.stderr


def test_a_backup_never_overwrites(site: Site, tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    done = site.sapar("backup", str(tmp_path / "here"))
    assert done.returncode == 2
    assert "already something" in done.stderr


def test_a_backup_of_a_newer_sapar_is_refused(site: Site, empty: Site, tmp_path: Path) -> None:
    folder = backed_up(site, tmp_path / "monday")
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["migrations"].append("people.9999_of_tomorrow")
    (folder / "manifest.json").write_text(json.dumps(manifest))
    done = empty.sapar("restore", str(folder))
    assert done.returncode == 2
    assert "people.9999_of_tomorrow" in done.stderr


@pytest.mark.postgres
@pytest.mark.parametrize(("made_on", "here"), [("sqlite", "postgresql"), ("postgresql", "sqlite")])
def test_the_other_engine_is_refused_in_one_sentence(
    made_on: str, here: str, tmp_path: Path, postgres_url: str
) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    with (
        fresh_site(made_on, tmp_path / "one", postgres_url) as site,
        fresh_site(here, tmp_path / "other", postgres_url, migrated=False) as other,
    ):
        done = other.sapar("restore", str(backed_up(site, tmp_path / "monday")))
    assert done.returncode == 2
    assert f"was made on {made_on}, and this site is on {here}" in done.stderr


@pytest.mark.postgres
def test_a_missing_program_is_named(
    tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with fresh_site("postgresql", tmp_path, postgres_url) as site:
        monkeypatch.setenv("PATH", str(tmp_path))
        done = site.sapar("backup", str(tmp_path / uuid4().hex))
    assert done.returncode == 2
    assert "pg_dump: this program is not installed" in done.stderr
