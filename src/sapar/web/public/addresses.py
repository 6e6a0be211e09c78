"""Where the questions of an instrument are asked, worked out once in each language."""

from collections.abc import Mapping
from functools import lru_cache

from django.urls import get_script_prefix

from sapar.core.law import Law
from sapar.web.frame.addresses import address

__all__ = ["addresses_of_questions"]


def addresses_of_questions(law: Law, language: str) -> Mapping[str, str]:
    """Where each fact of an instrument is asked for."""
    return _of_questions(law, language, get_script_prefix())


@lru_cache(maxsize=512)
def _of_questions(law: Law, language: str, _prefix: str) -> Mapping[str, str]:
    return {
        fact.name: address("public:question", law.instrument.id, fact.name, language=language)
        for fact in law.instrument.vocabulary
    }
