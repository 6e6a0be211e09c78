"""What bad input gets: the real actions refuse it, and the person reads why and how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as of_django
from django.utils.translation import override
from tests.apps.documents import cast as documents
from tests.apps.documents.hostile import Sent, pdf, picture, pixel_bomb, text_bomb, zip_bomb
from tests.apps.people import cast as people

from sapar.apps.documents.actions import receive
from sapar.apps.documents.queries import name_of
from sapar.apps.people.actions import NameParts, NewDocument, add_document, add_name
from sapar.core.identity import read_born
from sapar.core.kernel import SaparError
from sapar.web.frame.said_of_errors import Said, doubts_said, said

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _ in of_django.LANGUAGES]
NOON = documents.NOON
HUNDRED_MEGABYTES = 100_000_000
SOUND = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"


@dataclass
class Endless:
    """An upload that does not say how large it is, and counts what was read of it."""

    name: str | None = "scan.pdf"
    size: int | None = None
    read: int = 0

    def chunks(self) -> Iterator[bytes]:
        while self.read < HUNDRED_MEGABYTES:
            self.read += 65_536
            yield bytes(65_536)


@pytest.fixture
def files(settings: Any, tmp_path: Path) -> documents.Cast:
    """Who sends files, with a folder and keys of their own."""
    settings.SAPAR_KEYS = tmp_path / "keys.json"
    kept = settings.STORAGES["evidence"]
    kept = {**kept, "OPTIONS": {**kept["OPTIONS"], "location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "evidence": kept}
    return documents.gather()


@pytest.fixture
def aida(settings: Any, tmp_path: Path) -> people.Cast:
    """A person who is registered, with keys of their own."""
    settings.SAPAR_KEYS = tmp_path / "keys.json"
    return people.gather()


def said_everywhere(deed: Callable[[], object]) -> Said:
    """What the person reads in English, having made sure that each language says it otherwise."""
    with pytest.raises(SaparError) as refused:
        deed()
    found: dict[str, Said] = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = said(refused.value)
    assert len({one.text for one in found.values()}) == len(LANGUAGES)
    assert len({one.mend for one in found.values()}) == len(LANGUAGES)
    return found["en"]


# files


def test_a_file_that_lies_about_its_type(files: documents.Cast) -> None:
    program = b"MZ\x90\x00" + bytes(400)
    told = said_everywhere(lambda: files.sends(program, name="passport.pdf"))
    assert told == Said(
        text="By its content this file is of a type that we do not take here, "
        "whatever its name says.",
        mend="Send one of these types: JPG, PDF, PNG, WEBP. A phone can save a picture as JPG.",
        field="file",
    )
    told = said_everywhere(lambda: files.sends(pdf(), kind="photo", name="me.jpg"))
    assert told.mend.startswith("Send one of these types: JPG, PNG.")


def test_a_hundred_megabytes(files: documents.Cast) -> None:
    endless = Endless()
    for upload in (Sent(b"%PDF-1.7", size=HUNDRED_MEGABYTES), endless):
        told = said_everywhere(
            lambda upload=upload: receive(  # type: ignore[misc]
                upload,
                person=files.aida,
                kind="passport",
                actor=files.citizen,
                at=NOON,
                sees=files.sees,
            )
        )
        assert told == Said(
            text=f"The file is larger than {of_django.SAPAR_UPLOAD_LIMIT // 1_000_000} MB.",
            mend="Take the picture at a lower quality, or send the pages one by one.",
            field="file",
        )
    assert endless.read <= of_django.SAPAR_UPLOAD_LIMIT + 65_536


@pytest.mark.parametrize(
    ("bomb", "name", "text"),
    [
        (zip_bomb(), "passport.zip", "By its content this file is of a type that we do not take"),
        (pixel_bomb(), "passport.png", "The picture has more than "),
        (text_bomb(), "passport.png", "The file is damaged"),
        (b"%PDF-1.7\n" + bytes(500), "passport.pdf", "The file is damaged"),
    ],
    ids=["zip", "pixels", "text", "half a PDF"],
)
def test_a_bomb(files: documents.Cast, bomb: bytes, name: str, text: str) -> None:
    told = said_everywhere(lambda: files.sends(bomb, name=name))
    assert told.text.startswith(text)
    assert told.mend
    assert told.field == "file"


def test_a_file_name_that_turns_the_reading_order_is_mended_and_not_refused(
    files: documents.Cast,
) -> None:
    file = files.sends(picture(), name="passport\u202egpj.exe")
    shown = name_of(file)
    assert "\u202e" not in shown
    assert shown.endswith(".jpg")


# names


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("А\u0301\u0301\u0301\u0301\u0301\u0301ида", "there are marks without a letter"),
        ("\u0301Аида", "there are marks without a letter"),
        ("Аида\u202eаволС", "There is an invisible sign in the name, at place 5."),
        ("\u2067Аида", "There is an invisible sign in the name, at place 1."),
        ("Аида7", "There is a digit in the name, at place 5."),
        ("Аида<b>", "There is a sign in the name that belongs to no name, at place 5."),
        ("Aидa", "There are letters of two scripts in one word, “Aидa”: Latin, Cyrillic."),
    ],
)
def test_a_name_with_what_names_have_not(aida: people.Cast, given: str, text: str) -> None:
    parts = NameParts(kind="native", family="Серікова", given=given)
    told = said_everywhere(
        lambda: add_name(aida.aida.pk, parts, actor=aida.citizen, at=people.NOON)
    )
    assert text in told.text
    assert told.field == "given"


def test_a_name_with_its_own_marks_is_taken(aida: people.Cast) -> None:
    parts = NameParts(kind="native", family="Nguye\u0302\u0303n", given="Thi\u0323")
    name = add_name(aida.aida.pk, parts, actor=aida.citizen, at=people.NOON)
    assert name.family == "Nguyễn"


# dates


@pytest.mark.parametrize(
    ("text", "year"),
    [("1369-02-03", "1369"), ("2533", "2533"), ("5750-01-02", "5750"), ("۱۳۶۹-۰۲-۰۳", "1369")],
    ids=["Persian", "Thai", "Hebrew", "Persian in its digits"],
)
def test_a_birth_in_another_calendar(text: str, year: str) -> None:
    told = said_everywhere(lambda: read_born(text, on=date(2026, 1, 20)))
    assert told == Said(
        text=f"This cannot be the year of birth: {year}. Perhaps it is of another calendar.",
        mend="Write the year of the Gregorian calendar, as passports do: 1896 to 2026.",
        field="born",
    )


@pytest.mark.parametrize(
    ("text", "said_so"),
    [
        ("Heisei 2", "We cannot read this date of birth: “Heisei 2”."),
        ("1990-02-30", "There is no such day in the calendar."),
    ],
)
def test_a_birth_that_is_no_day(text: str, said_so: str) -> None:
    told = said_everywhere(lambda: read_born(text, on=date(2026, 1, 20)))
    assert (told.text, told.field) == (said_so, "born")


# zones


def test_a_zone_with_a_wrong_check_digit_is_kept_and_the_doubt_is_said(aida: people.Cast) -> None:
    wrong = SOUND.replace("L898902C36", "L898902C37").replace("<<<<<10", "<<<<<18")
    new = NewDocument(kind="passport", mrz=wrong)
    document = add_document(aida.aida.pk, new, actor=aida.citizen, at=people.NOON)
    texts = set()
    for language in LANGUAGES:
        with override(language):
            first, *_ = told = doubts_said(document.failed)
            texts |= {one.text for one in told}
            assert first.field == "mrz"
    assert document.failed == ["check.composite", "check.number"]
    assert (
        "In the machine-readable zone the check digit does not fit: number of the document."
        in texts
    )
    assert len(texts) == 2 * len(LANGUAGES)


@pytest.mark.parametrize(
    ("mrz", "text"),
    [
        ("KAZ 1234", "These are not the lines of a machine-readable zone."),
        (SOUND.splitlines()[1], "Line 1 of the machine-readable zone is missing."),
    ],
)
def test_what_is_no_zone_at_all(aida: people.Cast, mrz: str, text: str) -> None:
    new = NewDocument(kind="passport", mrz=mrz)
    told = said_everywhere(
        lambda: add_document(aida.aida.pk, new, actor=aida.citizen, at=people.NOON)
    )
    assert (told.text, told.field) == (text, "mrz")
