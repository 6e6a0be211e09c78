"""Every letter that allauth can send has our words, and a letter without words is an error."""

from __future__ import annotations

from pathlib import Path

import allauth
import pytest
from django.utils.translation import override

from sapar.web.sign_in.letters import NoLetterError, invitation, letter_of

from .people import LANGUAGES

_KNOWN = {"code": "1234-5678", "password_reset_url": "https://sapar.example.org/x"}
_NEVER = {
    "email_changed": "an address is not changed here",
    "email_confirm": "an address is not changed here",
    "email_deleted": "an address is not changed here",
    "password_reset_code": "a new password goes by a link",
    "account_disconnected": "an account is not parted from a sign-on here",
    "base": "not a letter",
}


def _letters() -> list[str]:
    folder = Path(allauth.__file__).parent / "templates"
    found = {path.name.removesuffix("_message.txt") for path in folder.rglob("email/*_message.txt")}
    return sorted(found - set(_NEVER))


@pytest.mark.parametrize("name", _letters())
def test_every_letter_is_ours_in_five_languages(name: str) -> None:
    subjects = set()
    for language in LANGUAGES:
        with override(language):
            letter = letter_of(f"account/email/{name}", _KNOWN)
        subjects.add(letter.subject)
        assert "\n" not in letter.subject
        assert letter.paragraphs[0] in letter.as_text()
    assert len(subjects) == len(LANGUAGES)


def test_a_letter_without_words_is_not_sent_in_english() -> None:
    with pytest.raises(NoLetterError):
        letter_of("account/email/email_deleted", {})


def test_an_invitation_names_who_invites_and_escapes_it() -> None:
    with override("en"):
        letter = invitation("https://sapar.example.org/", by="<b>Askar</b>")
    assert "<b>Askar</b> has given you a role" in letter.as_text()
    assert "&lt;b&gt;Askar" in letter.as_html("en")
