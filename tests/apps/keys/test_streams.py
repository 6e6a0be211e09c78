"""Files are sealed piece by piece; a piece that is lost, moved or altered is found."""

import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.apps.keys.cast import CITIZEN, NOON, OUTSIDER

from sapar.apps.keys.actions import erase
from sapar.apps.keys.errors import ErasedError, TamperedError
from sapar.apps.keys.sealing import CHUNK, seal, seal_stream, unseal, unseal_stream

pytestmark = pytest.mark.django_db

SCAN = "documents_file:5"
SEALED_CHUNK = CHUNK + 16
HEADER = 17


def in_pieces(whole: bytes, size: int) -> Iterator[bytes]:
    for start in range(0, len(whole), size):
        yield whole[start : start + size]


def sealed(plain: bytes, *, size: int = 10_000) -> bytes:
    return b"".join(seal_stream(CITIZEN, in_pieces(plain, size), context=SCAN, at=NOON))


def opened(stream: bytes, *, size: int = 10_000, context: str = SCAN) -> bytes:
    return b"".join(unseal_stream(CITIZEN, in_pieces(stream, size), context=context))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    length=st.sampled_from([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 5]),
    written=st.integers(1, 3 * CHUNK),
    read=st.integers(1, 3 * CHUNK),
)
def test_a_file_of_any_length_comes_back_however_it_is_cut_into_pieces(
    length: int, written: int, read: int
) -> None:
    plain = bytes(i * 7 % 256 for i in range(256)) * (length // 256 + 1)
    plain = plain[:length]
    assert opened(sealed(plain, size=written + 1000), size=read + 1000) == plain


def test_a_file_that_ends_early_is_found_wherever_it_ends() -> None:
    stream = sealed(bytes(2 * CHUNK + 100))
    whole_chunks = [HEADER, HEADER + SEALED_CHUNK, HEADER + 2 * SEALED_CHUNK]
    for end in (0, 1, HEADER - 1, *whole_chunks, len(stream) - 1):
        with pytest.raises(TamperedError):
            opened(stream[:end])


def test_chunks_that_change_places_or_come_twice_are_found() -> None:
    stream = sealed(bytes(3 * CHUNK + 100))
    header, rest = stream[:HEADER], stream[HEADER:]
    first, second, *others = in_pieces(rest, SEALED_CHUNK)
    for order in ([second, first, *others], [first, first, second, *others], [first, *others]):
        with pytest.raises(TamperedError):
            opened(header + b"".join(order))


def test_something_added_behind_the_end_is_found() -> None:
    stream = sealed(b"a ticket")
    for more in (b"x", stream[HEADER:]):
        with pytest.raises(TamperedError):
            opened(stream + more)


def test_a_chunk_of_another_file_of_the_same_person_is_found() -> None:
    one, other = sealed(bytes(2 * CHUNK)), sealed(bytes(2 * CHUNK))
    with pytest.raises(TamperedError):
        opened(one[: HEADER + SEALED_CHUNK] + other[HEADER + SEALED_CHUNK :])


def test_a_file_opens_in_its_place_and_for_its_person_only() -> None:
    stream = sealed(b"a ticket")
    seal(OUTSIDER, b"", context=SCAN, at=NOON)
    with pytest.raises(TamperedError):
        opened(stream, context="documents_file:6")
    with pytest.raises(TamperedError):
        list(unseal_stream(OUTSIDER, [stream], context=SCAN))
    with pytest.raises(TamperedError):
        unseal(CITIZEN, stream, context=SCAN)
    with pytest.raises(TamperedError):
        opened(seal(CITIZEN, b"a value", context=SCAN, at=NOON))


def test_a_file_of_an_erased_person_is_refused_before_its_first_piece() -> None:
    stream = sealed(b"a ticket")
    erase(CITIZEN, at=NOON)
    with pytest.raises(ErasedError):
        unseal_stream(CITIZEN, [stream], context=SCAN)
    with pytest.raises(ErasedError):
        seal_stream(CITIZEN, [b"more"], context=SCAN, at=NOON)


def test_a_large_file_takes_the_memory_of_a_few_chunks() -> None:
    piece = bytes(CHUNK)
    unseal_stream(CITIZEN, seal_stream(CITIZEN, [piece], context=SCAN, at=NOON), context=SCAN)
    tracemalloc.start()
    pieces = seal_stream(CITIZEN, (piece for _ in range(320)), context=SCAN, at=NOON)
    total = sum(len(one) for one in unseal_stream(CITIZEN, pieces, context=SCAN))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert total == 320 * CHUNK  # 20 MB
    assert peak < 16 * CHUNK  # 1 MB
