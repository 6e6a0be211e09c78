"""Logs as JSON, a line for each event, without anything of a person.

Of what other libraries log, only the words of their authors are kept, not what they fill in: Django
fills in paths, and a path may hold the number of a case. Of an exception its class and the lines of
code stay, not its message: it may quote what somebody typed.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import MutableMapping
from typing import Any, Final

import structlog

_OURS: Final = ("sapar", "django_tasks")
"""Loggers that fill in ids and names of programs only."""

Event = MutableMapping[str, Any]


_SHARED: Final[list[Any]] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def through_the_standard_library() -> None:
    """What we log goes where everything is logged; on your own computer that is nowhere below a warning."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def logging_in_json() -> dict[str, Any]:
    """Django's LOGGING: every logger to standard error, in one form."""
    form = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": [*_SHARED, words_alone],
        "processors": [
            lines_alone,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": form},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            # Django's own handlers would write a second time, and mail what is in a request.
            "django": {"handlers": [], "level": "INFO", "propagate": True},
        },
    }


def words_alone(_logger: Any, _method: str, event: Event) -> Event:
    """What was said without what was filled in, unless the logger is one of ours."""
    record: logging.LogRecord = event["_record"]
    event["logger"] = record.name
    if record.name.split(".", maxsplit=1)[0] not in _OURS:
        # What Django's guards say is the exception itself, with what was sent: its name must do.
        is_guard = record.name.startswith("django.security")
        event["event"] = record.name if is_guard else str(record.msg)
        event.pop("positional_args", None)
    status = getattr(record, "status_code", None)
    if status is not None:
        event["status"] = status
    return event


def lines_alone(_logger: Any, _method: str, event: Event) -> Event:
    """An exception as its class and the lines of code it came through."""
    record: logging.LogRecord | None = event.get("_record")
    told = event.pop("exc_info", None) or (record.exc_info if record else None)
    if isinstance(told, tuple) and told[1] is not None:
        error = told[1]
        event["error"] = type(error).__name__
        event["lines"] = [
            f"{frame.filename.rpartition('site-packages/')[2]}:{frame.lineno}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
    if record is not None:  # or the standard library adds the traceback, message and all
        record.exc_info = record.exc_text = None
    return event
