"""From what somebody wrote (YAML, JSON, a form, a table cell) to checked facts, or an error that names the place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

from sapar.core.kernel import Place, Sentence
from sapar.core.law.countries import COUNTRIES, country_mend
from sapar.core.law.facts import (
    DOES_NOT_APPLY,
    Fact,
    FactError,
    FactValue,
    FactValueError,
    Type,
    UnknownFactError,
    Vocabulary,
)
from sapar.core.law.sentences import nearest_or, said

PlaceOf = Callable[[str], Place]
MAX_RECORDS = 200
MAX_TEXT = 200
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_EARLIEST, _LATEST = date(1900, 1, 1), date(2200, 1, 1)
_UNKNOWN = "unknown"
_DOES_NOT_APPLY = DOES_NOT_APPLY.value


def facts_from(
    told: Mapping[str, object], vocabulary: Vocabulary, *, place_of: PlaceOf | None = None
) -> dict[str, FactValue]:
    """Checked facts by name from nested or dotted names; unknown (null, ``unknown``) is left out.

    ``place_of`` gives the place of a name, for errors.

    Raises UnknownFactError for a name that is not in the vocabulary, and FactValueError for a
    value of another type or a date that does not exist.

    >>> from sapar.core.law.facts import VOCABULARY
    >>> facts_from({"stay": {"country": "KR"}, "person.born": "1990-02-01"}, VOCABULARY)
    {'stay.country': 'KR', 'person.born': datetime.date(1990, 2, 1)}
    """
    where = place_of or _named
    facts: dict[str, FactValue] = {}
    for name, value in _flat(told, vocabulary, where):
        fact = vocabulary.get(name)
        if fact is None:
            raise UnknownFactError(
                said("fact_unknown", name=name),
                place=where(name),
                mend=nearest_or(name, vocabulary.names(), said("see_facts")),
                params={"name": name},
            )
        if name in facts:
            raise FactValueError(
                said("fact_twice", name=name), place=where(name), mend=said("keep_one")
            )
        try:
            checked = value_of(fact, value)
        except FactError as error:
            error.place = where(name)  # found only now: most facts are right
            raise
        if checked is not None:
            facts[name] = checked
    return facts


def _named(name: str) -> Place:
    return Place(file=name)


def _flat(
    told: Mapping[str, object], vocabulary: Vocabulary, where: PlaceOf, prefix: str = ""
) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for key, value in told.items():
        name = f"{prefix}{key}"
        if name not in vocabulary and isinstance(value, Mapping):
            if not any(known.startswith(f"{name}.") for known in vocabulary.names()):
                groups = sorted({known.split(".")[0] for known in vocabulary.names()})
                raise UnknownFactError(
                    said("facts_unknown", name=name),
                    place=where(name),
                    mend=nearest_or(name, groups, said("there_are", names=", ".join(groups))),
                    params={"name": name},
                )
            found.extend(_flat(value, vocabulary, where, f"{name}."))
        else:
            found.append((name, value))
    return found


def value_of(fact: Fact, value: object, *, place: Place | None = None) -> FactValue | None:
    """The checked value of one fact; None when it is unknown.

    Raises FactValueError naming the place and what was expected.
    """
    if value is None or value == _UNKNOWN:
        return None
    if value == _DOES_NOT_APPLY or value is DOES_NOT_APPLY:
        if fact.may_not_apply:
            return DOES_NOT_APPLY
        raise _wrong(fact, value, place, said("always_applies"))
    return _CHECKS[fact.type](fact, value, place)


def _wrong(fact: Fact, value: object, place: Place | None, mend: Sentence) -> FactValueError:
    params = {"name": fact.name, "value": str(value)[:60]}
    what = said(f"no_{fact.type.name.lower()}", **params)
    return FactValueError(what, place=place, mend=mend, params=params)


def _bool(fact: Fact, value: object, place: Place | None) -> bool:
    if isinstance(value, bool):
        return value
    raise _wrong(fact, value, place, said("write_bool"))


def _int(fact: Fact, value: object, place: Place | None) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise _wrong(fact, value, place, said("write_int"))


def _date(fact: Fact, value: object, place: Place | None) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        day = value
    elif isinstance(value, str) and _ISO_DATE.fullmatch(value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise _wrong(fact, value, place, said("no_such_day")) from None
    else:
        raise _wrong(fact, value, place, said("write_date"))
    if not _EARLIEST <= day < _LATEST:
        raise _wrong(fact, value, place, said("check_year"))
    return day


def _code(fact: Fact, value: object, place: Place | None) -> str:
    if not isinstance(value, str) or not value or len(value) > MAX_TEXT:
        raise _wrong(fact, value, place, _one_of(fact) if fact.codes else said("write_text"))
    if fact.codes and value not in fact.codes:
        raise _wrong(fact, value, place, nearest_or(value, fact.codes, _one_of(fact)))
    return value


def _one_of(fact: Fact) -> Sentence:
    return said("one_of", codes=", ".join(fact.codes))


def _country(fact: Fact, value: object, place: Place | None) -> str:
    if isinstance(value, str) and (value in COUNTRIES or value in fact.own_states):
        return value
    raise _wrong(fact, value, place, country_mend(str(value)[:MAX_TEXT], fact.own_states))


def _records(fact: Fact, value: object, place: Place | None) -> tuple[Mapping[str, object], ...]:
    if not isinstance(value, (list, tuple)):
        raise _wrong(fact, value, place, said("write_list"))
    if len(value) > MAX_RECORDS:
        raise _wrong(fact, f"{len(value)} entries", place, said("too_many", most=str(MAX_RECORDS)))
    records = tuple(_record(fact, one, place) for one in value)
    for number, record in enumerate(records, start=1):
        _check_order(fact, record, number, place)
    return records


def _check_order(
    fact: Fact, record: Mapping[str, object], number: int, place: Place | None
) -> None:
    if fact.ordered is None:
        return
    first, last = (record.get(name) for name in fact.ordered)
    if isinstance(first, date) and isinstance(last, date) and last < first:
        raise FactValueError(
            said(
                "wrong_order",
                number=str(number),
                name=fact.name,
                last=fact.ordered[1],
                end=str(last),
                first=fact.ordered[0],
                start=str(first),
            ),
            place=place,
            mend=said("check_days"),
            params={"name": fact.name, "value": str(last)},
        )


def _record(fact: Fact, record: object, place: Place | None) -> Mapping[str, object]:
    known = [field.name for field in fact.fields]
    if not isinstance(record, Mapping):
        raise _wrong(fact, record, place, said("entry_has", names=", ".join(known)))
    checked: dict[str, object] = {}
    for name, value in record.items():
        field = fact.field_named(str(name))
        if field is None:
            raise UnknownFactError(
                said("field_unknown", name=fact.name, field=str(name)),
                place=place,
                mend=nearest_or(str(name), known, said("it_has", names=", ".join(known))),
                params={"name": str(name)},
            )
        one = value_of(field, value, place=place)
        if one is not None:
            checked[field.name] = one
    return checked


_CHECKS: dict[Type, Callable[[Fact, object, Place | None], FactValue]] = {
    Type.BOOL: _bool,
    Type.INT: _int,
    Type.DATE: _date,
    Type.CODE: _code,
    Type.COUNTRY: _country,
    Type.RECORDS: _records,
}
