"""Sealed files in a bucket, on a server that speaks S3's protocol in a process of its own."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest
from tests.apps.documents.cast import NOON, Cast
from tests.apps.documents.hostile import pdf

from sapar.apps.documents.actions import erase_files, open_file, sweep
from sapar.apps.documents.errors import StoreError
from sapar.apps.documents.models import File
from sapar.config.clock import now
from sapar.config.evidence import evidence_storage

pytestmark = pytest.mark.django_db

BUCKET = "evidence-of-nobody"


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """The address of a server with nothing in it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except OSError:
            time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    server.kill()
    server.wait()


@pytest.fixture
def bucket(cast: Cast, s3: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An empty bucket, and the settings that an operator would give."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "invented")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    kept = evidence_storage(data=Path("unused"), bucket=BUCKET, endpoint=s3)
    settings.STORAGES = {**settings.STORAGES, "evidence": kept}
    made = boto3.resource("s3", endpoint_url=s3).create_bucket(Bucket=BUCKET)
    yield made
    made.objects.all().delete()
    made.delete()


def test_a_file_lies_sealed_in_the_bucket_and_comes_back(cast: Cast, bucket: Any) -> None:
    file = cast.sends(pdf())
    (stored,) = bucket.objects.all()
    assert stored.key == file.stored_as
    assert b"%PDF" not in stored.get()["Body"].read()
    assert b"".join(open_file(cast.officer, file.pk, at=NOON, sees=cast.sees)) == pdf()


def test_the_sweeper_and_an_erasure_empty_the_bucket(
    cast: Cast, bucket: Any, django_capture_on_commit_callbacks: Any
) -> None:
    cast.sends(pdf())
    bucket.put_object(Key="ab/orphan", Body=b"?")
    assert sweep(at=now()) == 0
    assert sweep(at=now() + timedelta(hours=2)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        erase_files(cast.aida, actor=cast.machine, at=NOON)
    assert list(bucket.objects.all()) == []


def test_a_bucket_that_is_away_is_said_and_leaves_no_row(
    cast: Cast, bucket: Any, settings: Any
) -> None:
    gone = evidence_storage(data=Path("unused"), bucket="no-such-bucket", endpoint="")
    gone["OPTIONS"]["endpoint_url"] = "http://127.0.0.1:1"
    settings.STORAGES = {**settings.STORAGES, "evidence": gone}
    with pytest.raises(StoreError):
        cast.sends(pdf())
    assert not File.objects.exists()
