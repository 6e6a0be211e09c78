"""What is done with a case: one verb a file, each in one transaction with its entry in the journal."""

from sapar.apps.cases.actions.amendment import adopt_amendment
from sapar.apps.cases.actions.assignment import assign
from sapar.apps.cases.actions.countersigning import countersign, turn_down
from sapar.apps.cases.actions.emergency import open_in_emergency
from sapar.apps.cases.actions.erasure import confirm_erasure, propose_erasure, refuse_erasure
from sapar.apps.cases.actions.evidence import accept_evidence, give_evidence, refuse_evidence
from sapar.apps.cases.actions.facts import tell_facts
from sapar.apps.cases.actions.holds import hold, release
from sapar.apps.cases.actions.looks import look
from sapar.apps.cases.actions.messages import mark_read, write
from sapar.apps.cases.actions.moves import make_move
from sapar.apps.cases.actions.opening import open_case, open_family, open_plan
from sapar.apps.cases.actions.rebooking import as_it_would_be, tell_and_undo
from sapar.apps.cases.actions.referrals import answer_referral, refer
from sapar.apps.cases.actions.serving import carry_over
from sapar.apps.cases.actions.waking import wake

__all__ = [
    "accept_evidence",
    "adopt_amendment",
    "answer_referral",
    "as_it_would_be",
    "assign",
    "carry_over",
    "confirm_erasure",
    "countersign",
    "give_evidence",
    "hold",
    "look",
    "make_move",
    "mark_read",
    "open_case",
    "open_family",
    "open_in_emergency",
    "open_plan",
    "propose_erasure",
    "refer",
    "refuse_erasure",
    "refuse_evidence",
    "release",
    "tell_and_undo",
    "tell_facts",
    "turn_down",
    "wake",
    "write",
]
