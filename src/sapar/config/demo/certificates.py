"""Stories of certificates of return: somebody in each state of the procedure."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from sapar.config.demo.day import day, on
from sapar.config.demo.departures import WHO, Story, answers
from sapar.config.demo.stage import CERTIFICATE, DEPARTURE, Stage

PAPERS: Final = ("loss-report", "application-form", "photos", "fee-receipt", "identity-document")
_LOST: Final[dict[str, Any]] = {
    "person.nationality": "KZ",
    "stay.country": "KR",
    "passport.state": "lost",
}
_STEPS: Final = {
    "apply": timedelta(hours=3),
    "check": timedelta(days=1),
    "ask-home": timedelta(hours=2),
    "answer-home": timedelta(days=5),
    "issue": timedelta(days=1),
    "hand-over": timedelta(days=2),
    "arrive": timedelta(days=4),
    "hand-in": timedelta(days=1),
}
"""The moves of a case that goes well, each with how long after the one before."""
_BY_OFFICER: Final = frozenset({"check", "ask-home", "answer-home", "issue", "hand-over"})


def certificate(stage: Stage, *, who: str, begins: datetime, last: str = "") -> Story:
    """A case as far as the move ``last``; without it only begun."""
    yield begins
    yield from _until(stage, who, _begun(stage, who), last)


def before_the_flight(stage: Stage) -> Story:
    """Handed over to somebody whose departure waited for it."""
    yield on(12, 19)
    stage.arrives(WHO["erkebulan"])
    lost = answers(day(2, 3), kind="none")
    del lost["travel_document.valid_until"]
    waiting = stage.opens("erkebulan", DEPARTURE, lost)
    case = _begun(stage, "erkebulan", serves=waiting)
    yield from _until(stage, "erkebulan", case, "hand-over")


def refused(stage: Stage) -> Story:
    """Nobody at home knows of this citizen."""
    yield on(12, 5)
    case = _begun(stage, "daria")
    yield from _until(stage, "daria", case, "check")
    yield on(12, 9)
    stage.moves("Bolat", case, "refuse", reason="citizenship-not-confirmed")


def found_again(stage: Stage) -> Story:
    """The passport was under the bed."""
    yield on(12, 8)
    case = _begun(stage, "asem")
    yield from _until(stage, "asem", case, "apply")
    yield on(12, 9)
    stage.moves("asem", case, "withdraw")


def never_used(stage: Stage) -> Story:
    """Handed over, and not used in time."""
    yield on(12, 9)
    case = _begun(stage, "gani")
    yield from _until(stage, "gani", case, "hand-over")
    yield on(1, 14)
    stage.moves("Bolat", case, "expire")


def _begun(stage: Stage, who: str, serves: int | None = None) -> int:
    if who not in stage.persons:
        stage.arrives(WHO[who])
    return stage.opens(who, CERTIFICATE, _LOST, serves=serves)


def _until(stage: Stage, who: str, case: int, last: str) -> Story:
    """Every step of a case that goes well, up to ``last``."""
    if not last:
        return
    papers = stage.sends(who, case, *PAPERS, name=WHO[who].latin)
    for move, pause in _STEPS.items():
        yield stage.at + pause
        if move == "check":
            stage.takes("Bolat", case)
            stage.accepts("Bolat", papers)
        if move == "issue":
            stage.tells("Bolat", case, {"certificate.valid_until": day(3, 31)})
        stage.moves("Bolat" if move in _BY_OFFICER else who, case, move)
        if move == last:
            return


CERTIFICATES: Final = (
    partial(certificate, who="karlygash", begins=on(1, 19, 11)),
    partial(certificate, who="sanzhar", begins=on(1, 19), last="apply"),
    partial(certificate, who="zhansaya", begins=on(1, 16), last="check"),
    partial(certificate, who="daulet", begins=on(1, 15), last="ask-home"),
    partial(certificate, who="ulpan", begins=on(1, 8), last="issue"),
    partial(certificate, who="arman", begins=on(1, 2), last="arrive"),
    partial(certificate, who="bayan", begins=on(12, 3), last="hand-in"),
    before_the_flight,
    refused,
    found_again,
    never_used,
)
