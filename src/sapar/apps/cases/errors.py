"""What can stand in the way of a change to a case.

CaseError
├── NotAllowedError              the actor may not do this
├── CaseChangedError             somebody was faster: the case is no longer as the actor saw it
├── NoSuchMoveError              no move of that name leads from where the case stands
├── MoveNotOpenError             law or papers stand against it
├── ReasonMissingError           a reason from the instrument's list is needed
├── ConfirmationMissingError     it rests on something unverified or disputed: confirm and say why
├── DayError                     the act cannot have been on that day
├── NoPostError                  no post of that state serves that country
├── MessageTooLongError          more text than one message holds
├── MessageEmptyError            nothing was written
├── StillKeptError               a case is open, or the time to keep is not over
├── UntilError                   what is kept longer is kept until a later day
└── AlreadyDoneError             there is nothing left to do
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import ClassVar

from sapar.core.kernel import SaparError
from sapar.core.law.moves import Obstacle


class CaseError(SaparError):
    """A change to a case cannot be made."""

    code = "case"


class NotAllowedError(CaseError):
    """The actor may not do this."""

    code = "case_not_allowed"
    sentences_by_which: ClassVar[Mapping[str, str]] = {
        "sign_in": "act without having signed in",
        "open": "open a case",
        "move": "take this step",
        "countersign": "countersign",
        "hold": "set or end this hold",
        "tell_facts": "change what was told",
        "give_evidence": "add evidence",
        "check_evidence": "check evidence",
        "write": "write in this case",
        "read_messages": "read these messages",
        "assign": "assign the case",
        "refer": "refer the case",
        "answer_referral": "answer for that post",
        "adopt_amendment": "adopt the amendment",
        "propose_erasure": "propose an erasure",
        "decide_erasure": "decide on an erasure",
        "relative": "open the case of a relative",
    }

    def __init__(self, which: str) -> None:
        super().__init__(
            f"You may not do this: {self.sentences_by_which[which]}.",
            mend="Ask an officer of the post that keeps the case.",
            params={"which": which},
        )


class CaseChangedError(CaseError):
    """Somebody was faster: nothing was written. ``turn`` is where the case is now."""

    code = "case_changed"

    def __init__(self, *, turn: int) -> None:
        super().__init__(
            "The case has changed since you opened it. Nothing was written.",
            mend="Look at what changed, then do it again if it still fits.",
            params={"turn": str(turn)},
        )
        self.turn = turn


class NoSuchMoveError(CaseError):
    """No move of that name leads from where the case stands."""

    code = "case_no_such_move"

    def __init__(self, move: str, *, state: str) -> None:
        super().__init__(
            f'"{move}" is no step from "{state}".',
            mend="Open the case again to see what can be done now.",
            params={"move": move, "state": state},
        )


class MoveNotOpenError(CaseError):
    """Law or papers stand against it: ``obstacles`` says what."""

    code = "case_move_not_open"

    def __init__(self, move: str, obstacles: Iterable[Obstacle]) -> None:
        self.obstacles = tuple(obstacles)
        codes = ", ".join(f"{one.why.value} {one.about}".strip() for one in self.obstacles)
        super().__init__(f'"{move}" is not open: {codes}.', params={"move": move})


class ReasonMissingError(CaseError):
    """A reason from the instrument's list is needed."""

    code = "case_reason_missing"

    def __init__(self, move: str, reasons: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(
            f'"{move}" needs a reason.',
            mend=f"Choose one of: {', '.join(self.reasons)}.",
            params={"move": move},
        )


class ConfirmationMissingError(CaseError):
    """It rests on something unverified or disputed: an officer confirms each and says why."""

    code = "case_confirmation_missing"

    def __init__(self, move: str, provisions: Iterable[str]) -> None:
        self.provisions = tuple(provisions)
        super().__init__(
            f'"{move}" rests on what nobody has verified: {", ".join(self.provisions)}.',
            mend="Confirm each of them and write why.",
            params={"move": move},
        )


class DayError(CaseError):
    """The act cannot have been on that day."""

    code = "case_day"

    def __init__(self, day: date, *, first: date, last: date) -> None:
        super().__init__(
            f"It cannot have been on {day}.",
            mend=f"Give a day from {first} to {last}.",
            params={"day": day.isoformat(), "first": first.isoformat(), "last": last.isoformat()},
        )


class NoPostError(CaseError):
    """No post of that state serves that country."""

    code = "case_no_post"

    def __init__(self, *, state: str, country: str) -> None:
        super().__init__(
            f"No post of {state} in {country} keeps cases here.",
            mend="Turn to the embassy directly.",
            params={"state": state, "country": country},
        )


class MessageTooLongError(CaseError):
    """More text than one message holds."""

    code = "case_message_too_long"

    def __init__(self, *, length: int, most: int) -> None:
        super().__init__(
            f"The message has {length} characters.",
            mend=f"Write at most {most}, or send two messages.",
            params={"length": str(length), "most": str(most)},
        )


class MessageEmptyError(CaseError):
    """Nothing was written."""

    code = "case_message_empty"

    def __init__(self) -> None:
        super().__init__("The message is empty.", mend="Write something or attach a file.")


class StillKeptError(CaseError):
    """A case of the person is open, or the time to keep it is not over: nothing was erased."""

    code = "case_still_kept"

    def __init__(self) -> None:
        super().__init__(
            "A case of this person is open, or is still to be kept. Nothing was erased.",
            mend="Refuse the proposal; it is made again when the time is over.",
        )


class UntilError(CaseError):
    """What is kept longer is kept until a later day."""

    code = "case_until"

    def __init__(self, until: date) -> None:
        super().__init__(
            f"{until} is not a later day.",
            mend="Say until which later day the data are kept.",
            params={"day": until.isoformat()},
        )


class AlreadyDoneError(CaseError):
    """There is nothing left to do."""

    code = "case_already_done"
    sentences_by_which: ClassVar[Mapping[str, str]] = {
        "open_case": "the person has an open case of this kind",
        "proposal_waits": "a proposal already waits for a second officer",
        "proposal_decided": "the proposal was decided",
        "hold_set": "the hold is set",
        "hold_not_set": "the hold is not set",
        "facts": "nothing differs from what was told",
        "evidence_accepted": "the evidence is accepted",
        "evidence_refused": "the evidence is refused",
        "assigned": "the case is already theirs",
        "at_that_post": "the case is already there",
        "referral_answered": "the referral was answered",
        "open_to_you": "the case is open to you",
        "law": "the law has not changed since",
        "erasure_decided": "the erasure was decided",
    }

    def __init__(self, which: str) -> None:
        super().__init__(
            f"This is already done: {self.sentences_by_which[which]}.", params={"which": which}
        )
