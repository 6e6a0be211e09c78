"""Cases, and what is kept with them: evidence, messages, proposals, referrals.

Where a case stands is decided by its journal; ``state`` is what the last move led to, kept for lists.
What a person told or wrote is sealed with the key of that person.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from sapar.apps.accounts.models import Post
from sapar.apps.people.models import Person


class State(models.Model):
    """A state that some procedure declares; no case can be in another one.

    The id is ``instrument/procedure/state``. Rows are added when a procedure is first used.
    """

    id = models.CharField(primary_key=True, max_length=250)
    instrument = models.CharField(max_length=80)
    procedure = models.CharField(max_length=80)
    name = models.CharField(max_length=80)
    is_final = models.BooleanField()

    def __str__(self) -> str:
        return self.id


class Plan(models.Model):
    """What a family does together: a case for each of them."""

    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"plan {self.pk}"


class Case(models.Model):
    """One matter of one person under one instrument.

    ``known_on`` pins the law: the case is judged by what had been published by the end of that day,
    until an amendment is adopted. ``turn`` counts the changes: whoever changes a case names the turn
    they saw. ``due_at`` is the next deadline to lapse, ``wakes_at`` the next instant at which
    something happens by itself.
    """

    number = models.CharField(max_length=40, unique=True)
    instrument = models.CharField(max_length=80)
    procedure = models.CharField(max_length=80)
    kind = models.CharField(max_length=40)
    known_on = models.DateField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, blank=True)
    serves = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="cases")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True
    )
    state = models.ForeignKey(State, on_delete=models.PROTECT)
    turn = models.PositiveIntegerField(default=0)
    facts = models.BinaryField(default=bytes)
    opened_at = models.DateTimeField()
    opened_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    is_held = models.BooleanField(default=False)
    due = models.CharField(max_length=80, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    wakes_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            *(
                models.Index(
                    fields=[*first, "due_at", "id"],
                    condition=models.Q(closed_at__isnull=True),
                    name=f"cases_open_{name}",
                )
                for name, first in (
                    ("by_deadline", ()),
                    ("post", ("post",)),
                    ("officer", ("officer",)),
                )
            ),
            models.Index(fields=["wakes_at"], name="cases_that_wake"),
            models.Index(fields=["person"], name="cases_of_a_person"),
        ]

    def __str__(self) -> str:
        return self.number


class Evidence(models.Model):
    """A document that proves something in a case: a file, or an original that an officer has seen."""

    class Verdict(models.TextChoices):
        """What an officer says of it."""

        OFFERED = "offered"
        ACCEPTED = "accepted"
        REFUSED = "refused"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=80)
    file = models.UUIDField(null=True, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, default=Verdict.OFFERED)
    why = models.CharField(max_length=80, blank=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "kind"], name="cases_evidence_of_a_case"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(verdict__in=["offered", "accepted", "refused"]),
                name="cases_evidence_verdict_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(verdict="offered", checked_at__isnull=True)
                | (~models.Q(verdict="offered") & models.Q(checked_at__isnull=False)),
                name="cases_evidence_is_checked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.case_id}"


class Proposal(models.Model):
    """A move that waits for a second officer; ``decided_at`` None while it waits."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proposals")
    move = models.CharField(max_length=80)
    day = models.DateField()
    reason = models.CharField(max_length=80, blank=True)
    note = models.BinaryField(default=bytes)
    confirms = models.JSONField(default=list)
    turn = models.PositiveIntegerField()
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_countersigned = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(decided_at__isnull=True),
                name="cases_one_proposal_waits",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True)
                | ~models.Q(decided_by=models.F("proposed_by")),
                name="cases_nobody_countersigns_their_own",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.move} of {self.case_id}"


class Message(models.Model):
    """What the post and the person write to one another, or what the machine tells the person.

    ``template`` names the sentence of a message that is not free text; ``body`` is sealed: the text,
    or the values of the template. ``once`` names what is told a single time.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="messages")
    to_person = models.BooleanField()
    template = models.CharField(max_length=80, blank=True)
    body = models.BinaryField(default=bytes)
    files = models.JSONField(default=list)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    once = models.CharField(max_length=200, null=True, blank=True, unique=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "written_at"], name="cases_messages_of_a_case"),
        ]

    def __str__(self) -> str:
        return f"message {self.pk} of {self.case_id}"


class Referral(models.Model):
    """A case shown to another post for its help, or handed over to it; the thread stays with the case."""

    class Kind(models.TextChoices):
        """Whether the other post helps or takes over."""

        REFERRAL = "referral"
        TRANSFER = "transfer"

    class Answer(models.TextChoices):
        """What the other post says."""

        WAITING = "waiting"
        ACCEPTED = "accepted"
        REFUSED = "refused"
        DONE = "done"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    from_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    to_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="referrals")
    question = models.BinaryField(default=bytes)
    reply = models.BinaryField(default=bytes)
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.WAITING)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(from_post=models.F("to_post")),
                name="cases_referral_goes_elsewhere",
            ),
            models.UniqueConstraint(
                fields=["case", "to_post"],
                condition=models.Q(answer__in=["waiting", "accepted"]),
                name="cases_referral_is_open_once",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["to_post", "answer"], name="cases_referrals_to_a_post"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.case_id} to {self.to_post_id}"


class Erasure(models.Model):
    """A proposal to erase a person whose cases have ended long enough ago; a data-protection officer decides.

    ``instrument`` and ``procedure`` are of the case that is kept longest, ``kept_until`` its last day.
    A refusal has a reason and says ``not_before`` which day it is proposed again.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="erasures")
    instrument = models.CharField(max_length=80)
    procedure = models.CharField(max_length=80)
    kept_until = models.DateField()
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_confirmed = models.BooleanField(default=False)
    reason = models.CharField(max_length=80, blank=True)
    not_before = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(decided_at__isnull=True),
                name="cases_one_erasure_waits",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_at__isnull=True, decided_by__isnull=True)
                | models.Q(decided_at__isnull=False, decided_by__isnull=False),
                name="cases_erasure_is_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_at__isnull=True, reason="", is_confirmed=False)
                | models.Q(decided_at__isnull=False, reason="", is_confirmed=True)
                | models.Q(
                    ~models.Q(reason=""),
                    decided_at__isnull=False,
                    is_confirmed=False,
                    not_before__isnull=False,
                ),
                name="cases_erasure_is_refused_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"erasure of {self.person_id}"
