"""What a file really is: told by its bytes and by reading it, never by its name.

Whatever a decoder raises on hostile bytes is one answer: the file is broken.
"""

from __future__ import annotations

import io
import mmap
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any, Final

import filetype
from PIL import Image
from pypdf import PasswordType, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from sapar.apps.documents.errors import (
    ActiveFileError,
    BrokenFileError,
    FileError,
    FileTypeError,
    LockedFileError,
    MovingPictureError,
    PhotoProportionError,
    SmallPhotoError,
    TooManyPagesError,
    TooManyPixelsError,
)
from sapar.apps.documents.kinds import EXTENSIONS, JPEG, PDF, PHOTO, types_of

MOST_PAGES: Final = 200
MOST_PIXELS: Final = {True: 64_000_000, False: 25_000_000}
"""Pixels of a JPEG, which is decoded at an eighth of its size, and of another picture."""
LEAST_PHOTO: Final = (413, 531)
"""Pixels of 3.5 × 4.5 cm at 300 dots an inch."""
_PROPORTION: Final = 3.5 / 4.5
_TOLERANCE: Final = 0.02
_FORMATS: Final = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_ORIENTATION: Final = 0x0112
_ON_ITS_SIDE: Final = frozenset({5, 6, 7, 8})
_PROGRAMS: Final = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/RichMedia"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The true type of a file; of a picture how it is to be turned (EXIF orientation, 1: not)."""

    media_type: str
    orientation: int = 1


def inspect(file: IO[bytes], *, kind: str) -> Found:
    """Read the file and say what it is. The place in ``file`` is lost.

    Raises FileTypeError, BrokenFileError, TooManyPixelsError, MovingPictureError, LockedFileError,
    TooManyPagesError, ActiveFileError, PhotoProportionError, SmallPhotoError.
    """
    file.seek(0)
    media_type = filetype.guess_mime(file.read(8192))
    allowed = types_of(kind)
    if media_type is None or media_type not in allowed:
        raise FileTypeError(found=media_type, allowed=[EXTENSIONS[one] for one in allowed])
    if media_type == PDF:
        _read_pdf(file)
        return Found(media_type=media_type)
    width, height, orientation = _read_picture(file, media_type)
    if kind == PHOTO:
        turned = orientation in _ON_ITS_SIDE
        _check_photo(*((height, width) if turned else (width, height)))
    return Found(media_type=media_type, orientation=orientation)


@contextmanager
def _or_broken(media_type: str) -> Iterator[None]:
    try:
        # Pillow and pypdf warn of bad bytes; whether they matter, reading them shows.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except FileError:
        raise
    except Image.DecompressionBombError:
        raise TooManyPixelsError(most=MOST_PIXELS[media_type == JPEG]) from None
    except Exception:  # noqa: BLE001 (a decoder may raise anything on hostile bytes)
        raise BrokenFileError(media_type=media_type) from None


def _read_picture(file: IO[bytes], media_type: str) -> tuple[int, int, int]:
    """Width, height and orientation, once all of it could be decoded."""
    formats = [_FORMATS[media_type]]
    with _or_broken(media_type):
        file.seek(0)
        with Image.open(file, formats=formats) as picture:
            width, height = picture.size
            _check_pixels(width, height, is_jpeg=media_type == JPEG)
            if getattr(picture, "n_frames", 1) > 1 and media_type != JPEG:
                raise MovingPictureError
            picture.verify()
        file.seek(0)
        with Image.open(file, formats=formats) as picture:
            picture.draft("RGB", (width // 8, height // 8))
            picture.load()
            orientation = picture.getexif().get(_ORIENTATION, 1)
    return width, height, orientation if orientation in range(1, 9) else 1


def _check_pixels(width: int, height: int, *, is_jpeg: bool) -> None:
    most = MOST_PIXELS[is_jpeg]
    if width * height > most or max(width, height) > 30_000:
        raise TooManyPixelsError(most=most)


def _check_photo(width: int, height: int) -> None:
    if abs(width / height / _PROPORTION - 1) > _TOLERANCE:
        raise PhotoProportionError(width=width, height=height)
    if width < LEAST_PHOTO[0] or height < LEAST_PHOTO[1]:
        raise SmallPhotoError(width=width, height=height, least=LEAST_PHOTO)


def _read_pdf(file: IO[bytes]) -> None:
    """The structure: every page is found, nothing in it runs. What a page draws is not unpacked."""
    with _or_broken(PDF):
        reader = PdfReader(io.BufferedReader(_Beginning(file, _end_of_pdf(file))), strict=False)
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise LockedFileError
        pages = reader.get_num_pages()
        if pages > MOST_PAGES:
            raise TooManyPagesError(pages=pages, most=MOST_PAGES)
        if pages == 0:
            raise BrokenFileError(media_type=PDF)
        _refuse_active(reader)


def _end_of_pdf(file: IO[bytes]) -> int:
    """Where its last mark of an end stands. pypdf would read all that follows into memory."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as raw:
        found = raw.rfind(b"%%EOF")
    if found < 0:
        raise BrokenFileError(media_type=PDF)
    return found + len(b"%%EOF\n")


class _Beginning(io.RawIOBase):
    """A file up to a place."""

    def __init__(self, file: IO[bytes], end: int) -> None:
        self._file = file
        self._end = min(end, file.seek(0, io.SEEK_END))
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._end}[whence]
        if start + offset < 0:
            raise ValueError("before the beginning")
        self._at = start + offset
        return self._at

    def readinto(self, buffer: Any) -> int:
        self._file.seek(self._at)
        piece = self._file.read(max(0, min(len(buffer), self._end - self._at)))
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)


def _refuse_active(reader: PdfReader) -> None:
    root = _part(reader.trailer, "/Root")
    names = _part(root, "/Names")
    for found in ("/JavaScript", "/EmbeddedFiles"):
        if found in names:
            raise ActiveFileError(found=found)
    _refuse_action(_part(root, "/OpenAction"))
    _refuse_actions(root)
    for page in reader.pages:
        _refuse_actions(page)
        annotations = page.get("/Annots")
        annotations = annotations.get_object() if annotations is not None else []
        for one in annotations if isinstance(annotations, ArrayObject) else []:
            note = one.get_object()
            if isinstance(note, DictionaryObject):
                if note.get("/Subtype") in ("/FileAttachment", "/RichMedia"):
                    raise ActiveFileError(found=str(note["/Subtype"]))
                _refuse_action(_part(note, "/A"))
                _refuse_actions(note)


def _refuse_actions(holder: DictionaryObject) -> None:
    """What runs when something is opened, closed or entered."""
    for event in _part(holder, "/AA").values():
        _refuse_action(event.get_object())


def _refuse_action(action: Any) -> None:
    if isinstance(action, DictionaryObject) and action.get("/S") in _PROGRAMS:
        raise ActiveFileError(found=str(action["/S"]))


def _part(holder: DictionaryObject, name: str) -> DictionaryObject:
    """A dictionary inside another; empty when it is not there."""
    part = holder.get(name)
    part = part.get_object() if part is not None else None
    return part if isinstance(part, DictionaryObject) else DictionaryObject()
