"""A sealed secret opens with the site's key, or with the one before, and with no other."""

from typing import Any

import pytest

from sapar.web.sign_in.sealing import SealBrokenError, seal, unseal


def test_a_secret_is_sealed_differently_each_time_and_opens() -> None:
    assert seal("secret") != seal("secret")
    assert unseal(seal("secret")) == "secret"


def test_the_key_before_still_opens_and_another_does_not(settings: Any) -> None:
    sealed, old = seal("secret"), settings.SECRET_KEY
    settings.SECRET_KEY = "another-key-of-at-least-fifty-characters-for-the-next-year"
    with pytest.raises(SealBrokenError):
        unseal(sealed)
    settings.SECRET_KEY_FALLBACKS = [old]
    assert unseal(sealed) == "secret"
