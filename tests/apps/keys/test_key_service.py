"""The master keys may lie with a service: the same promises, and the service must be there."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.apps.keys import kms
from tests.apps.keys.cast import CITIZEN, FACTS, NOON, PASSPORT

from sapar.apps.keys.actions import erase, rotate
from sapar.apps.keys.checks import check_masters
from sapar.apps.keys.errors import ErasedError, MasterKeyError
from sapar.apps.keys.models import PersonKey
from sapar.apps.keys.queries import inventory
from sapar.apps.keys.sealing import blind_index, seal, unseal

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(
    monkeypatch: pytest.MonkeyPatch, settings: object, key_ring: Path
) -> Iterator[subprocess.Popen[str]]:
    """A key service, and a site that uses it."""
    command = [sys.executable, kms.__file__]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        monkeypatch.setenv("SAPAR_TEST_KMS", process.stdout.readline().strip())
        settings.SAPAR_MASTER_KEYS = "tests.apps.keys.kms.ServiceKeys"  # type: ignore[attr-defined]
        yield process
        process.kill()


def test_what_is_sealed_with_its_master_key_opens_again(
    service: subprocess.Popen[str], key_ring: Path
) -> None:
    sealed = seal(CITIZEN, PASSPORT, context=FACTS, at=NOON)
    assert unseal(CITIZEN, sealed, context=FACTS) == PASSPORT
    assert blind_index("a", purpose="b") == blind_index("a", purpose="b")
    assert not key_ring.exists()


def test_its_master_key_is_rotated_and_the_old_one_can_go(service: subprocess.Popen[str]) -> None:
    sealed = seal(CITIZEN, PASSPORT, context=FACTS, at=NOON)
    kms._asked("new", "second")
    assert rotate(at=NOON) == 1
    kms._asked("forget", "first")
    assert PersonKey.objects.get().master == "second"
    assert unseal(CITIZEN, sealed, context=FACTS) == PASSPORT


def test_a_master_key_it_has_lost_is_missing_in_the_inventory(
    service: subprocess.Popen[str],
) -> None:
    sealed = seal(CITIZEN, PASSPORT, context=FACTS, at=NOON)
    kms._asked("new", "second")
    kms._asked("forget", "first")
    assert [one.name for one in inventory().missing] == ["first"]
    with pytest.raises(MasterKeyError, match="No master key fits"):
        unseal(CITIZEN, sealed, context=FACTS)


def test_an_erasure_holds_there_too(service: subprocess.Popen[str]) -> None:
    sealed = seal(CITIZEN, PASSPORT, context=FACTS, at=NOON)
    erase(CITIZEN, at=NOON)
    with pytest.raises(ErasedError):
        unseal(CITIZEN, sealed, context=FACTS)


def test_without_the_service_nothing_is_sealed_and_the_check_says_so(
    service: subprocess.Popen[str],
) -> None:
    assert check_masters() == []
    service.kill()
    service.wait()
    with pytest.raises(MasterKeyError, match="does not answer"):
        seal(CITIZEN, PASSPORT, context=FACTS, at=NOON)
    assert [one.msg for one in check_masters()] == ["The key service does not answer."]
