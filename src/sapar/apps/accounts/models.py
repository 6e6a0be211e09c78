"""Users, the posts they work at, the roles they hold there, and what limits or widens them for a time."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from sapar.apps.accounts.roles import Role


def _ends_after_it_begins(name: str) -> models.CheckConstraint:
    """A period that ends when it begins is empty: it was taken back before it came into force."""
    return models.CheckConstraint(
        condition=Q(until__isnull=True) | Q(until__gte=F("since")),
        name=f"accounts_{name}_ends_after_it_begins",
    )


class UserManager(BaseUserManager["User"]):
    """Makes users; the address is kept in small letters."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A user; without a password only codes, passkeys or a state's sign-on let them in."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who can sign in. What they may do is in their grants; who they are, in people."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, default="en")
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.email


class Post(models.Model):
    """An embassy, a consulate or another authority: of which state, in which country."""

    class Kind(models.TextChoices):
        """What it is; words for it are in the locale files."""

        EMBASSY = "embassy"
        CONSULATE = "consulate"
        MINISTRY = "ministry"
        MIGRATION_OFFICE = "migration_office"

    code = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    state = models.CharField(max_length=2)
    country = models.CharField(max_length=2)
    time_zone = models.CharField(max_length=40)
    names = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.code


class Grant(models.Model):
    """A role held by a user: at one post or at all of a state, for some kinds of instrument or all.

    ``until`` None means until it is taken back. A grant is ended, never deleted.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=30, choices=Role.choices)
    state = models.CharField(max_length=2)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True)
    kinds = models.JSONField(default=list, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    granted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="grants_made"
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            _ends_after_it_begins("grant"),
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="accounts_grant_role_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.CITIZEN), name="accounts_grant_is_not_for_citizens"
            ),
            models.CheckConstraint(
                condition=Q(granted_by__isnull=True) | ~Q(granted_by=F("user")),
                name="accounts_grant_is_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role} of {self.post or self.state}"


class Delegation(models.Model):
    """Roles that an officer lends to a colleague for a time: some grants, or every one.

    It lends only the lender's own grants while they are in force, and ends with them. With
    ``only_in_absence`` it sleeps while the lender is at work.
    """

    lender = models.ForeignKey(User, on_delete=models.PROTECT, related_name="delegations_made")
    borrower = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="delegations_received"
    )
    everything = models.BooleanField(default=False)
    grants = models.ManyToManyField(Grant, related_name="delegations", blank=True)
    only_in_absence = models.BooleanField(default=False)
    since = models.DateTimeField()
    until = models.DateTimeField()
    reason = models.CharField(max_length=500)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            _ends_after_it_begins("delegation"),
            models.CheckConstraint(
                condition=~Q(lender=F("borrower")), name="accounts_delegation_is_to_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lender} to {self.borrower}"


class Absence(models.Model):
    """A time in which an officer is not at work: nothing new is assigned, and deputies step in."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="absences")
    since = models.DateTimeField()
    until = models.DateTimeField()
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [_ends_after_it_begins("absence")]

    def __str__(self) -> str:
        return f"{self.user}, {self.since:%Y-%m-%d} to {self.until:%Y-%m-%d}"


class Kinship(models.Model):
    """A person whose cases an officer does not touch: a relative, or somebody as close.

    ``person`` is the number of a person in the room above.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="kinships")
    person = models.UUIDField()
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("user", "person", name="accounts_kinship_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} and {self.person}"


class BreakGlass(models.Model):
    """A case opened in an emergency without the right to it: with a reason, for hours, and reviewed.

    ``about`` is the chain of the case in the journal, ``person`` the person's number: of rooms above.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="broken_glass")
    state = models.CharField(max_length=2)
    about = models.CharField(max_length=100)
    person = models.UUIDField()
    reason = models.TextField()
    at = models.DateTimeField()
    until = models.DateTimeField()
    reviewed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="glass_reviewed"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    was_right = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(until__gt=F("at")), name="accounts_glass_ends"),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("user")),
                name="accounts_glass_is_reviewed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(
                    reviewed_by__isnull=True, reviewed_at__isnull=True, was_right__isnull=True
                )
                | Q(reviewed_by__isnull=False, reviewed_at__gte=F("at"), was_right__isnull=False),
                name="accounts_glass_review_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.about}"


class Remembered(models.Model):
    """What every process of the site must remember for minutes: attempts, and one-time codes used.

    The columns are those of Django's cache in the database.
    """

    cache_key = models.CharField(primary_key=True, max_length=255)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "accounts_remembered"

    def __str__(self) -> str:
        return self.cache_key
