"""What is said of facts, and of files of them, that cannot be used: each sentence by its code, in English.

The other languages are in ``instruments/words/<lang>.yaml``, under ``errors``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sapar.core.kernel import Sentence, nearest

FACT_SENTENCES: Final = {
    # what is wrong
    "no_facts": "A facts file holds names and values.",
    "fact_unknown": 'There is no fact called "{name}".',
    "facts_unknown": 'There are no facts under "{name}".',
    "fact_twice": '"{name}" is given twice.',
    "no_bool": '"{value}" is not a value of {name}, which is true or false.',
    "no_int": '"{value}" is not a value of {name}, which is a whole number.',
    "no_date": '"{value}" is not a value of {name}, which is a date.',
    "no_code": '"{value}" is not a value of {name}, which is a code.',
    "no_country": '"{value}" is not a value of {name}, which is a country code.',
    "no_records": '"{value}" is not a value of {name}, which is a list.',
    "field_unknown": 'An entry of {name} has no "{field}".',
    "wrong_order": "Entry {number} of {name}: {last} ({end}) is before {first} ({start}).",
    "unreadable": "This file cannot be read: {why}.",
    "no_utf8": "This file is not UTF-8.",
    "no_yaml": "This is not valid YAML: {why}.",
    "key_twice": 'The key "{name}" stands twice.',
    "day_unknown": "{day} is a day that does not exist.",
    # how to mend it
    "write_facts": "Write for example: person.nationality: KZ",
    "did_you_mean": 'Did you mean "{near}"?',
    "did_you_mean_country": 'Did you mean "{near}" ({country})?',
    "see_facts": "See `sapar schema facts` for all names.",
    "there_are": "There are: {names}.",
    "keep_one": "Keep one of them.",
    "always_applies": "This fact always applies.",
    "write_bool": "Write true or false.",
    "write_int": "Write a whole number.",
    "write_date": "Write year-month-day: 2026-02-28.",
    "write_date_or_today": "Write year-month-day, or leave it out for today.",
    "no_such_day": "This day does not exist in the calendar.",
    "check_year": "Check the year.",
    "one_of": "Use one of: {codes}.",
    "write_text": "Write a short text.",
    "no_state": "No state has this code. Use a code of ISO 3166: KZ.",
    "write_country": "Use two capital letters: KZ.",
    "write_list": "Write a list, one entry for each.",
    "too_many": "At most {most} entries.",
    "entry_has": "Each entry has: {names}.",
    "it_has": "It has: {names}.",
    "save_utf8": "Save it as UTF-8.",
    "check_yaml": "Check indentation, quotes and colons here.",
    "check_day": "Check day and month.",
    "check_days": "Check both days.",
}


def said(code: str, **params: str) -> Sentence:
    """The sentence of a code, with its gaps filled."""
    return Sentence(code=code, text=FACT_SENTENCES[code], params=params)


def nearest_or(name: str, names: Iterable[str], otherwise: Sentence) -> Sentence:
    """The nearest of the names, or another mend where none is near."""
    near = nearest(name, names)
    return said("did_you_mean", near=near) if near else otherwise
