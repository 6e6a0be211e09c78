"""What our views may expect of a request beyond Django's own."""

from datetime import datetime

from django.http import HttpRequest


class TimedRequest(HttpRequest):
    """A request that knows its instant: the clock was read once, before the view."""

    at: datetime
    clock_is_held: bool
