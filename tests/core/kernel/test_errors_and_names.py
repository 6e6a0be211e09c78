"""An error names the place and the mend; a misspelt name is answered with the nearest one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapar.core.kernel import Place, SaparError, did_you_mean, nearest

NAMES = ["stay.entry", "stay.entered_on", "departure.date"]


def test_an_error_says_where_what_and_how_to_mend_it() -> None:
    error = SaparError(
        "This is wrong.", place=Place(file="facts.yaml", line=3, column=7), mend="Write it so."
    )
    assert str(error) == "facts.yaml:3:7: This is wrong. Write it so."


def test_an_error_says_only_what_it_knows() -> None:
    assert str(SaparError("This is wrong.")) == "This is wrong."
    assert str(SaparError("This is wrong.", place=Place(file="a.yaml"))) == "a.yaml: This is wrong."


def test_a_place_without_a_column_ends_with_its_line() -> None:
    assert str(Place(file="a.yaml", line=4)) == "a.yaml:4"


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [
        ("stay.entri", "stay.entry"),
        ("STAY.ENTRY", "stay.entry"),
        ("departure.dat", "departure.date"),
        ("entirely.else", None),
        ("", None),
    ],
)
def test_the_nearest_name_is_offered_or_none(misspelt: str, meant: str | None) -> None:
    assert nearest(misspelt, NAMES) == meant
    assert did_you_mean(misspelt, NAMES) == (f'Did you mean "{meant}"?' if meant else None)


@given(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=8))
def test_what_is_offered_is_always_one_of_the_names(name: str, names: list[str]) -> None:
    assert nearest(name, names) in {None, *names}


@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=8, unique_by=str.lower))
def test_a_name_that_is_there_is_its_own_nearest(names: list[str]) -> None:
    assert nearest(names[0], names) == names[0]
