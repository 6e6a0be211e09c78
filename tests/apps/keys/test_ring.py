"""The file of the key ring: for its owner only, made at need while developing, never in production."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.apps.sites import ROOT, Site

from sapar.apps.keys.checks import check_masters
from sapar.apps.keys.errors import MasterKeyError
from sapar.apps.keys.masters import masters
from sapar.apps.keys.ring import new_master, read_ring

PRODUCTION = {
    "SAPAR_ENV": "production",
    "SAPAR_SECRET_KEY": "not-a-secret-" * 5,
    "SAPAR_ALLOWED_HOSTS": "sapar.example.org",
}


def manage_check(tmp_path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sapar.config.manage", "check"],
        env={"PATH": os.environ["PATH"], **PRODUCTION, "SAPAR_DATA": str(tmp_path), **variables},
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )


def test_while_developing_it_is_made_on_first_use_for_its_owner_only(key_ring: Path) -> None:
    assert masters().current() == "development"
    assert key_ring.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in key_ring.parent.glob("keys*")) == ["keys.json"]


def test_in_production_it_is_never_made_by_itself(key_ring: Path, settings: object) -> None:
    settings.SAPAR_KEYS_MADE_ON_FIRST_USE = False  # type: ignore[attr-defined]
    with pytest.raises(MasterKeyError, match="cannot be read") as refused:
        masters().current()
    assert "sapar keys new-master" in str(refused.value.mend)
    assert not key_ring.exists()


def test_in_production_the_check_asks_for_a_key_ring_and_is_content_with_one(
    tmp_path: Path, key_ring: Path
) -> None:
    without = manage_check(tmp_path)
    assert without.returncode == 1
    assert "SAPAR_KEYS names no key ring" in without.stderr
    assert "keys.E001" in without.stderr
    new_master("2026", current=True)
    assert manage_check(tmp_path, SAPAR_KEYS=str(key_ring)).returncode == 0
    key_ring.chmod(0o640)
    readable = manage_check(tmp_path, SAPAR_KEYS=str(key_ring))
    assert readable.returncode == 1
    assert f"chmod 600 {key_ring}" in readable.stderr


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666, 0o620])
def test_a_ring_that_others_may_open_is_refused(key_ring: Path, mode: int) -> None:
    masters().current()
    key_ring.chmod(mode)
    with pytest.raises(MasterKeyError, match="Others may read"):
        masters().current()


@pytest.mark.parametrize(
    "held",
    [
        "",
        "[]",
        "{}",
        '{"current": "a", "masters": {}, "index": ""}',
        '{"current": "a", "masters": {"a": "c2hvcnQ="}, "index": "c2hvcnQ="}',
        '{"current": "a", "masters": {"a": "%%"}, "index": "c2hvcnQ="}',
        '{"current": "a", "masters": ["a"], "index": "c2hvcnQ="}',
    ],
)
def test_a_damaged_ring_is_refused(key_ring: Path, held: str) -> None:
    key_ring.write_text(held, encoding="utf-8")
    key_ring.chmod(0o600)
    with pytest.raises(MasterKeyError, match="damaged"):
        masters().current()
    assert [one.id for one in check_masters()] == ["keys.E001"]


def test_a_new_master_key_wraps_at_once_and_a_spare_one_does_not(key_ring: Path) -> None:
    new_master("2026", current=True)
    assert masters().current() == "2026"
    new_master("2027", current=True)
    new_master("2028", current=False)
    assert masters().current() == "2027"
    assert masters().ids() == {"2026", "2027", "2028"}
    assert key_ring.stat().st_mode & 0o777 == 0o600


def test_a_master_key_is_never_replaced_by_another_of_its_name(key_ring: Path) -> None:
    new_master("2026", current=True)
    before = key_ring.read_bytes()
    with pytest.raises(MasterKeyError, match="already"):
        new_master("2026", current=True)
    assert key_ring.read_bytes() == before


def test_keys_stand_in_no_message_and_no_repr(key_ring: Path) -> None:
    masters().current()
    secret = json.loads(key_ring.read_text(encoding="utf-8"))["masters"]["development"]
    assert secret not in repr(read_ring(key_ring))
    with pytest.raises(MasterKeyError) as refused:
        masters().unwrap(bytes(60), master="development", bound=b"")
    assert secret not in str(refused.value)


def test_processes_that_start_together_agree_on_one_ring(tmp_path: Path) -> None:
    site = Site(tmp_path, f"sqlite:///{tmp_path / 'sapar.sqlite3'}")
    asks = "from sapar.apps.keys.masters import masters; input(); print(masters().mac(b'x').hex())"
    started = [site.start(asks) for _ in range(4)]
    for process in started:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    said = {process.communicate(timeout=60)[0] for process in started}
    assert len(said) == 1
    assert said != {""}
