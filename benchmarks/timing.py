"""Ratios in one run: rounds of all candidates in turn, the quickest of each counts."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True)
class Took:
    """The quickest round, in seconds: on the clock, and of all processors together."""

    wall: float
    cpu: float


def interleaved(works: Mapping[str, Work], *, rounds: int, each: int = 1) -> dict[str, Took]:
    """Times each work once a round, so that a busy moment hits all of them; per call of ``each``."""
    best = dict.fromkeys(works, Took(float("inf"), float("inf")))
    for _ in range(rounds):
        for name, work in works.items():
            wall, cpu = time.perf_counter(), time.process_time()
            for _ in range(each):
                work()
            took = Took((time.perf_counter() - wall) / each, (time.process_time() - cpu) / each)
            best[name] = Took(min(best[name].wall, took.wall), min(best[name].cpu, took.cpu))
    return best
