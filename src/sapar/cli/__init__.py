"""The command line: parse, ask the engine, print. Errors are one sentence that names the mend."""

from sapar.cli.app import run

__all__ = ["run"]
