"""The kinds of evidence that are files, and the types each may have.

Kinds are data of the instruments: any code in their form is one. Only a photo has rules of its own.
"""

from __future__ import annotations

import re
from typing import Final

PDF: Final = "application/pdf"
JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
WEBP: Final = "image/webp"
PHOTO: Final = "photo"
"""A picture of a face to be printed into a document."""

EXTENSIONS: Final = {PDF: "pdf", JPEG: "jpg", PNG: "png", WEBP: "webp"}
"""Every type that is taken, with the ending of its name."""

_KIND: Final = re.compile(r"[a-z][a-z0-9-]{0,39}")


def is_kind(text: str) -> bool:
    """Whether it has the form of an evidence kind, as ``loss-report``.

    >>> is_kind("loss-report"), is_kind("Loss report")
    (True, False)
    """
    return _KIND.fullmatch(text) is not None


def types_of(kind: str) -> frozenset[str]:
    """The types that are taken for a kind."""
    return frozenset({JPEG, PNG}) if kind == PHOTO else frozenset(EXTENSIONS)
