"""What can go wrong with persons.

PeopleError
├── NoSuchPersonError      there is none, or not for you: the same answer
├── ErasedPersonError      the person was erased; nothing can be added
├── AlreadyKnownError      the account belongs to a person already
├── NotAllowedError        the actor may not do that
├── EndedError             what should be changed has already ended
├── MembershipError        the household cannot be joined or left like that
├── StateCodeError         not the code of a state
├── CodeError              not one of the codes we know
├── StayError              dates of a stay that contradict each other, or too long a region
├── DocumentNumberError    a document number that is none
└── ContactValueError      an address, number or name at which nobody can be reached
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from sapar.core.kernel import Place, SaparError, did_you_mean


class PeopleError(SaparError):
    """Something about a person cannot be done."""

    code = "people"


class NoSuchPersonError(PeopleError):
    """There is no such person, or none whom the actor may see; which of the two is not said."""

    code = "person_unknown"

    def __init__(self) -> None:
        super().__init__("There is no such person.")


class ErasedPersonError(PeopleError):
    """The person was erased: nothing is known about them, and nothing can be added."""

    code = "person_erased"

    def __init__(self) -> None:
        super().__init__("This person was erased. Nothing can be added.")


class AlreadyKnownError(PeopleError):
    """The account belongs to a person already."""

    code = "person_already_known"

    def __init__(self) -> None:
        super().__init__("You are registered already.", mend="Change what is known instead.")


class NotAllowedError(PeopleError):
    """The actor may not do that with this person."""

    code = "person_not_allowed"

    def __init__(self) -> None:
        super().__init__("You may not do that.")


class EndedError(PeopleError):
    """What should be changed has ended already; perhaps somebody was faster."""

    code = "person_ended"

    def __init__(self) -> None:
        super().__init__(
            "This was changed in the meantime.", mend="Look at it again and repeat the change."
        )


class MembershipError(PeopleError):
    """A household cannot be joined or left like that."""

    code = "person_membership"
    sentences_by_which: ClassVar[Mapping[str, tuple[str, str]]] = {
        "none": ("This person is in no household.", "There is nothing to leave."),
        "unknown": ("There is no such household.", "Form one first."),
        "elsewhere": ("This person is in a household already.", "Leave it first."),
        "head": ("This household has a head.", "Choose another role."),
    }

    def __init__(self, which: str) -> None:
        message, mend = self.sentences_by_which[which]
        super().__init__(message, mend=mend, params={"which": which})
        self.which = which


class StateCodeError(PeopleError):
    """Not the two-letter code of a state."""

    code = "person_state"

    def __init__(self, text: str, *, field: str) -> None:
        short = text[:10]
        super().__init__(
            f"“{short}” is not the code of a state.",
            place=Place(file=field),
            mend="Write two capital letters of ISO 3166, like KZ.",
            params={"text": short},
        )


class CodeError(PeopleError):
    """Not one of the codes we know."""

    code = "person_code"

    def __init__(self, text: str, *, field: str, known: Iterable[str]) -> None:
        short, codes = text[:40], tuple(known)
        super().__init__(
            f"“{short}” is not known here.",
            place=Place(file=field),
            mend=did_you_mean(short, codes) or f"There are: {', '.join(codes)}.",
            params={"text": short},
        )


class StayError(PeopleError):
    """The dates of a stay contradict each other, or its region is too long."""

    code = "person_stay"
    sentences_by_which: ClassVar[Mapping[str, tuple[str, str]]] = {
        "unlawful": (
            "The stay is said to be without a right since a day, and not to be without one.",
            "Leave the day out, or say that there is no right to stay.",
        ),
        "before_entry": ("That day is before the entry.", "Check both days."),
        "region": ("The name of the region is too long.", "Write at most 60 characters."),
    }

    def __init__(self, which: str, *, field: str) -> None:
        message, mend = self.sentences_by_which[which]
        super().__init__(message, place=Place(file=field), mend=mend, params={"which": which})


class DocumentNumberError(PeopleError):
    """A document number has other signs than letters and digits, or too many."""

    code = "person_document_number"

    def __init__(self, *, length: int) -> None:
        super().__init__(
            "This is not the number of a document.",
            place=Place(file="number"),
            mend="Write the letters and digits as they stand in the document, 40 at most.",
            params={"length": str(length)},
        )


class ContactValueError(PeopleError):
    """Nobody can be reached at that; ``params`` name the channel."""

    code = "person_contact"
    sentences_by_which: ClassVar[Mapping[str, str]] = {
        "too_long": "Write it shorter.",
        "letters": "Write it in ordinary letters.",
        "email": "Write it like aida@example.org.",
        "phone": "Write it with the code of the country, like +82 10 1234 5678.",
    }

    def __init__(self, which: str, *, channel: str) -> None:
        super().__init__(
            "Nobody can be reached there.",
            place=Place(file="value"),
            mend=self.sentences_by_which[which],
            params={"channel": channel, "which": which},
        )
        self.channel = channel
