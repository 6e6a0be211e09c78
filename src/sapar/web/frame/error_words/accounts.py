"""What is said of accounts: roles, loans, absences, breaking the glass."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

from sapar.apps.accounts.roles import Role
from sapar.web.frame.error_words.words import Words

_ASK: Final = _("Ask an administrator of that state or post.")
_LOOK: Final = _("Look at it again.")
_END: Final = _("Choose another end.")

ACCOUNTS: Final[Mapping[str, Words]] = {
    "account-not-allowed.grant": Words(_("You may not give this role or take it back."), _ASK),
    "account-not-allowed.invite": Words(_("You may not invite anybody there."), _ASK),
    "account-not-allowed.deactivate": Words(_("You may not close this account."), _ASK),
    "account-not-allowed.lend": Words(_("You may not lend roles, or end this loan."), _ASK),
    "account-not-allowed.record_absence": Words(
        _("You may not record the absence of this colleague."), _ASK
    ),
    "account-not-allowed.record_kinship": Words(
        _("You may not record whose relative this colleague is."), _ASK
    ),
    "account-not-allowed.break_glass": Words(_("You may not open cases in an emergency."), _ASK),
    "account-not-allowed.review_break_glass": Words(
        _("You may not judge whether this emergency was one."), _ASK
    ),
    "account-duties-apart": Words(
        _(
            "Nobody controls their own work: these two roles exclude each other at one post: "
            "%(wanted)s, %(held)s."
        ),
        _("End the other role first, or choose another post."),
        "role",
    ),
    "account-role.granted": Words(
        _("This role cannot be given to anybody: %(role)s."), _("Choose another role."), "role"
    ),
    "account-role.lent": Words(
        _("This role cannot be lent: %(role)s."), _("Choose another role."), "role"
    ),
    "account-other-state": Words(
        _("This post belongs to another state: %(post)s."), _("Name the post’s own state."), "post"
    ),
    "account-not-held": Words(
        _("One of these roles is not yours to lend."),
        _("Lend only roles that were given to you."),
    ),
    "account-period.role": Words(_("The role would end before it begins."), _END, "until"),
    "account-period.delegation": Words(
        _("A loan begins now or later, and ends after that."), _END, "until"
    ),
    "account-period.delegation_too_long": Words(
        _("A role is lent for %(days)s days at most."), _END, "until"
    ),
    "account-period.absence": Words(
        _("An absence ends after it begins, and after now."), _END, "until"
    ),
    "account-reason.short": Words(
        _("The reason is too short: write %(least)s characters or more."),
        _("Say what happened, and why it cannot wait."),
        "reason",
    ),
    "account-reason.missing": Words(
        _("The reason is missing."), _("Write it so that others understand it later."), "reason"
    ),
    "account-already-done.grant": Words(_("This role has ended already."), _LOOK),
    "account-already-done.account": Words(_("This account is closed already."), _LOOK),
    "account-already-done.delegation": Words(_("This loan has ended already."), _LOOK),
    "account-already-done.absence": Words(_("This absence is over already."), _LOOK),
    "account-already-done.glass": Words(_("Somebody has judged this already."), _LOOK),
}

ROLES: Final[Mapping[str, str]] = {
    Role.CITIZEN.value: _("citizen"),
    Role.HELPER.value: _("helper"),
    Role.CONSULAR_OFFICER.value: _("consular officer"),
    Role.MIGRATION_OFFICER.value: _("migration officer"),
    Role.SUPERVISOR.value: _("supervisor"),
    Role.AUDITOR.value: _("auditor"),
    Role.DATA_PROTECTION_OFFICER.value: _("data protection officer"),
    Role.INSTRUMENT_EDITOR.value: _("editor of the law"),
    Role.ADMINISTRATOR.value: _("administrator"),
}
"""Each role, as a word in a sentence."""
