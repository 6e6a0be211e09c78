"""The name a file is shown and saved under; never a path, never what decides its type."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from sapar.apps.documents.kinds import EXTENSIONS

_MOST: Final = 80


def display_name(given: str, *, kind: str, media_type: str) -> str:
    """A short plain name with the ending of the true type.

    >>> display_name("C:\\\\me\\\\билет.PDF.exe", kind="ticket", media_type="application/pdf")
    'билет.PDF.pdf'
    >>> display_name("../../etc/passwd\\u202e", kind="ticket", media_type="image/png")
    'passwd.png'
    >>> display_name("", kind="ticket", media_type="image/png")
    'ticket.png'
    """
    last = re.split(r"[/\\]", given[-1000:])[-1]
    plain = "".join(
        sign if unicodedata.category(sign)[0] in "LMN" or sign in "-_. ()" else " "
        for sign in unicodedata.normalize("NFC", last)
        if unicodedata.category(sign) != "Cf"
    )
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", plain.strip())
    stem = " ".join(stem.split()).strip(". ")[:_MOST]
    return f"{stem or kind}.{EXTENSIONS[media_type]}"
