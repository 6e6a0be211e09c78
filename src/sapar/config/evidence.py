"""Where the sealed files of persons lie: a folder, or a bucket of an S3-compatible service."""

from pathlib import Path
from typing import Any


def evidence_storage(*, data: Path, bucket: str, endpoint: str) -> dict[str, Any]:
    """Django's description of the storage “evidence”.

    With a bucket, the account is taken from the environment or the machine, as every program of
    that kind does (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_DEFAULT_REGION).
    """
    if not bucket:
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {
                "location": data / "evidence",
                "file_permissions_mode": 0o600,
                "directory_permissions_mode": 0o700,
            },
        }
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": endpoint or None,
            "default_acl": None,
            "file_overwrite": False,
        },
    }
