"""What an answer costs the server: requests per second of processor time, as a ratio to an empty Django view.

    python benchmarks/web/bench_web.py [--page PATH] [--requests N] [--rounds N]

A real server (gunicorn, two workers) answers on loopback. One run asks for the empty view, the JSON
endpoint and the HTML answer page in turn, several rounds; each round gives its own ratio, so that a
busy neighbour slows both sides alike, and the median counts. Targets: JSON 0.5, page 0.15.
The empty view stands on the API's short path; behind the whole middleware of the pages it is
dearer, which is shown and held against nobody.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.web.load import Target, ask, status_of
from benchmarks.web.people import EMPTY, FULL, JSON, NOON_IN_SEOUL, PROGRAMME, page
from benchmarks.web.server import Server, running

WANTED = {"JSON assessment": 0.5, "HTML answer page": 0.15}


def main() -> int:
    """Measure and print; 1 when a target is missed."""
    asked = _arguments()
    with TemporaryDirectory() as data, running(Path(data), now=NOON_IN_SEOUL) as server:
        targets = [EMPTY, FULL, JSON, *_pages(asked.page, server)]
        for target in targets:  # every file read, everything warm
            ask(target, server.port, max(200, asked.requests // 5))
        rounds = [
            {target.name: _cost(target, server, asked.requests) for target in targets}
            for _ in range(asked.rounds)
        ]
    return _report(rounds)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="What an answer costs the server.")
    parser.add_argument(
        "--page", default=f"/en/answer/{PROGRAMME}/", help="the path of the HTML answer page"
    )
    parser.add_argument("--requests", type=int, default=1000, help="in each round, of each kind")
    parser.add_argument("--rounds", type=int, default=9)
    return parser.parse_args()


def _pages(path: str, server: Server) -> list[Target]:
    """The HTML answer page, if the site has one there."""
    try:
        found = page(path)
    except ImportError:
        return []
    return [found] if status_of(found, server.port) == 200 else []


def _cost(target: Target, server: Server, count: int) -> float:
    """The seconds of processor time for one request."""
    before = server.cpu()
    ask(target, server.port, count)
    return (server.cpu() - before) / count


def _report(rounds: list[dict[str, float]]) -> int:
    missed = 0
    for name in rounds[0]:
        cost = median(one[name] for one in rounds)
        ratio = median(one[EMPTY.name] / one[name] for one in rounds)
        verdict = ""
        if name in WANTED:
            verdict = f"  wanted {WANTED[name]}: {'ok' if ratio >= WANTED[name] else 'MISSED'}"
            missed += ratio < WANTED[name]
        print(
            f"{name:42}{cost * 1e6:6.0f} µs{1 / cost:7.0f} a CPU second  ratio {ratio:.2f}{verdict}"
        )
    for name in WANTED.keys() - rounds[0].keys():
        print(f"{name:42} not measured: the site has no page there; name one with --page")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
