"""What can go wrong when something is recorded.

JournalError
├── OutsideTransactionError  an entry must stand or fall with the change it tells of
├── WordError                a verb, a role or a chain is not written as one
├── SaidError                an open value might identify somebody
├── NobodyToSealForError     personal values, and no person whose key could seal them
└── ClosedDayError           the day of the entry is anchored already
"""

from __future__ import annotations

from datetime import datetime

from sapar.core.kernel import SaparError


class JournalError(SaparError):
    """Something cannot be recorded."""

    code = "journal"


class OutsideTransactionError(JournalError):
    """Nothing is recorded outside a transaction: the entry must stand or fall with the change."""

    code = "journal_outside_transaction"

    def __init__(self) -> None:
        super().__init__(
            "An entry was to be recorded outside a transaction.",
            mend="Record it in the transaction.atomic() of the change it tells of.",
        )


class WordError(JournalError):
    """A verb, a role or the name of a chain is not written as one."""

    code = "journal_word"

    def __init__(self, what: str, word: str, *, like: str) -> None:
        super().__init__(f'"{word}" is not {what}.', mend=f"Write it like {like}.")
        self.word = word


class SaidError(JournalError):
    """A value that is told openly might identify somebody, or is no code, number, or day."""

    code = "journal_said"

    def __init__(self, name: str) -> None:
        super().__init__(
            f'"{name}" cannot be said openly: it is no short code, number or day.',
            mend="Give it in `sealed`, with the person it belongs to.",
        )
        self.name = name


class NobodyToSealForError(JournalError):
    """There are personal values, and no person whose key could seal them."""

    code = "journal_nobody_to_seal_for"

    def __init__(self) -> None:
        super().__init__("Values were to be sealed for nobody.", mend="Give the person.")


class ClosedDayError(JournalError):
    """The day of the entry is anchored: nothing is added to it any more."""

    code = "journal_closed_day"

    def __init__(self, at: datetime) -> None:
        super().__init__(
            f"{at.date()} is anchored, and an entry of that day was to be added.",
            mend="Look whether the clock of this machine is right; then try again.",
        )
        self.at = at
