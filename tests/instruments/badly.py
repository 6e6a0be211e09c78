"""Instruments with one mistake each, and what is found in them."""

from functools import cache
from pathlib import Path

from sapar.core.kernel import SaparError
from sapar.core.law import Problem, problems_of
from sapar.instruments.check import check_instrument
from sapar.instruments.library import Library
from sapar.instruments.reader import instrument_of
from sapar.instruments.strict_yaml import read_file

BAD = Path(__file__).parent / "bad"
INSTRUMENTS = Path(__file__).parents[2] / "instruments"
CASES = sorted(path for path in BAD.iterdir() if not path.name.startswith("."))
_MARK = "# expected: "


@cache
def shelf() -> Library:
    """The real shelf: its calendars and its shared words."""
    return Library(INSTRUMENTS)


def text_of(case: Path) -> Path:
    """The file that holds the law, and in its first lines what is expected of it."""
    return case / "instrument.yaml" if case.is_dir() else case


def expected_in(case: Path) -> list[str]:
    """The problems its first lines promise."""
    lines = text_of(case).read_text(encoding="utf-8").splitlines()
    return [line.removeprefix(_MARK) for line in lines if line.startswith(_MARK)]


def problems_in(case: Path) -> list[str]:
    """The problems found in it, with file names as seen from the folder of mistakes.

    A file is law alone; a folder also has words and worked examples.
    """
    found = _in_folder(case) if case.is_dir() else _in_file(case)
    return [str(problem).removeprefix(f"{BAD}/").removeprefix("instruments/") for problem in found]


def _in_folder(folder: Path) -> list[Problem]:
    return check_instrument(shelf(), folder)


def _in_file(path: Path) -> list[Problem]:
    try:
        instrument = instrument_of(
            read_file(path, name=path.name), calendars=frozenset(shelf().calendars)
        )
    except SaparError as error:
        return [Problem(place=error.place, message=error.message, mend=error.mend)]
    return list(problems_of(instrument, shelf().calendars))
