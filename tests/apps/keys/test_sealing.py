"""What is sealed for a person opens for that person, in that place, until they are erased."""

import pytest
from tests.apps.keys.cast import CITIZEN, FACTS, NOON, OUTSIDER, PASSPORT

from sapar.apps.keys.actions import erase
from sapar.apps.keys.errors import ErasedError, MasterKeyError, TamperedError, UnknownKeyError
from sapar.apps.keys.models import PersonKey
from sapar.apps.keys.sealing import blind_index, seal, seal_json, unseal, unseal_json

pytestmark = pytest.mark.django_db


def sealed_passport() -> bytes:
    return seal(CITIZEN, PASSPORT, context=FACTS, at=NOON)


def test_what_is_sealed_opens_again() -> None:
    sealed = sealed_passport()
    assert PASSPORT not in sealed
    assert len(sealed) == len(PASSPORT) + 29
    assert unseal(CITIZEN, sealed, context=FACTS) == PASSPORT


def test_the_same_value_is_sealed_differently_each_time() -> None:
    assert sealed_passport() != sealed_passport()


def test_json_comes_back_as_it_was() -> None:
    facts = {"name": "Айгүл", "born": "1990-02-01", "stays": [1, None, True]}
    sealed = seal_json(CITIZEN, facts, context=FACTS, at=NOON)
    assert unseal_json(CITIZEN, sealed, context=FACTS) == facts


def test_copied_to_another_row_or_column_it_does_not_open() -> None:
    sealed = sealed_passport()
    for elsewhere in ("cases_case.facts:18", "cases_case.notes:17", ""):
        with pytest.raises(TamperedError):
            unseal(CITIZEN, sealed, context=elsewhere)


def test_given_to_another_person_it_does_not_open() -> None:
    sealed = sealed_passport()
    seal(OUTSIDER, b"their own", context=FACTS, at=NOON)
    with pytest.raises(TamperedError):
        unseal(OUTSIDER, sealed, context=FACTS)


def test_a_change_of_any_bit_is_found() -> None:
    sealed = sealed_passport()
    for place in range(len(sealed)):
        for bit in (1, 128):
            altered = bytearray(sealed)
            altered[place] ^= bit
            with pytest.raises(TamperedError):
                unseal(CITIZEN, bytes(altered), context=FACTS)


def test_a_cut_of_any_length_is_found() -> None:
    sealed = sealed_passport()
    for length in range(len(sealed)):
        with pytest.raises(TamperedError):
            unseal(CITIZEN, sealed[:length], context=FACTS)


def test_nothing_opens_for_somebody_for_whom_nothing_was_sealed() -> None:
    with pytest.raises(UnknownKeyError):
        unseal(OUTSIDER, sealed_passport(), context=FACTS)


def test_an_erased_person_cannot_be_read_or_sealed_for() -> None:
    sealed = sealed_passport()
    erase(CITIZEN, at=NOON)
    with pytest.raises(ErasedError):
        unseal(CITIZEN, sealed, context=FACTS)
    with pytest.raises(ErasedError):
        seal(CITIZEN, PASSPORT, context=FACTS, at=NOON)
    key = PersonKey.objects.get(person=CITIZEN)
    assert (key.wrapped, key.destroyed_at) == (None, NOON)


def test_erasing_twice_changes_nothing() -> None:
    sealed_passport()
    erase(CITIZEN, at=NOON)
    erase(CITIZEN, at=NOON.replace(year=2027))
    assert PersonKey.objects.get(person=CITIZEN).destroyed_at == NOON


def test_somebody_erased_before_anything_was_sealed_gets_no_key_later() -> None:
    erase(CITIZEN, at=NOON)
    with pytest.raises(ErasedError):
        sealed_passport()


def test_erasing_one_person_leaves_the_other() -> None:
    sealed = seal(OUTSIDER, b"stays", context=FACTS, at=NOON)
    sealed_passport()
    erase(CITIZEN, at=NOON)
    assert unseal(OUTSIDER, sealed, context=FACTS) == b"stays"


def test_a_key_moved_to_another_person_does_not_open() -> None:
    sealed_passport()
    wrapped = PersonKey.objects.get(person=CITIZEN)
    seal(OUTSIDER, b"their own", context=FACTS, at=NOON)
    PersonKey.objects.filter(person=OUTSIDER).update(wrapped=bytes(wrapped.wrapped or b""))
    with pytest.raises(MasterKeyError, match="does not fit"):
        seal(OUTSIDER, b"more", context=FACTS, at=NOON)


def test_equal_values_have_equal_indexes_for_one_purpose_only() -> None:
    index = blind_index("N12345678", purpose="passport")
    assert len(index) == 16
    assert index == blind_index("N12345678", purpose="passport")
    assert index != blind_index("N12345679", purpose="passport")
    assert index != blind_index("N12345678", purpose="ticket")
    assert blind_index("bc", purpose="a") != blind_index("c", purpose="ab")
