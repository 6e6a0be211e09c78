"""The words of a result as Polars categories."""

from __future__ import annotations

from typing import Final

import polars as pl

from sapar.core.law import Outcome, Verdict

VERDICTS: Final = pl.Enum([one.value for one in Verdict])
OUTCOMES: Final = pl.Enum([one.value for one in Outcome])
