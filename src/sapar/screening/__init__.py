"""The same verdicts for a million rows, from the same text: tables in, tables and a funnel out.

- ``screen``: a CSV or Parquet file, with Polars, DuckDB or Spark
- ``screened``: a Polars table in memory

Every engine computes from the trees of the law that ``core.law.assess`` asks for one person; the
tests hold them equal, row by row, gaps included.
"""

from sapar.screening.errors import EngineError, ScreeningError, TableError
from sapar.screening.funnel import Fall, Funnel
from sapar.screening.in_memory import screened
from sapar.screening.screen import Engine, Progress, screen

__all__ = [
    "Engine",
    "EngineError",
    "Fall",
    "Funnel",
    "Progress",
    "ScreeningError",
    "TableError",
    "screen",
    "screened",
]
