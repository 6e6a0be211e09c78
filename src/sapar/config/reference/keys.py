"""The keys of instrument.yaml: what each means, next to what the grammar says of it."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sapar.config.reference.markdown import PageError, anchored, code, explained, table
from sapar.instruments import grammar

_BY_NAME = {
    "Id": "a name: small letters, digits, hyphens",
    "FactName": "the name of a fact",
    "Country": "a country code",
    "Party": "a country code, or a role such as `applicant`",
    "Text": "a text",
    "Expression": "an expression",
    "Language": "a language code",
    "StandingName": "a standing",
    "RankName": "a rank",
    "Many": "a name or a list of names",
}
_NAMED = [(getattr(grammar, name), words) for name, words in _BY_NAME.items()]

_SAYS = {
    "require": "Must be true for the person.",
    "exclude": "Must not be true for the person.",
    "period": "First and last day for the date that `binds` names.",
    "binds": "The date fact that the period binds.",
    "act": "Something to do in a window of days. Needs `done_on`, and `before` or `after`.",
    "done_on": "The date fact that holds the day on which it was done.",
    "before": "The day the window is counted back from.",
    "after": "The day the window is counted on from.",
    "not_earlier_than": "The window opens so long before, or after, the anchor.",
    "not_later_than": "The window closes so long before, or after, the anchor.",
    "allowance": "So many days of stay.",
    "unknown": "`true`: we know that there is a rule and not what it says. The finding is unknown.",
    "sources": "The ids of the sources it rests on. At least one, here or further out.",
    "standing": "How sure we are. Needed, here or further out.",
}
_VERSION = {
    **_SAYS,
    "published": "When it could be known. Without it: as the provision or the instrument says, or else the "
    "earliest day of its sources.",
    "from": "The first day on which it is law. Without it: since ever.",
    "to": "The last day on which it is law. Without it: until further notice.",
    "applies_when": "The clause concerns only people for whom this is true.",
    "article": "Where in the text it stands, as a lawyer would cite it.",
    "readings": "Several ways to read it, each by its name. Each may say what a provision says.",
}
_QUANTITY = {
    "amount": "The number, when it is one.",
    "least": "The lower end of a range.",
    "most": "The upper end of a range.",
    "unit": "KRW, years, days and so on. A band may leave it to its schedule.",
}
_SUPPORT = {
    "sources": "The ids of the sources it rests on.",
    "standing": "How sure we are.",
}
_WHEN = {"when": "Only for people for whom this is true. Without it: for everybody."}

KEYS: Mapping[str, Mapping[str, str]] = {
    "InstrumentFile": {
        "instrument": "The id. The folder has the same name.",
        "kind": "The family it belongs to.",
        "parties": "The states that are bound.",
        "place": "Where the legal acts happen.",
        "languages": "The languages of its words. `sapar check` wants all of them whole.",
        "calendars": "The working-day calendars it counts on.",
        "published": "When it was announced. Holds for every version that does not say its own.",
        "otherwise": "The instrument that holds for those to whom this one is closed.",
        "facts": "Facts of its own, which the common vocabulary does not have.",
        "sources": "The publications, each by an id of your choice.",
        "presumptions": "What is taken to be so while nobody says otherwise. The answer lists it.",
        "provisions": "The clauses, each by its id, in the order in which they are shown.",
        "benefits": "What the person gets, or faces.",
        "schedules": "Tables of amounts by bands of a measure.",
        "channels": "Ways to act, and who may use them.",
        "steps": "What the person does, in its order.",
        "contacts": "Whom to call or write to.",
        "notes": "What the sources say that is not a test: a contradiction, a gap, a trap.",
        "procedures": "States and moves.",
    },
    "Place": {
        "country": "The country.",
        "time_zone": "Its time zone, as `Asia/Seoul`. “Today” is the day there.",
    },
    "Source": {
        "publisher": "Who says it, and through whom it reached us.",
        "title": "The title, in its own language.",
        "published": "The day it was published.",
        "language": "The language of the text.",
        "precedence": "1 governs before 2.",
        "rank": "What kind of publication it is: see “Readings”.",
        "address": "Where it can be read.",
    },
    "Provision": {
        **_VERSION,
        "versions": "What successive publications made of the clause.",
        "decided_by": "The state that decides on its facts. What is missing is then asked there.",
        "evidence": "The documents that show it.",
        "remedy": "`true`: the person can mend a failure. The words then say how.",
    },
    "Version": _VERSION,
    "Says": _SAYS,
    "Period": {"from": "The first day.", "to": "The last day. Without it: until further notice."},
    "Allowance": {
        "days": "How many days. The day of entry and the day of exit both count.",
        "window": "`visit`: each visit on its own. `anchored`: in blocks that begin with an entry. "
        "`rolling`: in the days that end with each day of stay.",
        "within": "The length of the block or of the rolling window, in days.",
    },
    "Benefit": {
        "effect": "What happens to the benefit's matter: waived, suspended, imposed and so on.",
        **_WHEN,
        "quantity": "How much, or how long.",
        "cases": "Instead of one effect: several. The first one that holds counts.",
        "schedule": "The schedule that says how much.",
        **_SUPPORT,
    },
    "Case": {
        "effect": "As in a benefit.",
        **_WHEN,
        "quantity": "As in a benefit.",
        "schedule": "The schedule of this case; without it, that of the benefit.",
    },
    "Quantity": _QUANTITY,
    "Schedule": {
        "measure": "What the bands are bands of: an expression that is a whole number.",
        "measure_unit": "What the measure counts.",
        "unit": "What the amounts are in.",
        "tables": "The versions in circulation, each by an id. All of them are shown.",
    },
    "Table": {**_SUPPORT, "bands": "The rows, in rising order."},
    "Band": {"below": "The row holds for a measure below this. Without it: for all.", **_QUANTITY},
    "Channel": {
        "act": "The act that is done through it.",
        **_WHEN,
        "address": "Its address on the web.",
        **_SUPPORT,
    },
    "Step": {
        "id": "Its name.",
        "provision": "The provision whose dates are its dates.",
        "lead": "A duration before the departure, such as `4 hours`.",
        **_WHEN,
        **_SUPPORT,
    },
    "Contact": {"phone": "The number to call.", "address": "Its address.", **_SUPPORT},
    "Note": {
        "sources": "The ids of the sources that say it.",
        "concerns": "The id of the provision, benefit, channel, step or contact it is about.",
    },
    "OwnFact": {
        "type": "Its type.",
        "codes": "The possible values of a code.",
        "asked_of": "Who can answer.",
        "sensitivity": "How much harm a leak would do.",
        "person_may_know": "`true`: others decide, and the person may be able to tell.",
        "may_not_apply": "`true`: `does_not_apply` is an answer.",
        "plan": "`true`: the person can still choose it or do it.",
    },
    "Procedure": {
        "states": "The states. A case begins in the first.",
        "final": "The states in which a case ends.",
        "moves": "The moves, each by its name.",
        "holds": "What may stop a case, each by its name.",
        "time_limits": "By when somebody must act, each by its name.",
        "retention": "How long what a case tells of its person is kept once it has ended.",
    },
    "Move": {
        "from": "The state, or states, it leads from.",
        "to": "The state it leads to.",
        "by": "Whose act it is: a party, `applicant`, `officer`, `supervisor`, or `clock` for what happens by itself.",
        "recorded_by": "The roles that may write it down. Without it: an officer, and the applicant their own acts.",
        "within": "The provision whose window or period binds the day of the act.",
        "requires": "The provisions that must not speak against it, or `all`. What only others settle may be open.",
        "when": "A condition on the facts.",
        "needs": "The evidence and forms it needs: kinds of evidence, or a provision for any evidence of it.",
        "reasons": "The codes of which one must be given. Their words stand under `reasons`.",
        "countersigned": "`true`: it takes effect when a second officer has countersigned.",
        "override": "`true`: window, provisions and evidence are set aside. It asks for a reason.",
        "sets": "The facts it makes true, each an expression; `today` is the day of the act.",
        "clears": "The facts that are open again.",
        "at": "The fact that names the place.",
        "lead": "How long before the departure it must begin.",
    },
    "Hold": {
        "by": "Who may set and release it.",
        "stops": "The moves it stops. Without it: all of them.",
        "sources": "The ids of the sources it rests on.",
    },
    "TimeLimit": {
        "during": "The state, or states, in which it runs.",
        "by": "Who must act.",
        "ends_with": "The provision whose window or period it ends with.",
        "within": "A duration instead, such as `5 working days of KR`. Without either it is watched without an end.",
        "since": "The move it counts from. Without it: the day the case came into the state.",
        "then": "The move that happens by itself when it lapses.",
        "remind": "How long before its end whoever must act is reminded.",
        "sources": "The ids of the sources, where it does not end with a provision.",
        "standing": "How sure that is.",
    },
    "Retention": {
        "keep": "A duration from the end of the case, such as `3 years rounding up`. Without it nobody is proposed.",
        "after": "The final state, or states, from which it counts. Without it: all of them.",
        "sources": "The ids of the sources the time rests on.",
        "standing": "How sure that is: `unknown` where no text gives a time.",
    },
}
_TITLES = {
    "InstrumentFile": "The file",
    "OwnFact": "An entry of `facts`",
    "Says": "A reading",
    "Version": "An entry of `versions`",
    "Table": "An entry of `tables`",
}


def keys_part() -> str:
    """One table for each kind of entry, in the order in which one meets them."""
    models = {model.__name__: model for model in _models(grammar.InstrumentFile)}
    explained(models, KEYS, what="The entry")
    return "\n\n".join(_section(name, models[name]) for name in KEYS)


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    seen: dict[type[BaseModel], None] = {}
    waiting = [model]
    while waiting:
        one = waiting.pop(0)
        if one not in seen:
            seen[one] = None
            for field in one.model_fields.values():
                waiting.extend(_inside(field.annotation))
    return iter(seen)


def _inside(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _inside(argument)


def _section(name: str, model: type[BaseModel]) -> str:
    fields = {field.alias or own: field for own, field in model.model_fields.items()}
    explained(fields, KEYS[name], what=f"The key of {name}")
    title = _TITLES.get(name, name)
    rows = [
        [code(key), _type(fields[key]), _needed(fields[key]), KEYS[name][key]] for key in KEYS[name]
    ]
    return f"### {title}\n\n{model.__doc__}\n\n" + table(("key", "type", "", "meaning"), rows)


def _needed(field: FieldInfo) -> str:
    if field.is_required():
        return "needed"
    default = field.default
    return "" if default in (None, False) or default in ([], {}) else code(default)


def _type(field: FieldInfo) -> str:
    if field.metadata:
        return _said(Annotated[(field.annotation, *field.metadata)])
    return _said(field.annotation)


def _said(annotation: Any) -> str:
    annotation = _without_none(annotation)
    for known, words in _NAMED:
        if annotation == known:
            return words
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _said(arguments[0])
    if origin is Literal:
        return "one of " + ", ".join(code(str(one).lower()) for one in arguments)
    if origin is list:
        return f"a list: {_said(arguments[0])}"
    if origin is dict:
        return f"names, each with {_said(arguments[1])}"
    if origin in (Union, types.UnionType):
        return " or ".join(_said(one) for one in arguments)
    return _plain(annotation)


def _plain(annotation: Any) -> str:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _link(_TITLES.get(annotation.__name__, annotation.__name__))
    words = {"str": "a text", "int": "a whole number", "bool": "`true` or `false`"}
    words |= {"date": "a date", "Any": "a value of that fact"}
    name = getattr(annotation, "__name__", str(annotation))
    if name not in words:
        raise PageError(f'The reference has no words for the type "{name}".')
    return words[name]


def _link(title: str) -> str:
    """A link to the section of an entry, with its article."""
    words = title[0].lower() + title[1:]
    article = "" if words.split()[0] in {"a", "an"} else "an " if words[0] in "aeiou" else "a "
    return f"[{article}{words}](#{anchored(title)})"


def _without_none(annotation: Any) -> Any:
    if get_origin(annotation) in (Union, types.UnionType):
        rest = [one for one in get_args(annotation) if one is not type(None)]
        if len(rest) < len(get_args(annotation)):
            return Union[tuple(rest)]  # noqa: UP007 - built from parts at run time
    return annotation
