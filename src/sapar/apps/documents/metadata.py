"""Pictures without what the camera wrote beside them: place, time, device, preview.

The picture itself is copied byte by byte, never decoded and encoded again; its colours (ICC profile)
and how it is turned stay. What follows its end goes, where phones hide previews and others programs.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from mmap import mmap
from typing import Final

from sapar.apps.documents.errors import BrokenFileError
from sapar.apps.documents.kinds import JPEG, PNG, WEBP

Raw = bytes | mmap
Piece = bytes | memoryview

_KEPT_PNG: Final = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP".split()
)
_KEPT_WEBP: Final = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"})
_EXIF_AND_XMP: Final = 0b0000_1100
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})  # markers without a length


def without_metadata(raw: Raw, media_type: str, *, orientation: int) -> Iterator[Piece]:
    """The picture in pieces. Other types as they are. Raises BrokenFileError."""
    strip = _STRIP.get(media_type)
    if strip is None:
        yield memoryview(raw)
        return
    try:
        yield from strip(raw, orientation)
    except (IndexError, struct.error):
        raise BrokenFileError(media_type=media_type) from None


def _jpeg(raw: Raw, orientation: int) -> Iterator[Piece]:
    """Segments but application data and comments, up to the end of the first picture."""
    data = memoryview(raw)
    yield data[:2]
    if orientation != 1:
        yield _orientation_alone(orientation)
    at = 2
    while True:
        if data[at] != 0xFF:
            raise BrokenFileError(media_type=JPEG)
        marker = data[at + 1]
        if marker == 0xFF:  # fill bytes before a marker
            at += 1
            continue
        if marker == 0xD9:
            yield data[at : at + 2]
            return
        end = at + 2 if marker in _ALONE else at + 2 + _u16(data, at + 2)
        if marker == 0xDA:
            end = _end_of_scan(raw, end)
        if _is_picture(marker, data[at + 4 : min(end, at + 18)]):
            yield data[at:end]
        at = end


def _is_picture(marker: int, begins: memoryview) -> bool:
    """Everything but APP0–APP15 and comments; of those JFIF, the ICC profile and Adobe's colours."""
    if marker == 0xE2:
        return bytes(begins).startswith(b"ICC_PROFILE\0")
    return marker in (0xE0, 0xEE) or not (0xE0 <= marker <= 0xEF or marker == 0xFE)


def _end_of_scan(raw: Raw, at: int) -> int:
    """Where the next marker stands that is no part of the coded picture."""
    while True:
        at = raw.find(b"\xff", at)
        if at < 0 or at + 1 >= len(raw):
            raise BrokenFileError(media_type=JPEG)
        following = raw[at + 1]
        if following != 0x00 and not 0xD0 <= following <= 0xD7:
            return at
        at += 2


def _orientation_alone(orientation: int) -> bytes:
    """An EXIF segment with one entry: how the picture is turned."""
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _png(raw: Raw, _: int) -> Iterator[Piece]:
    data = memoryview(raw)
    yield data[:8]
    at = 8
    while True:
        length = struct.unpack_from(">I", data, at)[0]
        name = bytes(data[at + 4 : at + 8])
        end = at + 12 + length
        if end > len(data):
            raise BrokenFileError(media_type=PNG)
        if name in _KEPT_PNG:
            yield data[at:end]
        if name == b"IEND":
            return
        at = end


def _webp(raw: Raw, _: int) -> Iterator[Piece]:
    """RIFF chunks; the header says anew how long it all is, and that there is no EXIF."""
    data = memoryview(raw)
    size = min(struct.unpack_from("<I", data, 4)[0] + 8, len(data))
    kept: list[Piece] = []
    at = 12
    while at + 8 <= size:
        length = struct.unpack_from("<I", data, at + 4)[0]
        end = at + 8 + length + length % 2
        if at + 8 + length > len(data):
            raise BrokenFileError(media_type=WEBP)
        name = bytes(data[at : at + 4])
        if name == b"VP8X":
            flags = data[at + 8] & ~_EXIF_AND_XMP
            kept.append(bytes(data[at : at + 8]) + bytes([flags]) + bytes(data[at + 9 : end]))
        elif name in _KEPT_WEBP:
            kept.append(data[at:end])
        at = end
    yield b"RIFF" + struct.pack("<I", 4 + sum(map(len, kept))) + b"WEBP"
    yield from kept


def _u16(data: memoryview, at: int) -> int:
    length: int = struct.unpack_from(">H", data, at)[0]
    if length < 2:
        raise BrokenFileError(media_type=JPEG)
    return length


_STRIP: Final[dict[str, Callable[[Raw, int], Iterator[Piece]]]] = {
    JPEG: _jpeg,
    PNG: _png,
    WEBP: _webp,
}
