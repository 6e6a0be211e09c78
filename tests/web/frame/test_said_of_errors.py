"""Whatever a person does wrong is said to them in their language, and never in the English of a log."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest
from django.conf import settings
from django.utils.translation import gettext, override
from tests.web.frame.errors_of_all_kinds import every_error, leaves

import sapar
from sapar.apps.people.errors import CodeError, StateCodeError
from sapar.core.identity import MixedScriptsError, UnlikelyBirthError
from sapar.core.identity.errors import BirthFormError
from sapar.core.identity.zone_formats import FORMATS
from sapar.core.kernel import Place, SaparError
from sapar.core.law import VOCABULARY
from sapar.core.law.facts import FactError
from sapar.core.law.instrument import InstrumentError
from sapar.core.law.sentences import FACT_SENTENCES
from sapar.core.law.told import facts_from
from sapar.web.frame.error_words import FIELDS, GENERAL, OUR_SIDE, OURS, SENTENCES
from sapar.web.frame.said_of_errors import Said, doubts_said, said, words_of

LANGUAGES = [code for code, _ in settings.LANGUAGES]
OTHERS = [code for code in LANGUAGES if code != "en"]
ROOMS = ("sapar.apps", "sapar.core", "sapar.instruments")
_GAP = re.compile(r"%\((\w+)\)s")
_HANGUL_OR_CYRILLIC = {"kk": "[а-я]", "ru": "[а-я]", "ko": "[가-힣]", "fr": "[a-z]"}


def said_in(language: str, error: SaparError) -> Said:
    with override(language):
        return said(error)


def classes() -> list[type[SaparError]]:
    """Every error that is raised below the doors and is no fact's, which has sentences of its own."""
    for module in pkgutil.walk_packages(sapar.__path__, "sapar."):
        if module.name.startswith(ROOMS) and ".engines.procrastinate" not in module.name:
            importlib.import_module(module.name)
    found = [one for one in leaves(SaparError, ROOMS) if not issubclass(one, FactError)]
    return [*found, InstrumentError]


def test_every_error_that_can_be_raised_is_said_or_ours() -> None:
    made = {type(error) for error in every_error()}
    unsaid = [one.__name__ for one in classes() if one.code not in OURS and one not in made]
    assert unsaid == [], "give it sentences in sapar.web.frame.error_words, and an example here"
    assert [
        type(one).__name__ for one in every_error() if words_of(one) in (GENERAL, OUR_SIDE)
    ] == []


def test_nothing_is_kept_that_no_error_says() -> None:
    codes = {error.code for error in every_error()} | {"zone_doubt"}
    forms = {f"{error.code}.{error.params.get('which')}" for error in every_error()}
    doubts = {f"zone_doubt.{one}" for one in ("check", "unusable", "differs")}
    assert set(SENTENCES) - codes - forms - doubts == set()
    assert {one.code for one in classes()} >= OURS


def test_every_gap_has_its_param() -> None:
    for error in every_error():
        words = words_of(error)
        gaps = set(_GAP.findall(words.text + words.mend))
        assert gaps <= set(error.params), error.code


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_is_said_in_every_language(language: str) -> None:
    for error in every_error():
        found, english = said_in(language, error), said_in("en", error)
        assert found.text
        assert "%(" not in found.text + found.mend
        assert (found.field, bool(found.mend)) == (english.field, bool(english.mend))
        if language != "en":
            assert found.text != english.text, found.text
            assert not found.mend or found.mend != english.mend, found.mend
            assert re.search(_HANGUL_OR_CYRILLIC[language], found.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_error_is_not_said_in_the_english_of_its_log(language: str) -> None:
    said_so = said_in(language, SaparError("row 7 of table x is locked", place=Place(file="x.py")))
    with override(language):
        assert said_so == Said(text=gettext(GENERAL.text), mend=gettext(GENERAL.mend))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_broken_machine_says_so_honestly_and_no_more(language: str) -> None:
    for one in (found for found in classes() if found.code in OURS):
        broken = one.__new__(one)
        SaparError.__init__(broken, "the key ring is damaged", place=Place(file="/etc/keys.json"))
        with override(language):
            assert said(broken) == Said(text=gettext(OUR_SIDE.text), mend=gettext(OUR_SIDE.mend))


# what fills a gap


def test_a_sentence_names_the_day_the_country_the_role_and_the_script_in_the_readers_words() -> (
    None
):
    texts = " ".join(f"{one.text} {one.mend}" for one in (said_in("ru", e) for e in every_error()))
    for word in (
        "суббота, 28 февраля 2026",
        "Республика Корея",
        "аудитор",
        "кириллица",
        "JPG, PDF",
    ):
        assert word in texts


def test_a_field_is_that_of_the_error_and_else_the_usual_one() -> None:
    assert said_in("en", StateCodeError("x", field="issuer")).field == "issuer"
    assert said_in("en", UnlikelyBirthError(year=1, earliest=2, latest=3)).field == "born"
    mixed = MixedScriptsError(word="Aи", scripts=("Latn", "Cyrl"))
    mixed.place = Place(file="given")
    assert said_in("en", mixed).field == "given"


def test_what_was_typed_is_shown_without_signs_that_turn_the_reading_order() -> None:
    for error in (
        BirthFormError(text="23\u202e.4\u2067"),
        CodeError("a\u202eb\x00", field="x", known=()),
    ):
        text = said_in("en", error).text
        assert not {"\u202e", "\u2067", "\x00"} & set(text)
    assert "“ab”" in said_in("en", CodeError("a\u202eb\x00", field="x", known=())).text


def test_a_percent_sign_that_was_typed_breaks_nothing() -> None:
    assert "“%(text)s %d”" in said_in("en", CodeError("%(text)s %d", field="x", known=())).text


# facts


@pytest.mark.parametrize("language", LANGUAGES)
def test_facts_are_said_with_the_sentences_of_the_instruments(language: str) -> None:
    with pytest.raises(FactError) as refused:
        facts_from({"stay.country": "South Korea"}, VOCABULARY)
    found = said_in(language, refused.value)
    assert found.field == "stay.country"
    assert "South Korea" in found.text
    assert found.mend
    assert (found.text == refused.value.message) is (language == "en")
    assert refused.value.message == FACT_SENTENCES["no_country"].format(
        value="South Korea", name="stay.country"
    )


# zones


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_doubt_about_a_zone_is_a_sentence(language: str) -> None:
    codes = [f"check.{name}" for one in FORMATS.values() for name in one.checks]
    codes += [f"unusable.{name}" for one in FORMATS.values() for name in one.fields]
    codes += ["differs.number", "differs.valid_until", "differs.issuer"]
    with override(language):
        for one in doubts_said(codes):
            assert all((one.text, one.mend))
            assert one.field == "mrz"
    assert {name for one in FORMATS.values() for name in one.fields} <= set(FIELDS)
