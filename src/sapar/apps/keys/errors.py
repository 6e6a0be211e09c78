"""What can go wrong with a key.

KeysError
├── ErasedError       the person's key was destroyed: what it sealed is gone
├── UnknownKeyError   nothing was ever sealed for that person
├── TamperedError     altered, cut, or taken from another place
└── MasterKeyError    a master key is missing, unreadable or readable by others
"""

from __future__ import annotations

from uuid import UUID

from sapar.core.kernel import SaparError


class KeysError(SaparError):
    """Something sealed cannot be opened, or cannot be sealed."""

    code = "keys"


class ErasedError(KeysError):
    """The person was erased: their key is destroyed, and with it everything it sealed."""

    code = "keys_erased"

    def __init__(self, person: UUID) -> None:
        super().__init__("The key of this person was destroyed.")
        self.person = person


class UnknownKeyError(KeysError):
    """The person has no key, so nothing can have been sealed for them."""

    code = "keys_unknown"

    def __init__(self, person: UUID) -> None:
        super().__init__("This person has no key.")
        self.person = person


class TamperedError(KeysError):
    """What was sealed was altered, cut, or belongs to another person or place."""

    code = "keys_tampered"

    def __init__(self, context: str) -> None:
        super().__init__(f'What is sealed as "{context}" was altered or belongs elsewhere.')
        self.context = context


class MasterKeyError(KeysError):
    """A master key cannot be had; ``mend`` says what the operator can do."""

    code = "keys_master"
