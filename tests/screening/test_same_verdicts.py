"""Every engine says of every row what ``assess`` says of the person."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from tests.screening.people import (
    KNOWN_ON,
    LIBRARY,
    Crowd,
    answers_of,
    big_table,
    differences,
    table_of,
)

from sapar.core.law import Law, Standing
from sapar.core.law.instrument import Version
from sapar.screening import Engine, Funnel, screen, screened

ROWS = 400
KOREA = "kr-voluntary-departure-2025"


def days_of(law: Law) -> list[date]:
    """Days in, near and outside the last periods that the law knows."""
    periods = [
        reading.period
        for provision in law.instrument.provisions.values()
        for version in provision.versions
        for reading in version.readings
        if reading.period
    ]
    days = {date(2026, 2, 10)}
    for period in periods:
        days |= {period.first + timedelta(days=9), (period.last or KNOWN_ON) - timedelta(days=2)}
    return sorted(days)[-6:]


@pytest.mark.parametrize("instrument", LIBRARY.ids)
@pytest.mark.parametrize("lists", [False, True], ids=["plain", "lists"])
def test_a_table_gets_the_verdicts_of_its_people(instrument: str, lists: bool) -> None:
    law = LIBRARY.law(instrument)
    seen = set()
    for seed, on in enumerate(days_of(law)):
        crowd = Crowd(law, on, seed=seed, lists=lists)
        for gap in (0.0, 0.03, 0.2):
            people = [crowd.person(gap) for _ in range(ROWS // 3)]
            table = table_of(people, crowd.facts)
            result = screened(law, table, on=on, known_on=KNOWN_ON)
            expected = answers_of(law, people, on)
            assert result.rows(named=True) == expected
            seen |= {row["outcome"] for row in expected}
    assert len(seen) >= 2


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("instrument", [KOREA, "kr-voluntary-departure-2024"])
def test_what_nobody_has_verified_makes_the_same_answers_provisional(
    instrument: str, seed: int
) -> None:
    law, on = with_other_standings(LIBRARY.law(instrument), seed), date(2026, 2, 10)
    if instrument != KOREA:
        on = date(2024, 11, 20)
    crowd = Crowd(law, on, seed=seed)
    people = [crowd.person(0.05) for _ in range(ROWS)]
    result = screened(law, table_of(people, crowd.facts), on=on, known_on=KNOWN_ON)
    assert result.rows(named=True) == answers_of(law, people, on)
    assert law.edition(on=on, known_on=KNOWN_ON).verified_parts
    assert instrument != KOREA or result["provisional"].n_unique() == 2


def with_other_standings(law: Law, seed: int) -> Law:
    """The law, where chance says which readings nobody has verified; of some clauses only a part."""
    chance = random.Random(seed)  # noqa: S311 (no secret)

    def version_of(version: Version) -> Version:
        first, *others = version.readings
        mixed = [
            replace(one, standing=chance.choice([Standing.ASSUMED, Standing.REPORTED]))
            for one in others
        ]
        standing = Standing.ASSUMED if others and chance.random() < 0.5 else Standing.REPORTED
        if others and standing is Standing.REPORTED:
            mixed[0] = replace(mixed[0], standing=Standing.ASSUMED)
        return replace(version, readings=(replace(first, standing=standing), *mixed))

    provisions = {
        name: replace(one, versions=tuple(version_of(version) for version in one.versions))
        for name, one in law.instrument.provisions.items()
    }
    return Law(replace(law.instrument, provisions=provisions), law.calendars)


def test_the_random_people_reach_every_outcome() -> None:
    crowd = Crowd(LIBRARY.law(KOREA), date(2026, 2, 10), seed=1)
    table = table_of([crowd.person(0.02) for _ in range(12_000)], crowd.facts)
    result = screened(crowd.law, table, on=date(2026, 2, 10), known_on=KNOWN_ON)
    assert result["outcome"].n_unique() == 5


def test_nobody_is_eligible_before_the_programme_is_known() -> None:
    crowd = Crowd(LIBRARY.law(KOREA), date(2026, 2, 10), seed=1)
    table = table_of([crowd.person(0.0) for _ in range(5)], crowd.facts)
    result = screened(crowd.law, table, on=date(2025, 6, 1), known_on=date(2025, 6, 1))
    assert set(result["outcome"]) == {"not_eligible"}


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
@pytest.mark.parametrize("instrument", [KOREA, "kr-voluntary-departure-2024"])
def test_duckdb_and_polars_agree_on_a_hundred_thousand_people(
    instrument: str, suffix: str, tmp_path: Path
) -> None:
    assert_agreement(instrument, suffix, tmp_path, Engine.DUCKDB)


@pytest.mark.spark
@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_spark_and_polars_agree_on_a_hundred_thousand_people(suffix: str, tmp_path: Path) -> None:
    assert_agreement(KOREA, suffix, tmp_path, Engine.SPARK)


def assert_agreement(instrument: str, suffix: str, folder: Path, engine: Engine) -> None:
    """Zero differences between two engines, and the same funnel."""
    law, on = LIBRARY.law(instrument), date(2026, 2, 10)
    if instrument == "kr-voluntary-departure-2024":
        on = date(2024, 11, 20)
    table = folder / f"people{suffix}"
    write = {".csv": pl.DataFrame.write_csv, ".parquet": pl.DataFrame.write_parquet}[suffix]
    write(big_table(instrument, on, 100_000, 5), table)
    funnels: list[Funnel] = []
    for one in (Engine.POLARS, engine):
        out = folder / f"{one.value}{suffix}"
        funnels.append(screen(law, table, on=on, known_on=KNOWN_ON, out=out, engine=one))
    results = [read(folder / f"{one.value}{suffix}") for one in (Engine.POLARS, engine)]
    assert results[0].height == 100_000
    assert differences(results[0], results[1]) == {}
    assert funnels[0] == funnels[1]


def read(path: Path) -> pl.DataFrame:
    """A result, whether one file or a folder of them, by the people's numbers."""
    files = sorted(path.glob(f"*{path.suffix}")) if path.is_dir() else [path]
    if path.suffix == ".csv":
        frame = pl.concat([pl.read_csv(file, infer_schema=False) for file in files])
    else:
        frame = pl.concat([pl.read_parquet(file) for file in files])
    return frame.sort(pl.col("id").cast(pl.Int64))
