"""Persons, names, households, stays, travel documents and contact points.

What is sealed (`sealed_…`) opens with the person's key only; its `…_index` finds an equal value and
tells nothing. Rows of history are ended, never edited: `until` (or `ended_at`) is when a row ceased
to be what we hold.
"""

from __future__ import annotations

import uuid
from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sapar.core.identity import LONGEST_NAME
from sapar.core.law.facts import VOCABULARY

ENTRIES: Final = VOCABULARY["stay.entry"].codes
DOCUMENT_KINDS: Final = tuple(
    code for code in VOCABULARY["travel_document.kind"].codes if code != "none"
)


class Person(models.Model):
    """Somebody who is or was abroad. Erased, the row stays without anything about them."""

    class Sex(models.TextChoices):
        """As in the document; empty: not known to us."""

        FEMALE = "F"
        MALE = "M"
        UNSPECIFIED = "X"

    class Precision(models.TextChoices):
        """How much of the date of birth is known; of a year, `born` is its first day."""

        DAY = "day"
        YEAR = "year"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nationality = models.CharField(max_length=2, blank=True)
    other_nationalities = models.JSONField(default=list, blank=True)
    born = models.DateField(null=True, blank=True)
    born_precision = models.CharField(max_length=4, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
    )
    registered_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(sex__in=["", "F", "M", "X"]), name="people_person_sex_is_known"
            ),
            models.CheckConstraint(
                condition=Q(born__isnull=True, born_precision="")
                | Q(born__isnull=False, born_precision__in=["day", "year"]),
                name="people_person_birth_has_a_precision",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(nationality="", born__isnull=True, sex="", user__isnull=True),
                name="people_person_erased_holds_nothing",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class PersonName(models.Model):
    """One name of a person in one script, in force from `since` until `until`.

    `search` is the plain form that a prefix is compared with.
    """

    class Kind(models.TextChoices):
        """Where it comes from."""

        NATIVE = "native"
        DOCUMENT = "document"
        ROMANISED = "romanised"
        FORMER = "former"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="names")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    script = models.CharField(max_length=4)
    family = models.CharField(max_length=LONGEST_NAME, blank=True)
    given = models.CharField(max_length=LONGEST_NAME, blank=True)
    patronymic = models.CharField(max_length=LONGEST_NAME, blank=True)
    # Three parts, each at most twice as long once letters such as ß are folded, and two spaces.
    search = models.CharField(max_length=6 * LONGEST_NAME + 2, db_index=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind__in=["native", "document", "romanised", "former"]),
                name="people_personname_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="people_personname_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.script}"


class Household(models.Model):
    """Persons who live or travel together; each may belong to another state."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    formed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)


class Member(models.Model):
    """A person in a household, in one role; in one household at a time."""

    class Role(models.TextChoices):
        """What somebody is there."""

        HEAD = "head"
        SPOUSE = "spouse"
        CHILD = "child"
        PARENT = "parent"
        GUARDIAN = "guardian"
        WARD = "ward"
        OTHER = "other"

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(
                    role__in=["head", "spouse", "child", "parent", "guardian", "ward", "other"]
                ),
                name="people_member_role_is_known",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(until__isnull=True),
                name="people_member_of_one_household",
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(until__isnull=True, role="head"),
                name="people_household_has_one_head",
            ),
        ]

    def __str__(self) -> str:
        return self.role


class Stay(models.Model):
    """A stay in one country. `is_lawful` None: not known; False: since `unlawful_since`, if known.

    A correction ends the row (`replaced_at`) and adds another.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="stays")
    country = models.CharField(max_length=2)
    region = models.CharField(max_length=60, blank=True)
    entered_on = models.DateField(null=True, blank=True)
    entry = models.CharField(max_length=20, blank=True)
    is_lawful = models.BooleanField(null=True, blank=True)
    unlawful_since = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(entry__in=["", *ENTRIES]), name="people_stay_entry_is_known"
            ),
            models.CheckConstraint(
                condition=Q(unlawful_since__isnull=True) | Q(is_lawful=False),
                name="people_stay_lawful_is_not_unlawful",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True)
                | Q(entered_on__isnull=True)
                | Q(left_on__gte=F("entered_on")),
                name="people_stay_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.country


class TravelDocument(models.Model):
    """A passport or its substitute. `failed` names checks of its machine-readable zone that failed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="travel_documents")
    kind = models.CharField(max_length=30)
    issuer = models.CharField(max_length=2, blank=True)
    sealed_number = models.BinaryField(blank=True)
    number_index = models.BinaryField(db_index=True, blank=True)
    sealed_mrz = models.BinaryField(blank=True)
    valid_until = models.DateField(null=True, blank=True)
    has_no_end = models.BooleanField(default=False)
    failed = models.JSONField(default=list, blank=True)
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=10, blank=True)

    class Ending(models.TextChoices):
        """Why a document is no longer in the person's hands, or was never theirs."""

        LOST = "lost"
        STOLEN = "stolen"
        REPLACED = "replaced"
        MISTAKEN = "mistaken"
        ERASED = "erased"

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind__in=DOCUMENT_KINDS), name="people_traveldocument_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(has_no_end=False) | Q(valid_until__isnull=True),
                name="people_traveldocument_ends_or_not",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_because="")
                | Q(
                    ended_at__isnull=False,
                    ended_because__in=["lost", "stolen", "replaced", "mistaken", "erased"],
                ),
                name="people_traveldocument_ending_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class ContactPoint(models.Model):
    """One way to reach a person, in the language they want to be reached in there."""

    class Channel(models.TextChoices):
        """By what."""

        EMAIL = "email"
        PHONE = "phone"
        MESSENGER = "messenger"
        ADDRESS = "address"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contact_points")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    sealed_value = models.BinaryField(blank=True)
    value_index = models.BinaryField(db_index=True, blank=True)
    language = models.CharField(max_length=2)
    verified_at = models.DateTimeField(null=True, blank=True)
    is_preferred = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(channel__in=["email", "phone", "messenger", "address"]),
                name="people_contactpoint_channel_is_known",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(is_preferred=True, ended_at__isnull=True),
                name="people_contactpoint_one_is_preferred",
            ),
        ]

    def __str__(self) -> str:
        return self.channel
