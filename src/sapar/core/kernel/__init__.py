"""What every room of the core stands on: errors that name the place and the mend."""

from sapar.core.kernel.errors import Place, SaparError, Sentence
from sapar.core.kernel.names import did_you_mean, nearest

__all__ = ["Place", "SaparError", "Sentence", "did_you_mean", "nearest"]
