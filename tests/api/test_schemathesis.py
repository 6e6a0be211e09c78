"""Schemathesis asks what nobody would: every answer keeps the document's promises, and none is a failure."""

from datetime import date
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, given, strategies
from hypothesis import settings as bounded
from schemathesis.config import SchemathesisConfig
from schemathesis.generation.modes import GenerationMode
from schemathesis.schemas import BaseSchema

from sapar.instruments.library import library_at

pytestmark = pytest.mark.django_db  # the site closes old connections after each answer
_CONFIG = {
    "checks": {
        # A fact may be unknown to this instrument, or given twice: dotted and nested.
        "positive_data_acceptance": {"expected-statuses": ["200", "422"]},
    },
}
_DAYS = strategies.dates(date(1900, 1, 1), date(2199, 12, 31)).map(date.isoformat)


@pytest.fixture(scope="module")
def api(static_folder: None) -> BaseSchema:
    """The document, with the instruments there are, so that most questions reach one."""
    return _schema()


@cache
def _schema() -> BaseSchema:
    promised = Client(headers={"host": "localhost"}).get("/api/v1/openapi.json").json()
    ids = list(library_at(settings.SAPAR_INSTRUMENTS).ids)
    for methods in promised["paths"].values():
        for operation in methods.values():
            for parameter in operation["parameters"]:
                if parameter["name"] == "instrument":
                    parameter["schema"]["enum"] = ids
    schemathesis.openapi.format("date", _DAYS)
    found = schemathesis.openapi.from_dict(promised, config=SchemathesisConfig.from_dict(_CONFIG))
    found.app = get_wsgi_application()
    return found


ADDRESSES = (
    ("GET", "/api/v1/instruments"),
    ("GET", "/api/v1/instruments/{instrument}"),
    ("GET", "/api/v1/schema/facts"),
    ("GET", "/api/v1/schema/instrument"),
    ("POST", "/api/v1/instruments/{instrument}/assessment"),
    ("POST", "/api/v1/instruments/{instrument}/dates"),
    ("POST", "/api/v1/instruments/{instrument}/questions"),
)


def test_every_address_is_asked(api: BaseSchema) -> None:
    promised = {(one.ok().method.upper(), one.ok().path) for one in api.get_all_operations()}
    assert promised == set(ADDRESSES)


ASKED = [
    (*address, mode)
    for address in ADDRESSES
    for mode in GenerationMode
    if mode.is_positive
    or address[1] != "/api/v1/schema/instrument"  # it takes nothing to get wrong
]


@pytest.mark.parametrize(("method", "address", "mode"), ASKED)
def test_every_answer_keeps_its_promise(
    api: BaseSchema, method: str, address: str, mode: GenerationMode
) -> None:
    @given(case=api[address][method].as_strategy(generation_mode=mode))
    @bounded(
        max_examples=40 if method == "POST" else 8,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: Any) -> None:
        case.call_and_validate()

    ask()
