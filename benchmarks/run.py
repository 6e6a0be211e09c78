"""Every promise of speed against its peer or its limit, as a ratio in one run: prints Markdown."""

from __future__ import annotations

import argparse
import importlib.util
import json
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
import polars as pl
from benchmarks.by_hand import PROVISIONS, ByHand
from benchmarks.crowd import INSTRUMENT, KNOWN_ON, ON, Crowd, crowd
from benchmarks.openfisca_peer import measured
from benchmarks.papers import of_papers
from benchmarks.timing import interleaved

from sapar.core.law import Law, assess, facts_from
from sapar.instruments.check import check_shared_words, check_text
from sapar.instruments.library import Library
from sapar.screening.in_memory import screener_of

ROOT = Path(__file__).resolve().parents[1]
PERSON = {
    "person": {"has_committed_offence": False, "under_departure_order": False, "detained": False},
    "stay": {
        "country": "KR", "entry": "regular",
        "entered_on": "2023-01-01", "unlawful_since": "2024-05-01",
    },
    "travel_document": {"kind": "passport", "valid_until": "2027-01-01"},
    "departure": {"date": "2026-02-27"},
}  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--rounds", type=int, default=9)
    options.add_argument("--without-openfisca", action="store_true")
    told = options.parse_args()
    library = Library(ROOT / "instruments")
    law = library.law(INSTRUMENT)
    people = crowd(told.rows)
    print(f"Python {platform.python_version()}, Polars {pl.__version__}, {platform.machine()}\n")
    print("| what | measured | against | ratio | aim |\n|---|---|---|---|---|")
    for line in lines(library, law, people, told.rounds, peer=not told.without_openfisca):
        print(line, flush=True)


def lines(library: Library, law: Law, people: Crowd, rounds: int, *, peer: bool) -> Iterator[str]:
    kernel = ByHand(library.calendars["KR"])
    table = people.table()
    screener = screener_of(law, table.schema, on=ON, known_on=KNOWN_ON, file="crowd")
    check_same(kernel, people, screener.coded(table).table())
    other = measured(people, kernel, seconds=6) if peer else None
    took = interleaved(
        {
            "words": lambda: screener.coded(table).table(),
            "funnel": lambda: screener.coded(table).funnel(),
            "hand": lambda: kernel(people),
        },
        rounds=rounds,
    )
    words, funnel, hand = took["words"], took["funnel"], took["hand"]
    yield line(
        f"{people.rows:,} people in memory, Polars, a table of words", ms(words.cpu),
        f"NumPy by hand, numbers {ms(hand.cpu)}", f"{words.cpu / hand.cpu:.2f}", "≤ 1.0",
    )  # fmt: skip
    yield line(
        "… every verdict as bits, and the funnel", ms(funnel.cpu),
        f"NumPy by hand, numbers {ms(hand.cpu)}", f"{funnel.cpu / hand.cpu:.2f}", "≤ 1.0",
    )  # fmt: skip
    yield line(
        "… a table of words, on the clock", ms(words.wall), f"NumPy by hand {ms(hand.wall)}",
        f"{words.wall / hand.wall:.2f}", "",
    )  # fmt: skip
    facts = facts_from(PERSON, law.instrument.vocabulary)
    one = interleaved({"one": lambda: explained(law, facts)}, rounds=rounds, each=300)["one"]
    if other is not None:
        counts = np.bincount(kernel(people)["outcome"], minlength=5).tolist()
        assert other["outcomes"] == counts, "OpenFisca's rules are not the same"
        yield line(
            "… every verdict as bits, and the funnel", ms(funnel.cpu),
            f"OpenFisca-core as country packages write rules {ms(other['usual'])}",
            f"{other['usual'] / funnel.cpu:.1f} × faster", "≥ 15 ×",
        )  # fmt: skip
        yield line(
            "… a table of words", ms(words.cpu), f"the same {ms(other['usual'])}",
            f"{other['usual'] / words.cpu:.1f} × faster", "",
        )  # fmt: skip
        yield line(
            "… every verdict as bits, and the funnel", ms(funnel.cpu),
            f"OpenFisca-core in plain integers, as nobody writes it {ms(other['table'])}",
            f"{other['table'] / funnel.cpu:.1f} × faster", "",
        )  # fmt: skip
        yield line(
            "one person: trace, sources, missing", f"{one.cpu * 1e6:.0f} µs",
            f"OpenFisca-core traced {other['one'] * 1e6:.0f} µs",
            f"{other['one'] / one.cpu:.0f} × faster", "≥ 20 ×",
        )  # fmt: skip
    yield line(
        "one person: trace, sources, missing", f"{one.cpu * 1e6:.0f} µs", "100 µs",
        f"{one.cpu * 1e4:.2f}", "≤ 1.0",
    )  # fmt: skip
    yield from of_files(table)
    took = interleaved(of_papers(library), rounds=rounds, each=20)
    empty = took["empty"].cpu
    for form, name in (("airport", "the page for the airport"), ("plan", "the plan")):
        yield line(
            f"a paper: {name}", f"{ms(took[form].cpu)}, {1 / took[form].cpu:.0f} a second",
            f"an empty page {ms(empty)}", f"{empty / took[form].cpu:.2f} of its rate", "",
        )  # fmt: skip
    load = interleaved({"load": load_everything}, rounds=5)["load"]
    yield line(
        "load and check all instruments, without their worked examples", ms(load.cpu), "200 ms",
        f"{load.cpu / 0.2:.2f}", "≤ 1.0",
    )  # fmt: skip


def explained(law: Law, facts: dict[str, object]) -> list[object]:
    """One person's answer with each finding's trace, sources and missing facts."""
    answer = assess(law, facts, on=ON, known_on=KNOWN_ON)  # type: ignore[arg-type]
    return [(one.verdict, one.traces, one.sources, one.missing) for one in answer.findings]


def load_everything() -> None:
    """Reads every instrument anew, with its calendars and words, and checks all but the examples."""
    library = Library(ROOT / "instruments")
    problems = [one for name in library.ids for one in check_text(library, library.folder(name))]
    problems += check_shared_words(library)
    assert not problems, problems[0]


def of_files(table: pl.DataFrame) -> Iterator[str]:
    """Parquet in, Parquet out, each engine in a process of its own."""
    engines = ["polars", "duckdb"]
    if importlib.util.find_spec("pyspark") and shutil.which("java"):
        engines.append("spark")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people.parquet"
        table.with_columns(pl.col(pl.Enum).cast(pl.String)).write_parquet(path)
        first: dict[str, object] = {}
        for engine in engines:
            out = Path(folder) / f"{engine}.parquet"
            command = [sys.executable, "-m", "benchmarks.one_file", engine, str(path), str(out)]
            done = subprocess.run(  # noqa: S603 (our own module)
                command, check=True, capture_output=True, text=True, cwd=ROOT
            )
            found = json.loads(done.stdout.splitlines()[-1])
            first = first or found
            assert found["outcomes"] == first["outcomes"], f"{engine} and polars differ"
            ratio = found["seconds"] / float(str(first["seconds"]))
            yield line(
                f"{engine}: Parquet in, Parquet out", f"{found['seconds']:.2f} s",
                "polars", f"{ratio:.1f}", f"peak {found['peak_mb']} MB",
            )  # fmt: skip


def check_same(kernel: ByHand, people: Crowd, result: pl.DataFrame) -> None:
    """The hand-written rules and the engine's say the same of everybody."""
    expected = kernel(people)
    for name in ("outcome", *PROVISIONS):
        assert (result[name].to_physical().to_numpy() == expected[name]).all(), name


def line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


if __name__ == "__main__":
    main()
