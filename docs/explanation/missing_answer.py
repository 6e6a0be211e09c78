"""Asks two rule engines in use, and Sapar, for a person who did not say since when they are unlawful.

Run it in a virtual environment of its own:

    pip install json-logic-qubit==0.9.1 zen-engine==2.1.3
    python docs/explanation/missing_answer.py
"""

import sys

import zen
from json_logic import jsonLogic

PEOPLE = {
    "said it, in time": {"stay": {"country": "KR", "unlawful_since": "2025-03-12"}},
    "said it, too late": {"stay": {"country": "KR", "unlawful_since": "2025-12-20"}},
    "did not say it": {"stay": {"country": "KR"}},
}
JSON_LOGIC = {
    "and": [
        {"==": [{"var": "stay.country"}, "KR"]},
        {"<": [{"var": "stay.unlawful_since"}, "2025-12-01"]},
    ]
}
ZEN = 'stay.country == "KR" and d(stay.unlawful_since).isBefore(d("2025-12-01"))'

for name, facts in PEOPLE.items():
    answers = {
        "json-logic": jsonLogic(JSON_LOGIC, facts),
        "zen": zen.evaluate_expression(ZEN, facts),
    }
    for engine, answer in answers.items():
        sys.stdout.write(f"{name:20} {engine:12} {answer}\n")
