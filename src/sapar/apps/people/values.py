"""Numbers of documents and ways to reach somebody: in one form, with the index that finds an equal one."""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from uuid import UUID

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from sapar.apps.keys.sealing import blind_index
from sapar.apps.people.errors import CodeError, ContactValueError, DocumentNumberError
from sapar.apps.people.models import ContactPoint

_NUMBER: Final = re.compile(r"[A-Z0-9]{1,40}")
_LONGEST: Final = 500
_CONTROL: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_JOINERS: Final = frozenset("\u200c\u200d")


def document_number(text: str) -> str:
    """Capitals and digits without spaces and dashes: `n 1234-567` is N1234567.

    Raises DocumentNumberError.
    """
    if len(text) > 200:
        raise DocumentNumberError(length=len(text))
    plain = re.sub(r"[\s./-]", "", unicodedata.normalize("NFKC", text)).upper()
    if not _NUMBER.fullmatch(plain):
        raise DocumentNumberError(length=len(plain))
    return plain


def number_index(number: str) -> bytes:
    """By what an equal number is found. The state is not part of it: who searches may not know it."""
    return blind_index(number, purpose="people.travel_document.number")


def number_context(document: UUID) -> str:
    """What a sealed number is bound to."""
    return f"people_traveldocument.number:{document}"


def mrz_context(document: UUID) -> str:
    """What a sealed zone is bound to."""
    return f"people_traveldocument.mrz:{document}"


def contact_value(channel: str, value: str, *, country: str | None = None) -> str:
    """The value as it is used: a phone number in E.164, an address of e-mail in small letters.

    ``country`` reads a phone number without a + in front. Raises CodeError, ContactValueError.
    """
    if channel not in ContactPoint.Channel.values:
        raise CodeError(channel, field="channel", known=ContactPoint.Channel.values)
    if len(value) > 4 * _LONGEST:
        raise ContactValueError("too_long", channel=channel)
    text = unicodedata.normalize("NFC", value)
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    plain = (", " if channel == ContactPoint.Channel.ADDRESS else " ").join(lines)
    if len(plain) > _LONGEST:
        raise ContactValueError("too_long", channel=channel)
    if not plain or any(map(_is_stranger, plain)):
        raise ContactValueError("letters", channel=channel)
    if channel == ContactPoint.Channel.EMAIL:
        return _email(plain)
    if channel == ContactPoint.Channel.PHONE:
        return _phone(plain, country)
    return plain


def contact_index(channel: str, value: str) -> bytes:
    """By what an equal value of the channel is found."""
    return blind_index(value.casefold(), purpose=f"people.contact_point.{channel}")


def contact_context(contact: UUID) -> str:
    """What a sealed value is bound to."""
    return f"people_contactpoint.value:{contact}"


def _email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        raise ContactValueError("email", channel="email") from None
    return text.lower()


def _phone(text: str, country: str | None) -> str:
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise ContactValueError("phone", channel="phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _is_stranger(sign: str) -> bool:
    return unicodedata.category(sign) in _CONTROL and sign not in _JOINERS
