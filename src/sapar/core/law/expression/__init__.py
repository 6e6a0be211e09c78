"""The expression language: parse, type, evaluate in Kleene's three values, trace."""

from sapar.core.law.expression.evaluate import Evaluator, compiled, missing_in
from sapar.core.law.expression.parse import ExpressionError, parse, parse_condition
from sapar.core.law.expression.tree import (
    COUNTING,
    TODAY,
    Node,
    Op,
    both,
    compared,
    const,
    either,
    fact,
    is_known,
    negated,
)

__all__ = [
    "COUNTING",
    "TODAY",
    "Evaluator",
    "ExpressionError",
    "Node",
    "Op",
    "both",
    "compared",
    "compiled",
    "const",
    "either",
    "fact",
    "is_known",
    "missing_in",
    "negated",
    "parse",
    "parse_condition",
]
