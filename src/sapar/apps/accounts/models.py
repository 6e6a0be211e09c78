"""Users, the posts they work at, and the roles they hold there."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from sapar.apps.accounts.roles import Role


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
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")),
                name="accounts_grant_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="accounts_grant_role_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role} of {self.post or self.state}"
