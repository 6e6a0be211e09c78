"""The calls that a how-to shows are answered as it says."""

import json
import re
from pathlib import Path

import pytest
from django.test import Client

HOWTO = Path(__file__).resolve().parents[2] / "docs/howto/call-the-api.md"
CALL = re.compile(
    r"http://localhost:8000(?P<address>\S+) .*?-d '(?P<body>[^']+)'\n```\n\n```json\n(?P<answer>.*?)\n```",
    re.DOTALL,
)
CALLS = [match.groupdict() for match in CALL.finditer(HOWTO.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call["address"].rsplit("/", 1)[-1])
def test_a_call_is_answered_as_the_page_says(call: dict[str, str]) -> None:
    response = Client().post(call["address"], data=call["body"], content_type="application/json")
    assert response.json() == json.loads(call["answer"])


def test_the_page_shows_an_answer_and_a_mistake() -> None:
    assert len(CALLS) == 2
