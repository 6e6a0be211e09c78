"""What a view behind the sign-in door may expect of a request."""

from sapar.apps.accounts.actor import Actor
from sapar.web.frame.requests import TimedRequest


class ActingRequest(TimedRequest):
    """A request that knows who acts: nobody, a citizen, or somebody with the roles in force."""

    actor: Actor
