"""What is hidden of a table: every small number, and enough others that none is worked out."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from sapar.apps.insight.masking import FEW, TOTAL, Place, Table, masked, without_few

ROWS, COLUMNS = ("busan", "seoul", "tokyo", "ulsan"), ("draft", "declared", "closed")
NUMBERS = st.one_of(st.integers(0, 7), st.integers(0, 60))
TABLES = st.lists(NUMBERS, min_size=12, max_size=12)


def table_of(numbers: list[int], opens: frozenset[str] = frozenset()) -> Table:
    return masked(counts(numbers), rows=ROWS, columns=COLUMNS, opens=opens)


def counts(numbers: list[int]) -> dict[Place, int]:
    places = [(row, column) for row in ROWS for column in COLUMNS]
    return dict(zip(places, numbers, strict=True))


def worked_out(table: Table, *, known: frozenset[str] = frozenset()) -> list[Place]:
    """The hidden numbers that follow from the shown ones: their unit vector lies in the equations."""
    hidden = sorted(place for place, number in table.cells.items() if number is None)
    lines = [
        *([(row, column) for column in (*COLUMNS, TOTAL)] for row in (*ROWS, TOTAL)),
        *([(row, column) for row in (*ROWS, TOTAL)] for column in (*COLUMNS, TOTAL)),
    ]
    equations = [
        [Fraction(int(place in line) * (-1 if place[axis] == TOTAL else 1)) for place in hidden]
        for index, line in enumerate(lines)
        for axis in [1 if index < len(ROWS) + 1 else 0]
    ]
    rank = rank_of(equations)
    return [
        place
        for number, place in enumerate(hidden)
        if rank_of([*equations, [Fraction(int(i == number)) for i in range(len(hidden))]]) == rank
    ]


def rank_of(matrix: list[list[Fraction]]) -> int:
    rows, rank = [list(row) for row in matrix], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((r for r in range(rank, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        for r in range(rank + 1, len(rows)):
            factor = rows[r][column] / rows[rank][column]
            rows[r] = [a - factor * b for a, b in zip(rows[r], rows[rank], strict=True)]
        rank += 1
    return rank


@given(TABLES)
def test_no_small_number_is_shown_and_no_hidden_one_can_be_worked_out(numbers: list[int]) -> None:
    table = table_of(numbers)
    shown = [number for number in table.cells.values() if number is not None]
    assert not any(0 < number < FEW for number in shown)
    assert worked_out(table) == []


@given(TABLES)
def test_what_is_shown_is_true(numbers: list[int]) -> None:
    table, whole = table_of(numbers), table_of(numbers, opens=frozenset(ROWS))
    assert None not in whole.cells.values()
    for place, number in table.cells.items():
        assert number in {None, whole.cells[place]}


@given(TABLES)
def test_whoever_may_open_a_row_learns_nothing_of_the_others_by_subtracting_it(
    numbers: list[int],
) -> None:
    table = table_of(numbers, opens=frozenset({"seoul"}))
    assert all(table.cell("seoul", column) is not None for column in (*COLUMNS, TOTAL))
    assert worked_out(table) == []
    for column in (*COLUMNS, TOTAL):
        total, own = table.cell(TOTAL, column), table.cell("seoul", column)
        assert total is None or own is None or not 0 < total - own < FEW


def test_hidden_numbers_that_are_few_together_are_not_given_away_by_their_total() -> None:
    table = table_of([1, 1, 50, *[20] * 9])
    gone = [column for column in COLUMNS if table.cell("busan", column) is None]
    assert len(gone) == 3 or table.cell("busan", TOTAL) is None


def test_a_table_without_small_numbers_is_whole() -> None:
    assert None not in table_of([9] * 12).cells.values()
    assert None not in table_of([0] * 12).cells.values()


def test_numbers_that_add_up_to_nothing_only_lose_the_small_ones() -> None:
    told = {("seoul", "a"): 4, ("seoul", "b"): 5, ("busan", "a"): 0, ("tokyo", "a"): 1}
    assert without_few(told, opens=frozenset({"tokyo"})) == {**told, ("seoul", "a"): None}
