"""Files that lie, swell or hide something, made by the tests. Everybody in them is invented."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from PIL import Image
from PIL.TiffImagePlugin import IFDRational
from pypdf import PdfWriter
from pypdf.generic import (
    DictionaryObject,
    NameObject,
    TextStringObject,
)

PLACE = b"37.3219"


@dataclass
class Sent:
    """What a door would hand down."""

    content: bytes
    name: str | None = "file"
    size: int | None = None
    read: int = field(default=0)

    def chunks(self) -> Iterator[bytes]:
        for at in range(0, len(self.content), 65_536):
            self.read += 1
            yield self.content[at : at + 65_536]


def picture(
    width: int = 420,
    height: int = 540,
    form: str = "JPEG",
    *,
    with_place: bool = False,
    turned: int = 1,
) -> bytes:
    """A picture; with what a phone writes beside it."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    told = Image.Exif()
    if turned != 1:
        told[0x0112] = turned
    if with_place:
        told[0x010F] = "Sapar Phone"
        told[0x010E] = PLACE.decode()
        told.get_ifd(0x8825)[2] = (IFDRational(37), IFDRational(19), IFDRational(19))
    out = io.BytesIO()
    if form == "PNG" and with_place:
        from PIL.PngImagePlugin import PngInfo

        words = PngInfo()
        words.add_text("Comment", PLACE.decode())
        image.save(out, form, exif=told.tobytes(), pnginfo=words)
    elif len(told):
        image.save(out, form, exif=told.tobytes())
    else:
        image.save(out, form)
    return out.getvalue()


def pdf(pages: int = 1, **changes: object) -> bytes:
    """A PDF of empty pages; `script`, `attachment`, `password`, `launch` put something into it."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if changes.get("script"):
        program = DictionaryObject(
            {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x")}
        )
        writer.root_object[NameObject("/AA")] = DictionaryObject({NameObject("/WC"): program})
    if changes.get("attachment"):
        writer.add_attachment("run.exe", b"MZ")
    if changes.get("launch"):
        action = DictionaryObject(
            {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("calc")}
        )
        writer.root_object[NameObject("/OpenAction")] = action
    if changes.get("password"):
        writer.encrypt("secret")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def zip_bomb() -> bytes:
    """Ten megabytes of nothing in ten kilobytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("nothing", bytes(10_000_000))
    return out.getvalue()


def pixel_bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of a few bytes that says it has 3.6 thousand million pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(bytes(1000)))
        + _chunk(b"IEND", b"")
    )


def text_bomb() -> bytes:
    """A PNG with a comment that unpacks to a hundred megabytes."""
    real = picture(form="PNG")
    comment = b"Comment\0\0" + zlib.compress(bytes(100_000_000), 9)
    return real[:33] + _chunk(b"zTXt", comment) + real[33:]


def moving(form: str) -> bytes:
    """A file of two pictures."""
    first, second = Image.new("RGB", (420, 540)), Image.new("RGB", (420, 540), "red")
    out = io.BytesIO()
    first.save(out, form, save_all=True, append_images=[second])
    return out.getvalue()


def _chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )
