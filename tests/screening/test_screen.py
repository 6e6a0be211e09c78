"""A table in, a table and a funnel out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from tests.screening.people import KNOWN_ON, LIBRARY

from sapar.core.law import Law
from sapar.screening import Fall, TableError, files, screen, screened

LAW = LIBRARY.law("kr-voluntary-departure-2025")
ON = date(2026, 2, 10)
PEOPLE = """id,name,stay.country,stay.entry,stay.entered_on,stay.unlawful_since,\
person.has_committed_offence,person.under_departure_order,person.detained,departure.date,\
travel_document.kind,travel_document.valid_until
1,"Aigerim, A.",KR,regular,2023-01-01,2024-05-01,false,false,false,2026-02-27,passport,2027-01-01
2,Bolat,KR,regular,2023-01-01,2024-05-01,unknown,FALSE,False,2026-02-27,passport,2027-01-01
3,Dana,KR,smuggled,2023-01-01,2024-05-01,false,false,false,2026-02-27,passport,2027-01-01
4,Erlan,,regular,2023-01-01,2024-05-01,false,false,false,2026-02-27,none,
5,Farida,KR,regular,2023-01-01,does_not_apply,false,false,false,2026-02-27,passport,2027-01-01
6,Gani,KR,regular,2023-01-01,2024-05-01,false,false,false,,passport,2027-01-01
"""


def outcomes(folder: Path, engine: str, out: str) -> list[tuple[object, ...]]:
    """Screens the six people."""
    (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
    screen(LAW, folder / "people.csv", on=ON, known_on=KNOWN_ON, out=folder / out, engine=engine)
    read = pl.read_csv if out.endswith(".csv") else pl.read_parquet
    return read(folder / out).select("name", "outcome").rows()


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize("out", ["out.csv", "out.parquet"])
def test_six_people(engine: str, out: str, tmp_path: Path) -> None:
    assert outcomes(tmp_path, engine, out) == [
        ("Aigerim, A.", "eligible"),
        ("Bolat", "eligible_if"),
        ("Dana", "not_eligible"),
        ("Erlan", "not_eligible"),
        ("Farida", "not_eligible"),
        ("Gani", "incomplete"),
    ]
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(["people.csv", out])


def test_the_funnel_counts_each_person_once(tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text(PEOPLE, encoding="utf-8")
    funnel = screen(LAW, table, on=ON, known_on=KNOWN_ON)
    assert (tmp_path / "people.screened.csv").exists()
    assert funnel.total == 6
    assert funnel.outcomes == {
        "eligible": 1, "eligible_if": 1, "incomplete": 1, "needs_review": 0, "not_eligible": 3,
    }  # fmt: skip
    fallen = [fall for fall in funnel.falls if fall.fell]
    assert fallen == [
        Fall(provision="unlawful-since", fell=1, left=5),
        Fall(provision="illegal-entry", fell=1, left=4),
        Fall(provision="travel-document", fell=1, left=3),
    ]
    told = funnel.to_json()
    assert told["on"] == "2026-02-10"
    assert told["falls"][1] == {"provision": "unlawful-since", "fell": 1, "left": 5}  # type: ignore[index]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize("out", ["out.csv", "out.parquet"])
def test_an_empty_table_gives_an_empty_result(engine: str, out: str, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("id,departure.date\n")
    funnel = screen(
        LAW, tmp_path / "people.csv", on=ON, known_on=KNOWN_ON, out=tmp_path / out, engine=engine
    )
    assert funnel.total == 0
    read = pl.read_csv if out.endswith(".csv") else pl.read_parquet
    assert read(tmp_path / out).columns[:3] == ["id", "outcome", "provisional"]


def test_a_table_without_facts_still_has_its_rows() -> None:
    result = screened(LAW, pl.DataFrame({"id": [1, 2, 3]}), on=ON, known_on=KNOWN_ON)
    assert result["outcome"].to_list() == ["incomplete"] * 3


def test_categories_of_any_kind_are_codes() -> None:
    kinds = [pl.String(), pl.Categorical(), pl.Enum(["smuggled"]), pl.Enum(["x", "smuggled"])]
    for kind in kinds:
        frame = pl.DataFrame({"stay.entry": pl.Series(["smuggled"], dtype=kind)})
        result = screened(LAW, frame, on=ON, known_on=KNOWN_ON)
        assert result["illegal-entry"].to_list() == ["not_met"]


def test_parts_join_to_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "ROWS_AT_ONCE", 2)
    for out in ("out.csv", "out.parquet"):
        test_six_people("polars", out, tmp_path)
        (tmp_path / out).unlink()


def test_the_row_of_a_wrong_cell_counts_from_the_first_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "ROWS_AT_ONCE", 2)
    table = tmp_path / "people.csv"
    table.write_text("id,stay.entry\n1,\n2,\n3,\n4,\n5,stowed\n")
    with pytest.raises(TableError, match="Row 5"):
        screen(LAW, table, on=ON, known_on=KNOWN_ON)
    assert list(tmp_path.iterdir()) == [table]


def test_progress_is_told(tmp_path: Path) -> None:
    table = tmp_path / "people.parquet"
    pl.DataFrame({"id": [1, 2, 3]}).write_parquet(table)
    told: list[tuple[int, int | None]] = []
    screen(LAW, table, on=ON, known_on=KNOWN_ON, progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (3, 3)


def test_an_older_result_stays_when_the_new_one_fails(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("id,stay.entry\n1,stowed\n")
    (tmp_path / "out.csv").write_text("older")
    with pytest.raises(TableError):
        screen(LAW, tmp_path / "people.csv", on=ON, known_on=KNOWN_ON, out=tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text() == "older"


def test_readings_of_a_law_are_lowered_for_every_day(tmp_path: Path) -> None:
    law: Law = LIBRARY.law("my-back4good-2019")
    result = screened(law, pl.DataFrame({"id": [1]}), on=date(2019, 9, 1), known_on=KNOWN_ON)
    assert result.height == 1
