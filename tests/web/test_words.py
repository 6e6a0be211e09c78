"""Nobody meets an English sentence on a Kazakh page."""

import re

import pytest
from django.utils.translation import gettext, override

from sapar.config.translations import (
    file_of,
    translated_languages,
    untranslated,
    words_in_file,
    words_of_the_source,
)

_MEND = "run `.venv/bin/python -m sapar.config.translations`, translate, then `make install`"
_PLURALS = {"kk": 2, "ru": 3, "ko": 1, "fr": 2}


@pytest.mark.parametrize("language", translated_languages())
def test_every_word_is_translated(language: str) -> None:
    used = {message.id for message in words_of_the_source() if message.id}
    known = {message.id for message in words_in_file(language) if message.id}
    assert used - known == set(), _MEND
    assert known - used == set(), f"no longer used: {_MEND}"
    assert untranslated(words_in_file(language)) == []


@pytest.mark.parametrize("language", translated_languages())
def test_translations_keep_the_gaps_and_marks_of_the_sentence(language: str) -> None:
    parts = re.compile(r"%\(\w+\)s|</?\w+>")
    for message in words_in_file(language):
        source = message.id if isinstance(message.id, tuple) else (message.id,)
        string = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id:
            for text in string:
                assert sorted(parts.findall(text)) == sorted(parts.findall(source[-1])), text


@pytest.mark.parametrize("language", translated_languages())
def test_translations_are_compiled(language: str) -> None:
    assert file_of(language).with_suffix(".mo").exists(), "run `make install`"
    with override(language):
        assert gettext("I do not know") != "I do not know"


@pytest.mark.parametrize("language", translated_languages())
def test_plural_forms_are_those_of_the_language(language: str) -> None:
    assert words_in_file(language).num_plurals == _PLURALS[language]
