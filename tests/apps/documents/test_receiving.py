"""What is taken, what is refused and with which words, and what is left behind at the door."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests.apps.documents.cast import NOON, Cast, nobody_sees
from tests.apps.documents.hostile import (
    PLACE,
    Sent,
    moving,
    pdf,
    picture,
    pixel_bomb,
    text_bomb,
    zip_bomb,
)

from sapar.apps.documents.actions import open_file, receive
from sapar.apps.documents.errors import (
    ActiveFileError,
    BrokenFileError,
    EmptyFileError,
    FileError,
    FileKindError,
    FileTypeError,
    LockedFileError,
    MovingPictureError,
    NoSuchFileError,
    PhotoProportionError,
    SmallPhotoError,
    StoreError,
    TooLargeError,
    TooManyPagesError,
    TooManyPixelsError,
)
from sapar.apps.documents.headers import headers_of
from sapar.apps.documents.models import File
from sapar.apps.documents.queries import name_of
from sapar.apps.journal.models import Entry
from sapar.apps.keys.actions import erase
from sapar.apps.keys.errors import ErasedError

pytestmark = pytest.mark.django_db


def read(cast: Cast, file: File) -> bytes:
    return b"".join(open_file(cast.officer, file.pk, at=NOON, sees=cast.sees))


@pytest.mark.parametrize(
    ("content", "kind", "media_type"),
    [
        (pdf(), "ticket", "application/pdf"),
        (picture(), "passport", "image/jpeg"),
        (picture(form="PNG"), "passport", "image/png"),
        (picture(form="WEBP"), "loss-report", "image/webp"),
        (picture(), "photo", "image/jpeg"),
        (picture(540, 420, turned=6), "photo", "image/jpeg"),
    ],
    ids=["pdf", "jpeg", "png", "webp", "photo", "photo on its side"],
)
def test_a_good_file_is_kept_sealed_and_comes_back(
    cast: Cast, evidence: Path, content: bytes, kind: str, media_type: str
) -> None:
    file = cast.sends(content, kind=kind)
    assert (file.media_type, file.state) == (media_type, "received")
    back = read(cast, file)
    assert len(back) == file.size
    (stored,) = [path for path in evidence.rglob("*") if path.is_file()]
    assert stored.stat().st_mode & 0o077 == 0
    assert back[:64] not in stored.read_bytes()
    entry = Entry.objects.filter(person=cast.aida).latest("number")
    assert entry.verb == "file.opened"


def test_a_pdf_with_a_page_of_html_behind_it_is_kept_as_it_is_and_only_saved(cast: Cast) -> None:
    both = pdf() + b"<html><script>alert(1)</script></html>"
    file = cast.sends(both, name="страница.html")
    assert read(cast, file) == both
    headers = headers_of(file)
    assert headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert headers["Content-Type"] == "application/pdf"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("sandbox")
    assert headers["Cache-Control"] == "private, no-store"
    assert name_of(file) == "страница.pdf"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_leaves_its_place_behind_and_nothing_else(cast: Cast, form: str) -> None:
    sent = picture(form=form, with_place=True) + b"a preview, or a program"
    assert PLACE in sent
    back = read(cast, cast.sends(sent))
    assert PLACE not in back
    assert b"program" not in back
    with Image.open(io.BytesIO(sent)) as before, Image.open(io.BytesIO(back)) as after:
        assert dict(after.getexif()) == {}
        assert after.tobytes() == before.tobytes()


def test_a_picture_stays_turned_as_it_was(cast: Cast) -> None:
    back = read(cast, cast.sends(picture(turned=8, with_place=True)))
    with Image.open(io.BytesIO(back)) as picture_kept:
        assert dict(picture_kept.getexif()) == {0x0112: 8}


def test_a_progressive_picture_with_a_profile_keeps_its_colours(cast: Cast) -> None:
    out = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(
        out, "JPEG", progressive=True, icc_profile=b"profile" * 20_000, comment=b"hello"
    )
    back = read(cast, cast.sends(out.getvalue()))
    with Image.open(io.BytesIO(back)) as kept, Image.open(out) as sent:
        assert kept.info["icc_profile"] == sent.info["icc_profile"]
        assert kept.tobytes() == sent.tobytes()
        assert "comment" not in kept.info


@pytest.mark.parametrize(
    ("content", "kind", "error"),
    [
        (b"", "passport", EmptyFileError),
        (b"hello", "passport", FileTypeError),
        (b"<html><script>alert(1)</script>", "passport", FileTypeError),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "passport", FileTypeError),
        (b"MZ\x90\0" + bytes(500), "passport", FileTypeError),
        (zip_bomb, "passport", FileTypeError),
        (b"\n\n%PDF-1.7", "passport", FileTypeError),
        (pdf(), "photo", FileTypeError),
        (pdf()[:60], "passport", BrokenFileError),
        (b"%PDF-1.7 and nothing more", "passport", BrokenFileError),
        (pdf(0), "passport", BrokenFileError),
        (picture()[:-400], "passport", BrokenFileError),
        (picture(form="PNG")[:200], "passport", BrokenFileError),
        (b"\xff\xd8\xff\xe0" + bytes(500), "passport", BrokenFileError),
        (text_bomb, "passport", BrokenFileError),
        (pixel_bomb(), "passport", TooManyPixelsError),
        (pixel_bomb(40_000, 10), "passport", TooManyPixelsError),
        (moving("WEBP"), "passport", MovingPictureError),
        (moving("PNG"), "passport", FileTypeError),
        (pdf(password=True), "passport", LockedFileError),
        (pdf(201), "ticket", TooManyPagesError),
        (pdf(script=True), "ticket", ActiveFileError),
        (pdf(attachment=True), "ticket", ActiveFileError),
        (pdf(launch=True), "ticket", ActiveFileError),
        (picture(500, 500), "photo", PhotoProportionError),
        (picture(540, 420), "photo", PhotoProportionError),
        (picture(350, 450), "photo", SmallPhotoError),
        (picture(), "Passport!", FileKindError),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_what_is_not_taken_says_why_and_leaves_nothing(
    cast: Cast,
    evidence: Path,
    content: bytes | Callable[[], bytes],
    kind: str,
    error: type[FileError],
) -> None:
    with pytest.raises(error) as refused:
        cast.sends(content() if callable(content) else content, kind=kind)
    assert type(refused.value) is error
    assert not File.objects.exists()
    assert not any(evidence.rglob("*"))
    if error is not FileKindError:
        entry = Entry.objects.filter(person=cast.aida).latest("number")
        assert entry.verb == "file.refused"
        assert refused.value.code in entry.said


def test_the_name_decides_nothing(cast: Cast) -> None:
    with pytest.raises(FileTypeError) as refused:
        cast.sends(zip_bomb(), name="passport.jpg")
    assert refused.value.params["found"] == "application/zip"
    assert cast.sends(picture(), name="passport.exe").media_type == "image/jpeg"


def test_a_photo_of_the_wrong_size_is_told_the_right_one(cast: Cast) -> None:
    with pytest.raises(PhotoProportionError) as refused:
        cast.sends(picture(700, 700), kind="photo")
    assert refused.value.params == {"width": "700", "height": "700", "right_height": "900"}


@pytest.mark.parametrize("told", [True, False])
def test_a_hundred_megabytes_are_refused_before_they_are_read(
    cast: Cast, settings: Any, told: bool
) -> None:
    settings.SAPAR_UPLOAD_LIMIT = 200_000
    sent = Sent(picture()[:2] + bytes(100_000_000), size=100_000_000 if told else None)
    with pytest.raises(TooLargeError):
        receive(
            sent, person=cast.aida, kind="passport", actor=cast.citizen, at=NOON, sees=cast.sees
        )
    assert sent.read == (0 if told else 4)


def test_a_large_file_does_not_fill_the_memory(cast: Cast) -> None:
    cast.sends(pdf())  # what is loaded once is loaded
    sent = Sent(pdf() + bytes(15_000_000))
    tracemalloc.start()
    file = receive(
        sent, person=cast.aida, kind="ticket", actor=cast.citizen, at=NOON, sees=cast.sees
    )
    pieces = open_file(cast.citizen, file.pk, at=NOON, sees=cast.sees)
    assert sum(map(len, pieces)) == file.size
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 3_000_000


def test_an_outsider_sends_and_opens_nothing(cast: Cast) -> None:
    with pytest.raises(NoSuchFileError):
        receive(
            Sent(picture()),
            person=cast.aida,
            kind="passport",
            actor=cast.outsider,
            at=NOON,
            sees=nobody_sees,
        )
    file = cast.sends(picture())
    with pytest.raises(NoSuchFileError):
        open_file(cast.outsider, file.pk, at=NOON, sees=nobody_sees)
    assert "file.opened" not in Entry.objects.values_list("verb", flat=True)


def test_an_upload_is_never_overwritten(cast: Cast) -> None:
    first, second = cast.sends(picture(), name="a.jpg"), cast.sends(picture(430, 550), name="a.jpg")
    assert first.stored_as != second.stored_as
    assert read(cast, first) != read(cast, second)


def test_a_full_storage_is_said_and_leaves_no_row(cast: Cast, evidence: Path) -> None:
    evidence.rmdir()
    evidence.write_text("in the way")
    with pytest.raises(StoreError):
        cast.sends(picture())
    assert not File.objects.exists()


def test_nothing_is_taken_or_opened_for_the_erased(cast: Cast, evidence: Path) -> None:
    file = cast.sends(picture())
    erase(cast.aida, at=NOON)
    with pytest.raises(ErasedError):
        open_file(cast.officer, file.pk, at=NOON, sees=cast.sees)
    with pytest.raises(ErasedError):
        cast.sends(picture(430, 550))
    assert File.objects.count() == 1
    assert len([path for path in evidence.rglob("*") if path.is_file()]) == 1
