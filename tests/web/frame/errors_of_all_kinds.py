"""Every error of the rooms below the doors, made once in each of its forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from sapar.apps.accounts import errors as accounts
from sapar.apps.accounts.roles import Deed, Role
from sapar.apps.cases import errors as cases
from sapar.apps.documents import errors as files
from sapar.apps.documents.models import File
from sapar.apps.documents.policy import OPEN
from sapar.apps.keys import errors as keys
from sapar.apps.people import errors as people
from sapar.core import identity
from sapar.core.calendar.errors import BornLaterError, ImpossibleDateError
from sapar.core.identity import errors as names
from sapar.core.kernel import SaparError

DAY, LATER = date(2026, 1, 20), date(2026, 2, 28)


def every_error() -> tuple[SaparError, ...]:
    """One error of each class and form that a person can cause."""
    return (*_accounts(), *_cases(), *_files(), *_people(), *_identity())


def _accounts() -> Iterator[SaparError]:
    yield from map(accounts.NotAllowedError, Deed)
    yield accounts.DutiesApartError(Role.AUDITOR, Role.SUPERVISOR)
    for role in Role:
        yield accounts.NotAnOfficersRoleError(role, doing="granted")
    yield accounts.NotAnOfficersRoleError(Role.AUDITOR, doing="lent")
    yield accounts.OtherStateError(state="KZ", post="KZ-Seoul")
    yield accounts.NotHeldError()
    for which in accounts.PeriodError.sentences_by_which:
        yield accounts.PeriodError(which, days=30)
    yield accounts.ReasonError(least=30)
    yield accounts.ReasonError(least=1)
    yield from map(accounts.AlreadyDoneError, accounts.AlreadyDoneError.sentences_by_which)


def _cases() -> Iterator[SaparError]:
    yield from map(cases.NotAllowedError, cases.NotAllowedError.sentences_by_which)
    yield cases.CaseChangedError(turn=3)
    yield cases.NoSuchMoveError("fly", state="drafted")
    yield cases.MoveNotOpenError("fly", ())
    yield cases.ReasonMissingError("refuse", ("no_ticket",))
    yield cases.ConfirmationMissingError("fly", ("period",))
    yield cases.DayError(LATER, first=DAY, last=DAY)
    yield cases.NoPostError(state="KZ", country="KR")
    yield from map(cases.AlreadyDoneError, cases.AlreadyDoneError.sentences_by_which)
    yield cases.StillKeptError()
    yield cases.UntilError(DAY)
    yield cases.MessageEmptyError()
    yield cases.MessageTooLongError(length=8_001, most=8_000)


def _files() -> Iterator[SaparError]:
    yield files.NoSuchFileError()
    for state in sorted(set(File.State) - OPEN):
        yield files.NotOpenError(state=state)
    yield files.FileKindError("Loss report")
    yield files.TooLargeError(limit=10_000_000)
    yield files.EmptyFileError()
    yield files.FileTypeError(found=None, allowed=("pdf", "jpg"))
    yield files.BrokenFileError(media_type="image/png")
    yield files.TooManyPixelsError(most=50_000_000)
    yield files.MovingPictureError()
    yield files.LockedFileError()
    yield files.TooManyPagesError(pages=201, most=200)
    yield files.ActiveFileError(found="/JavaScript")
    yield files.PhotoProportionError(width=500, height=500)
    yield files.SmallPhotoError(width=35, height=45, least=(413, 531))
    yield files.StoreError()


def _people() -> Iterator[SaparError]:
    yield people.NoSuchPersonError()
    yield people.ErasedPersonError()
    yield keys.ErasedError(UUID(int=1))
    yield people.AlreadyKnownError()
    yield people.NotAllowedError()
    yield people.EndedError()
    yield from map(people.MembershipError, people.MembershipError.sentences_by_which)
    yield people.StateCodeError("Kazakhstan", field="nationality")
    yield people.CodeError("swam", field="entry", known=("regular",))
    for which in people.StayError.sentences_by_which:
        yield people.StayError(which, field="left_on")
    yield people.DocumentNumberError(length=60)
    for which in people.ContactValueError.sentences_by_which:
        yield people.ContactValueError(which, channel="email")


def _identity() -> Iterator[SaparError]:
    yield names.EmptyNameError()
    yield names.LongNameError(length=300, longest=200)
    for sign in "1\u202e<":
        yield names.NameCharacterError(character=sign, position=3)
    yield names.NameMarksError(position=1, most=4)
    yield names.MixedScriptsError(word="Aида", scripts=("Latn", "Cyrl"))
    yield names.BirthFormError(text="23.4.90")
    yield names.ImpossibleBirthError(year=1990, month=2, day=30)
    yield names.UnlikelyBirthError(year=1369, earliest=1896, latest=2026)
    yield names.LetterError(letter="김", position=1)
    yield names.ZoneShapeError(lengths=(3, 4))
    yield names.MissingLineError(line=2, readable={})
    for which in identity.ZoneValueError.sentences_by_which:
        yield identity.ZoneValueError(which, field="number", why="it is not")
    yield BornLaterError(born=LATER, day=DAY)
    yield ImpossibleDateError(start=DAY, step="9000 years")


def leaves(root: type[SaparError], rooms: Iterable[str]) -> Iterator[type[SaparError]]:
    """Every class that is raised: those without a class below, in some rooms."""
    below = [one for one in root.__subclasses__() if one.__module__.startswith(tuple(rooms))]
    if not below:
        yield root
    for one in below:
        yield from leaves(one, rooms)
