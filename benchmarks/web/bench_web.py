"""What an answer costs the server: requests per second of processor time, as a ratio to an empty Django view.

    python benchmarks/web/bench_web.py [--page PATH] [--requests N] [--rounds N]

One run asks the empty view, the JSON endpoint and, where ``--page`` names it, the HTML answer page
in turn, several rounds; the best round of each counts. Targets: JSON 0.5, page 0.15. The empty
view stands on the API's short path; the same view behind the pages' whole middleware is shown too.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.web.load import Target, ask
from benchmarks.web.server import Server, running

EMPTY = Target(name="empty view", path="/api/empty")
FULL = Target(name="empty view behind the pages' middleware", path="/empty")
JSON = Target(
    name="JSON assessment",
    path="/api/v1/instruments/kr-voluntary-departure-2025/assessment",
    method="POST",
    content_type="application/json",
    body=json.dumps(
        {
            "on": "2026-01-20",
            "known_at": "2026-01-20",
            "facts": {
                "person.nationality": "KZ",
                "person.born": "1990-02-01",
                "person.has_committed_offence": False,
                "person.under_departure_order": False,
                "person.detained": False,
                "stay.country": "KR",
                "stay.entered_on": "2020-01-01",
                "stay.entry": "regular",
                "stay.unlawful_since": "2021-01-01",
                "travel_document.kind": "passport",
                "travel_document.valid_until": "2027-01-01",
                "departure.date": "2026-02-10",
                "departure.ticket": True,
                "departure.port": "ICN",
                "declaration.form": True,
                "declaration.filed_on": "2026-02-02",
                "household.children": [],
            },
        }
    ).encode(),
)
TARGETS = {JSON.name: 0.5, "HTML answer page": 0.15}


def main() -> int:
    """Measure and print; 1 when a target is missed."""
    asked = _arguments()
    targets = [EMPTY, FULL, JSON]
    if asked.page:
        targets.append(Target(name="HTML answer page", path=asked.page, cookie=asked.cookie))
    with TemporaryDirectory() as data, running(Path(data)) as server:
        for target in targets:
            ask(
                target, server.port, max(200, asked.requests // 5)
            )  # every file read, every cache warm
        best = {target.name: float("inf") for target in targets}
        for _ in range(asked.rounds):
            for target in targets:
                best[target.name] = min(best[target.name], _cost(target, server, asked.requests))
    return _report(best)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--page", help="the path of the HTML answer page, with its question mark")
    parser.add_argument("--cookie", help="the Cookie header the answer page needs, if any")
    parser.add_argument("--requests", type=int, default=3000, help="in each round, of each kind")
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


def _cost(target: Target, server: Server, count: int) -> float:
    """The seconds of processor time for one request."""
    before = server.cpu()
    ask(target, server.port, count)
    return (server.cpu() - before) / count


def _report(best: dict[str, float]) -> int:
    missed = 0
    for name, cost in best.items():
        ratio = best[EMPTY.name] / cost
        wanted = TARGETS.get(name)
        verdict = (
            ""
            if wanted is None
            else f"  target {wanted}: " + ("ok" if ratio >= wanted else "MISSED")
        )
        missed += wanted is not None and ratio < wanted
        print(
            f"{name:42} {cost * 1e6:6.0f} µs CPU  {1 / cost:6.0f}/s CPU  ratio {ratio:.2f}{verdict}"
        )
    for name in TARGETS.keys() - best.keys():
        print(f"{name:42} not measured: name its path with --page")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
