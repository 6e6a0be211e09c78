"""Asking an instrument for one person. By POST: facts are personal and must not stand in an address."""

from django.conf import settings
from django.http import HttpResponse
from ninja import Router

from sapar.api.refusals import as_json
from sapar.api.requests import TimedRequest
from sapar.api.v1.answers import REFUSALS, REFUSALS_OF_BODIES, Answer, DatesAnswer, Questions
from sapar.api.v1.asked import Asked, Told, asked_of
from sapar.api.v1.questions import questions_answer
from sapar.core.law import assess, dates_of
from sapar.instruments.answer import answer_of, dates_answer
from sapar.instruments.library import library_at

router = Router(tags=["person"])
_REFUSALS = {**REFUSALS, **REFUSALS_OF_BODIES}


def _asked(request: TimedRequest, instrument: str, told: Told) -> Asked:
    return asked_of(library_at(settings.SAPAR_INSTRUMENTS), instrument, told, at=request.at)


@router.post(
    "/instruments/{instrument}/assessment",
    operation_id="assess",
    summary="Say whether an instrument is open to a person, why, and on which sources",
    response={200: Answer, **_REFUSALS},
)
def assessment(request: TimedRequest, instrument: str, told: Told) -> HttpResponse:
    """The same JSON as `sapar explain --json`."""
    asked = _asked(request, instrument, told)
    found = assess(asked.law, asked.facts, on=asked.on, known_on=asked.known_on)
    words = library_at(settings.SAPAR_INSTRUMENTS).words(instrument, told.lang)
    return as_json(answer_of(found, words))


@router.post(
    "/instruments/{instrument}/dates",
    operation_id="dates",
    summary="Say by when to act: for one departure date, or for every one of the period",
    response={200: DatesAnswer, **_REFUSALS},
)
def dates(request: TimedRequest, instrument: str, told: Told) -> HttpResponse:
    """The same JSON as `sapar dates --json`."""
    asked = _asked(request, instrument, told)
    found = dates_of(asked.law, asked.facts, on=asked.on, known_on=asked.known_on)
    return as_json(dates_answer(found, asked.law, on=asked.on))


@router.post(
    "/instruments/{instrument}/questions",
    operation_id="questions",
    summary="Say which questions still matter for a person, the next one first",
    response={200: Questions, **_REFUSALS},
)
def questions(request: TimedRequest, instrument: str, told: Told) -> HttpResponse:
    """A question is listed while some answer to it could still change the outcome."""
    asked = _asked(request, instrument, told)
    found = assess(asked.law, asked.facts, on=asked.on, known_on=asked.known_on)
    words = library_at(settings.SAPAR_INSTRUMENTS).words(instrument, told.lang)
    return as_json(questions_answer(found, words))
