"""What a view at the desk may expect of a request."""

from sapar.apps.accounts.actor import Actor
from sapar.web.frame.requests import TimedRequest


class DeskRequest(TimedRequest):
    """A request of somebody who holds a role."""

    actor: Actor
