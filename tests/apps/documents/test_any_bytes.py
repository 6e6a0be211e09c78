"""Whatever the bytes: a file is taken, or refused with an error of ours; what is taken can be read."""

from __future__ import annotations

import io
import mmap
import tempfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.apps.documents.hostile import pdf, picture

from sapar.apps.documents.errors import FileError
from sapar.apps.documents.inspect import inspect
from sapar.apps.documents.metadata import without_metadata

GOOD = [
    picture(40, 50, with_place=True),
    picture(40, 50, form="PNG", with_place=True),
    picture(40, 50, form="WEBP", with_place=True),
    pdf(),
    pdf(script=True),
]


def taken(content: bytes) -> bytes | None:
    """What would be kept, or None when it is refused."""
    with tempfile.TemporaryFile() as came:
        came.write(content)
        came.flush()
        try:
            found = inspect(came, kind="passport")
            raw = mmap.mmap(came.fileno(), 0, access=mmap.ACCESS_READ)
            pieces = without_metadata(raw, found.media_type, orientation=found.orientation)
            return b"".join(map(bytes, pieces))
        except FileError:
            return None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    good=st.sampled_from(GOOD),
    changes=st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), max_size=6),
    cut=st.integers(1, 4000),
)
def test_a_damaged_file_is_taken_or_refused_and_never_breaks_anything(
    good: bytes, changes: list[tuple[int, int]], cut: int
) -> None:
    content = bytearray(good[:cut] if cut < 3000 else good)
    for at, value in changes:
        content[at % len(content)] = value
    kept = taken(bytes(content))
    assert kept is None or len(kept) > 0


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF", b"%PDF-1.7", b""]),
    st.binary(min_size=1, max_size=500),
)
def test_noise_behind_a_good_beginning_is_refused(begins: bytes, noise: bytes) -> None:
    assert taken(begins + noise) is None


@pytest.mark.parametrize("good", GOOD[:3])
def test_what_is_kept_of_a_picture_is_kept_the_same_again(good: bytes) -> None:
    once = taken(good)
    assert once is not None
    assert len(once) < len(good)
    assert taken(once) == once


def test_a_preview_behind_the_picture_of_a_phone_is_left_behind() -> None:
    first, preview = Image.new("RGB", (420, 540)), Image.new("RGB", (42, 54), "red")
    out = io.BytesIO()
    first.save(out, "MPO", save_all=True, append_images=[preview])
    kept = taken(out.getvalue())
    assert kept is not None
    assert kept.count(b"\xff\xd8\xff") == 1
    with Image.open(io.BytesIO(kept)) as picture_kept:
        assert (picture_kept.format, picture_kept.size) == ("JPEG", (420, 540))
