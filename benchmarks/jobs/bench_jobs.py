"""What a job costs, as a ratio to the bare function with the same write in its own transaction.

    python benchmarks/jobs/bench_jobs.py [--jobs N] [--rounds N]

DATABASE_URL and SAPAR_JOBS choose the database and the engine. Each round does the same writes three
ways in turn: bare, as one job each (queued, claimed, run, finished), and in jobs of 200. The worker runs
in this process; its start is not counted. Processor time of this process; PostgreSQL's own is not in it,
so the time on the clock stands beside it.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="What a job costs.")
    parser.add_argument("--jobs", type=int, default=1000, help="in each round, of each kind")
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        os.environ.setdefault("SAPAR_ENV", "development")
        os.environ["SAPAR_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "sapar.config.settings"
        import django  # noqa: PLC0415 (after its settings are chosen)

        django.setup()
        _measure(asked.jobs, asked.rounds)


def _measure(jobs: int, rounds: int) -> None:
    from benchmarks.jobs.ways import WAYS, forget  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import setup_databases, teardown_databases  # noqa: PLC0415

    from sapar.apps.jobs.engines.engine import engine  # noqa: PLC0415

    # A database of its own beside the one that DATABASE_URL names; SQLite's is a file here.
    connection.settings_dict["TEST"]["NAME"] = (
        os.path.join(os.environ["SAPAR_DATA"], "bench.sqlite3")
        if connection.vendor == "sqlite"
        else "sapar_bench_jobs"
    )
    made = setup_databases(verbosity=0, interactive=False)
    try:
        took: dict[str, list[tuple[float, float]]] = {name: [] for name in WAYS}
        for one in range(rounds + 1):  # the first warms up
            for name, way in WAYS.items():
                forget()
                cpu, wall = time.process_time(), time.perf_counter()
                way(jobs)
                if one:
                    took[name].append((time.process_time() - cpu, time.perf_counter() - wall))
    finally:
        teardown_databases(made, verbosity=0)
    print(f"{connection.vendor}, {type(engine()).__name__}, {jobs} writes")
    bare = took["bare"]
    for name, each in took.items():
        cpu, wall = (median(pair[side] for pair in each) / jobs * 1e6 for side in (0, 1))
        ratios = [
            median(pair[side] / base[side] for pair, base in zip(each, bare, strict=True))
            for side in (0, 1)
        ]
        print(
            f"{name:22}{cpu:7.0f} µs CPU{wall:8.0f} µs   ratio {ratios[0]:.2f} CPU, {ratios[1]:.2f} on the clock"
        )


if __name__ == "__main__":
    main()
