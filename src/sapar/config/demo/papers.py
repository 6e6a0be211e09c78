"""The files that people of the demonstration send: tiny pictures and PDFs that say they are invented."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

from PIL import Image, ImageDraw

_SIZE: Final = (640, 420)
_AS_PDF: Final = frozenset({"ticket", "declaration-form", "application-form", "fee-receipt"})
_PAPER, _INK, _LINE = "#f4f0e6", "#222222", "#8a7f66"


class Paper:
    """One file as a door hands it down."""

    def __init__(self, kind: str, *, of: str) -> None:
        self.name: str | None = f"{kind}.{'pdf' if kind in _AS_PDF else 'jpg'}"
        self._bytes = _drawn(kind, of)
        self.size: int | None = len(self._bytes)

    def chunks(self) -> Iterator[bytes]:
        """The bytes, at once."""
        yield self._bytes


def _drawn(kind: str, of: str) -> bytes:
    picture = Image.new("RGB", _SIZE, _PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((16, 16, _SIZE[0] - 16, _SIZE[1] - 16), outline=_LINE, width=3)
    pen.text((48, 48), kind.replace("-", " ").upper(), fill=_INK, font_size=34)
    pen.text((48, 120), of, fill=_INK, font_size=26)
    pen.text((48, 340), "SPECIMEN: invented for a demonstration of Sapar", fill=_LINE, font_size=20)
    out = io.BytesIO()
    picture.save(out, "PDF" if kind in _AS_PDF else "JPEG")
    return out.getvalue()
