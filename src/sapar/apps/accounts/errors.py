"""What can go wrong with accounts.

AccountError                 nothing was changed
├── NotAllowedError          the actor may not do that
├── DutiesApartError         the two roles may not be held at once
├── NotAnOfficersRoleError   the role is not granted, or not lent
├── OtherStateError          the post belongs to another state
├── NotHeldError             nobody lends what is not theirs
├── PeriodError              the period is empty, too long or over
├── ReasonError              the reason says too little
└── AlreadyDoneError         somebody was faster
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sapar.apps.accounts.roles import Deed, Role
from sapar.core.kernel import SaparError


class AccountError(SaparError):
    """Accounts stay as they were."""

    code = "account"


class NotAllowedError(AccountError):
    """The actor holds no role that allows it there, or may not do it to themselves."""

    code = "account-not-allowed"

    def __init__(self, deed: Deed) -> None:
        super().__init__(
            f"You may not {deed.label}.",
            mend="Ask an administrator of that state or post.",
            params={"which": deed.value},
        )
        self.deed = deed


class DutiesApartError(AccountError):
    """Nobody controls their own work: two roles exclude each other at one post."""

    code = "account-duties-apart"

    def __init__(self, wanted: Role, held: Role) -> None:
        super().__init__(
            f"Nobody is {wanted.value} and {held.value} for the same post at once.",
            mend=f"End the role {held.value} first, or choose another post.",
            params={"wanted": wanted.value, "held": held.value},
        )
        self.wanted, self.held = wanted, held


class NotAnOfficersRoleError(AccountError):
    """Everybody is a citizen without a grant; some roles stay with their holder."""

    code = "account-role"

    def __init__(self, role: Role, *, doing: str) -> None:
        super().__init__(
            f"The role {role.value} cannot be {doing}.",
            mend="Choose another role.",
            params={"role": role.value, "which": doing},
        )
        self.role = role


class OtherStateError(AccountError):
    """A role of one state is not held at the post of another."""

    code = "account-other-state"

    def __init__(self, *, state: str, post: str) -> None:
        super().__init__(
            f"The post {post} is not one of the state {state}.",
            mend="Name the post's own state.",
            params={"state": state, "post": post},
        )
        self.state, self.post = state, post


class NotHeldError(AccountError):
    """One lends only what one holds oneself: no borrowed role, and none that has ended."""

    code = "account-not-held"

    def __init__(self) -> None:
        super().__init__(
            "One of these roles is not yours to lend.", mend="Lend roles that were granted to you."
        )


class PeriodError(AccountError):
    """The end lies before the beginning, in the past, or too far away."""

    code = "account-period"
    sentences_by_which: ClassVar[Mapping[str, str]] = {
        "role": "A role ends after it begins.",
        "delegation": "A delegation begins now or later, and ends after that.",
        "delegation_too_long": "A delegation lasts at most {days} days.",
        "absence": "An absence ends after it begins, and after now.",
    }

    def __init__(self, which: str, *, days: int | None = None) -> None:
        params = {"which": which} | ({} if days is None else {"days": str(days)})
        super().__init__(
            self.sentences_by_which[which].format(**params),
            mend="Choose another end.",
            params=params,
        )


class ReasonError(AccountError):
    """Somebody will read the reason later and must understand it."""

    code = "account-reason"

    def __init__(self, *, least: int) -> None:
        super().__init__(
            f"The reason is too short: write at least {least} characters.",
            mend="Say what happened, and why it cannot wait.",
            params={"least": str(least), "which": "short" if least > 1 else "missing"},
        )
        self.least = least


class AlreadyDoneError(AccountError):
    """It was ended or reviewed before."""

    code = "account-already-done"
    sentences_by_which: ClassVar[Mapping[str, str]] = {
        "grant": "This role has ended.",
        "account": "This account is closed.",
        "delegation": "This delegation has ended.",
        "absence": "This absence is over.",
        "glass": "Somebody has reviewed this.",
    }

    def __init__(self, which: str) -> None:
        super().__init__(
            f"{self.sentences_by_which[which]} Nothing was changed.",
            mend="Look at it again.",
            params={"which": which},
        )
