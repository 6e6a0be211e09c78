"""A column or a cell that cannot be used: a sentence that names the place and the mend, no verdict."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest
from tests.screening.people import KNOWN_ON, LIBRARY

from sapar.screening import EngineError, ScreeningError, TableError, screen, screened
from sapar.screening.sql_algebra import DuckdbAlgebra, SparkAlgebra, SqlAlgebra

LAW = LIBRARY.law("kr-voluntary-departure-2025")
ON = date(2026, 2, 10)
ENGINES = ("polars", "duckdb")

BAD_CSV = {
    "unknown_fact": (
        "id,departure.dat\n1,2026-02-20\n",
        'people.csv: There is no fact called "departure.dat". Did you mean "departure.date"?',
    ),
    "nearly_a_fact": (
        "id,departure_date\n1,2026-02-20\n",
        'people.csv: There is no fact called "departure_date". Did you mean "departure.date"? '
        "If not, give the column a name that is less like it.",
    ),
    "far_from_any_fact": (
        "id,q.zzz\n1,2\n",
        'people.csv: There is no fact called "q.zzz". See `sapar schema facts` for all names.',
    ),
    "no_such_day": (
        "id,departure.date\n1,2026-02-20\n2,\n3,2026-02-30\n",
        'people.csv: Row 3, column "departure.date": "2026-02-30" is not a value of departure.date, '
        "which is a date. This day does not exist in the calendar.",
    ),
    "another_way_to_write_a_day": (
        "id,departure.date\n1,20.02.2026\n",
        'people.csv: Row 1, column "departure.date": "20.02.2026" is not a value of departure.date, '
        "which is a date. Write year-month-day: 2026-02-28.",
    ),
    "a_year_out_of_reach": (
        "id,departure.date\n1,2926-02-20\n",
        'people.csv: Row 1, column "departure.date": "2926-02-20" is not a value of departure.date, '
        "which is a date. Check the year.",
    ),
    "yes_is_no_truth": (
        "id,departure.ticket\n1,true\n2,yes\n",
        'people.csv: Row 2, column "departure.ticket": "yes" is not a value of departure.ticket, '
        "which is true or false. Write true or false.",
    ),
    "code_misspelt": (
        "id,stay.entry\n1,smugled\n",
        'people.csv: Row 1, column "stay.entry": "smugled" is not a value of stay.entry, '
        'which is a code. Did you mean "smuggled"?',
    ),
    "country_in_words": (
        "id,stay.country\n1,KR\n2,Korea\n",
        'people.csv: Row 2, column "stay.country": "Korea" is not a value of stay.country, '
        'which is a country code. Did you mean "KR" (South Korea)?',
    ),
    "country_of_nobody": (
        "id,stay.country\n1,XK\n2,QQ\n",
        'people.csv: Row 2, column "stay.country": "QQ" is not a value of stay.country, '
        "which is a country code. No state has this code. Use a code of ISO 3166: KZ.",
    ),
    "a_row_too_short": (
        'id,name,stay.country\n1,"a\nb",KR\n2,c\n3,d,KR\n',
        "people.csv: Row 2 has 2 cells, but the table has 3 columns. "
        "Complete the row: an empty cell has its comma too.",
    ),
    "a_blank_row": (
        'id,name,stay.country\n1,"a\n\nb",KR\n\n3,KR\n',
        "people.csv: Row 2 is blank. Delete it.",
    ),
    "a_row_too_long": (
        "id,name,stay.country\n1,Kim, Anna,KR\n",
        "people.csv: Row 1 has 4 cells, but the table has 3 columns. "
        "Put a cell that holds a comma in quotes.",
    ),
    "semicolons": (
        "id;stay.country\n1;KR\n",
        "people.csv: The columns are separated by semicolons. Save it with commas.",
    ),
    "tabs": (
        "id\tstay.country\n1\tKR\n",
        "people.csv: The columns are separated by tabs. Save it with commas.",
    ),
    "always_applies": (
        "id,departure.date\n1,does_not_apply\n",
        'people.csv: Row 1, column "departure.date": "does_not_apply" is not a value of '
        "departure.date, which is a date. This fact always applies.",
    ),
    "flag_of_a_fact_that_always_applies": (
        "id,departure.date.does_not_apply\n1,true\n",
        'people.csv: The column "departure.date.does_not_apply" cannot be: departure.date always '
        "applies. Leave it out.",
    ),
    "flag_that_is_no_truth": (
        "id,stay.unlawful_since.does_not_apply\n1,maybe\n",
        'people.csv: Row 1, column "stay.unlawful_since.does_not_apply": "maybe" is not a value of '
        "stay.unlawful_since.does_not_apply, which is true or false. Write true or false.",
    ),
    "a_column_of_the_result": (
        "id,notice\n1,2\n",
        'people.csv: The table has a column "notice", and the result will have one too. '
        "Rename the column of the table.",
    ),
    "a_column_twice": (
        "id,stay.entry,stay.entry\n1,regular,regular\n",
        'people.csv: The column "stay.entry" is there twice. Keep one of them.',
    ),
    "the_first_row_counts": (
        "id,stay.country,departure.date\n1,,\n2,,x\n3,Korea,\n",
        'people.csv: Row 2, column "departure.date": "x" is not a value of departure.date, '
        "which is a date. Write year-month-day: 2026-02-28.",
    ),
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", BAD_CSV)
def test_a_bad_table_is_refused_with_its_place_and_mend(
    case: str, engine: str, tmp_path: Path
) -> None:
    text, message = BAD_CSV[case]
    assert refusal(text, tmp_path, engine) == message


def refusal(text: str, folder: Path, engine: str) -> str:
    """What is said of a CSV; beside it nothing is left."""
    table = folder / "people.csv"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(TableError) as caught:
        screen(LAW, table, on=ON, known_on=KNOWN_ON, out=folder / "out.parquet", engine=engine)
    assert [one.name for one in folder.iterdir()] == ["people.csv"]
    return str(caught.value)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("text", ["departure.date\n2026-02-20\n\n", 'id,name\n1,"a\n\nb"\n2,\n'])
def test_an_empty_cell_is_no_blank_row(text: str, engine: str, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text(text)
    out = tmp_path / "out.csv"
    assert screen(LAW, table, on=ON, known_on=KNOWN_ON, out=out, engine=engine).total == 2


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00id", b'id\n"open\n'])
def test_a_file_that_is_no_table_is_refused(content: bytes, engine: str, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_bytes(content)
    with pytest.raises(
        TableError, match=r"people\.csv: This table cannot be read: .*Save it again"
    ):
        screen(LAW, table, on=ON, known_on=KNOWN_ON, out=tmp_path / "o.csv", engine=engine)
    assert list(tmp_path.iterdir()) == [table]


def test_a_list_that_is_no_json_is_refused(tmp_path: Path) -> None:
    assert refusal("id,household.children\n1,two\n", tmp_path, "polars") == (
        'people.csv: Row 1, column "household.children": "two" is not a list in JSON. '
        'Write: [{"born": ...}].'
    )


def test_a_list_names_the_engine_that_reads_it(tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("id,household.children\n1,[]\n")
    with pytest.raises(EngineError, match=r"Use --engine polars"):
        screen(LAW, table, on=ON, known_on=KNOWN_ON, engine="duckdb")


@pytest.mark.parametrize("algebra", [DuckdbAlgebra(), SparkAlgebra()])
def test_no_list_comes_past_the_words_of_a_sql_engine(algebra: SqlAlgebra) -> None:
    records = algebra.column("household.children")
    with pytest.raises(EngineError, match=r"does not read lists\. Use --engine polars"):
        algebra.list_length(records)
    with pytest.raises(EngineError, match=r"does not read lists\. Use --engine polars"):
        algebra.list_field(records, 0, "born")


def test_days_of_stay_name_the_engine_that_counts_them(tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("id\n1\n")
    law = LIBRARY.law("kz-kr-visa-waiver-2014")
    with pytest.raises(EngineError, match=r"counts days of stay.*Use --engine polars"):
        screen(law, table, on=ON, known_on=KNOWN_ON, engine="duckdb")


def test_instants_are_no_days() -> None:
    frame = pl.DataFrame({"departure.date": [datetime(2026, 2, 20, 12, 0)]})  # noqa: DTZ001
    with pytest.raises(TableError, match="holds something else, but the fact is a date"):
        screened(LAW, frame, on=ON, known_on=KNOWN_ON)


@pytest.mark.parametrize(
    ("path", "out", "message"),
    [
        ("people.txt", "o.csv", '"people.txt" is neither CSV nor Parquet'),
        ("people.csv", "o.xlsx", '"o.xlsx" is neither CSV nor Parquet'),
        ("peple.csv", "o.csv", r'There is no table .* Did you mean "people\.csv"\?'),
        ("people.csv", "nowhere/o.csv", "There is no folder"),
        ("people.csv", "people.csv", "would replace the table"),
    ],
)
def test_paths_that_cannot_be_used(path: str, out: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("id\n1\n")
    with pytest.raises(TableError, match=message):
        screen(LAW, tmp_path / path, on=ON, known_on=KNOWN_ON, out=tmp_path / out)


def test_spark_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    table = tmp_path / "people.csv"
    table.write_text("id\n1\n")
    with pytest.raises(EngineError, match=r"pip install \.\[spark\].*Java 17"):
        screen(LAW, table, on=ON, known_on=KNOWN_ON, engine="spark")


def test_spark_does_not_see_hidden_files(tmp_path: Path) -> None:
    table = tmp_path / "_people.csv"
    table.write_text("id\n1\n")
    with pytest.raises(ScreeningError, match='begins with "_"'):
        screen(LAW, table, on=ON, known_on=KNOWN_ON, engine="spark")


def test_a_folder_is_never_replaced_by_a_result(tmp_path: Path) -> None:
    table, folder = tmp_path / "people.csv", tmp_path / "archive.csv"
    table.write_text("stay.country\nKR\n", encoding="utf-8")
    (folder / "below").mkdir(parents=True)
    for engine in ENGINES:
        with pytest.raises(TableError, match="is a folder"):
            screen(LAW, table, on=ON, known_on=ON, out=folder, engine=engine)
    assert (folder / "below").is_dir()
