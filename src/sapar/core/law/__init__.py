"""Law as data: facts, expressions, instruments, and the answers one engine draws from them."""

from sapar.core.law.assess import amounts_of, assess
from sapar.core.law.assessment import (
    Amount,
    Assessment,
    BenefitResult,
    Finding,
    Missing,
    Outcome,
    Verdict,
)
from sapar.core.law.check import facts_used, problems_of
from sapar.core.law.dates import Dates, Departure, Window, dates_of
from sapar.core.law.edition import Clause, Edition, Law, reads_lists, selected
from sapar.core.law.facts import (
    DOES_NOT_APPLY,
    VOCABULARY,
    AskedOf,
    Fact,
    FactError,
    Facts,
    FactValue,
    FactValueError,
    Sensitivity,
    Type,
    UnknownFactError,
    Vocabulary,
)
from sapar.core.law.instrument import Instrument, InstrumentError, Rank, Source
from sapar.core.law.interview import questions, questions_of, still_open
from sapar.core.law.problem import Problem
from sapar.core.law.standing import Standing
from sapar.core.law.told import facts_from, value_of

__all__ = [
    "DOES_NOT_APPLY",
    "VOCABULARY",
    "Amount",
    "AskedOf",
    "Assessment",
    "BenefitResult",
    "Clause",
    "Dates",
    "Departure",
    "Edition",
    "Fact",
    "FactError",
    "FactValue",
    "FactValueError",
    "Facts",
    "Finding",
    "Instrument",
    "InstrumentError",
    "Law",
    "Missing",
    "Outcome",
    "Problem",
    "Rank",
    "Sensitivity",
    "Source",
    "Standing",
    "Type",
    "UnknownFactError",
    "Verdict",
    "Vocabulary",
    "Window",
    "amounts_of",
    "assess",
    "dates_of",
    "facts_from",
    "facts_used",
    "problems_of",
    "questions",
    "questions_of",
    "reads_lists",
    "selected",
    "still_open",
    "value_of",
]
