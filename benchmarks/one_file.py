"""Screens one file with one engine in a process of its own: seconds and the peak of memory.

Called as ``one_file.py engine table out``; prints one JSON object.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from benchmarks.crowd import INSTRUMENT, KNOWN_ON, ON

from sapar.instruments.library import Library
from sapar.screening import screen


def main() -> None:
    engine, table, out = sys.argv[1:]
    law = Library(Path(__file__).parents[1] / "instruments").law(INSTRUMENT)
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        funnel = screen(law, table, on=ON, known_on=KNOWN_ON, out=out, engine=engine)
        best = min(best, time.perf_counter() - start)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    java = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(
        json.dumps({"seconds": best, "peak_mb": (own + java) // 1024, "outcomes": funnel.outcomes})
    )


if __name__ == "__main__":
    main()
