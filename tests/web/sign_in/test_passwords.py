"""Passwords are long, not common, not the address, and kept so that they cannot be read."""

from __future__ import annotations

import pytest
from django.test import Client

from sapar.apps.accounts.models import User

from .people import (
    PASSWORD,
    PostOffice,
    make_officer,
    show_code,
    sign_in_by_code,
    sign_in_by_password,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer(visitor: Client, post_office: PostOffice) -> Client:
    """An officer who was invited, has signed in by a code, and vouched for, without a password."""
    make_officer(password=None)
    sign_in_by_code(visitor, post_office, "aigul@example.org")
    secret = visitor.get("/en/sign-in/app/").context_data["form"].secret
    show_code(visitor, secret, at="app/")
    return visitor


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("", "Write your password"),
        ("short words", "too short"),
        ("password1234", "tried first"),
        ("aigul@example.org", "too much like your address"),
        ("aigul-aigul-aigul", "too much like your address"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(
    newcomer: Client, password: str, said: str
) -> None:
    page = newcomer.post("/en/sign-in/password/set/", {"password1": password})
    assert said in page.content.decode()
    assert not User.objects.get().has_usable_password()


@pytest.mark.parametrize("password", [PASSWORD, "төрт сөз ешкім таппайды", "a" * 200 + "b"])
def test_a_long_one_is_taken_in_any_script(newcomer: Client, password: str) -> None:
    newcomer.post("/en/sign-in/password/set/", {"password1": password})
    user = User.objects.get()
    assert user.check_password(password)
    assert user.password.startswith("argon2$argon2id$")


def test_wrong_passwords_are_answered_alike_and_not_without_end(
    visitor: Client, officer: User
) -> None:
    pages = set()
    for email in (officer.email, "unknown@example.org"):
        page = sign_in_by_password(Client(), email, "wrong").content.decode()
        assert "The address or the password is not right" in page
        pages.add(page.replace(email, "").partition("csrf")[0])
    assert len(pages) == 1
    for _ in range(5):
        sign_in_by_password(visitor, officer.email, "wrong")
    page = sign_in_by_password(visitor, officer.email)
    assert "Too many attempts" in page.content.decode()


def test_a_password_is_never_shown_again(visitor: Client, officer: User) -> None:
    page = sign_in_by_password(visitor, officer.email, "wrong-and-secret")
    assert "wrong-and-secret" not in page.content.decode()
