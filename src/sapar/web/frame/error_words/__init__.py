"""The sentences of every error that a person can cause, by its code, or by `code.which`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sapar.web.frame.error_words.accounts import ACCOUNTS
from sapar.web.frame.error_words.cases import CASES
from sapar.web.frame.error_words.files import FILES
from sapar.web.frame.error_words.people import PEOPLE
from sapar.web.frame.error_words.shared import GENERAL, OUR_SIDE, OURS
from sapar.web.frame.error_words.words import Words
from sapar.web.frame.error_words.zones import FIELDS, ZONES

SENTENCES: Final[Mapping[str, Words]] = {**ACCOUNTS, **CASES, **FILES, **PEOPLE, **ZONES}

__all__ = ["FIELDS", "GENERAL", "OURS", "OUR_SIDE", "SENTENCES", "Words"]
