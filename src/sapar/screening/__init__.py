"""The same verdicts for a million rows, from the same text: tables in, tables and a funnel out.

- ``screen``: a CSV or Parquet file, with Polars, DuckDB or Spark
- ``screened``: a Polars table in memory; ``coded``: the same as bits, for its funnel

Every engine computes from the trees of the law that ``core.law.assess`` asks for one person; the
tests hold them equal, row by row, gaps included.
"""

from sapar.screening.coded import Coded
from sapar.screening.errors import EngineError, ScreeningError, TableError
from sapar.screening.funnel import Fall, Funnel
from sapar.screening.in_memory import coded, screened
from sapar.screening.screen import Engine, Progress, screen

__all__ = [
    "Coded",
    "Engine",
    "EngineError",
    "Fall",
    "Funnel",
    "Progress",
    "ScreeningError",
    "TableError",
    "coded",
    "screen",
    "screened",
]
