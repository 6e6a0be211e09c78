"""The command that starts the worker."""

from tests.cli.desk import Sapar


def test_the_worker_that_the_roof_wired_is_started(sapar: Sapar) -> None:
    said = sapar("worker")
    assert (said.code, said.out) == (0, "A worker works.\n")
