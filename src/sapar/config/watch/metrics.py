"""Figures in the format of Prometheus: requests as they come, the rest asked of the database when read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Final

from django.conf import settings
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

from sapar.apps.cases.queries import open_by_state, overdue
from sapar.apps.jobs.queries import age_of_oldest, queue
from sapar.apps.journal.queries import last_anchor, length

TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

_own: Final = CollectorRegistry()
_requests: Final = Counter(
    "sapar_requests", "Requests by view and status.", ("view", "status"), registry=_own
)
_seconds: Final = Histogram(
    "sapar_request_seconds",
    "How long an answer took, by view.",
    ("view",),
    buckets=_BUCKETS,
    registry=_own,
)


def count(view: str, status: int, seconds: float) -> None:
    """Count one answer."""
    _requests.labels(view, str(status)).inc()
    _seconds.labels(view).observe(seconds)


def figures(*, at: datetime) -> bytes:
    """Everything, as text. With PROMETHEUS_MULTIPROC_DIR the requests are those of all processes."""
    several: str = settings.SAPAR_METRICS_FOLDER
    requests = CollectorRegistry() if several else _own
    if several:
        MultiProcessCollector(requests, several)  # type: ignore[no-untyped-call]
    asked = CollectorRegistry()
    asked.register(_Asked(at))
    return generate_latest(requests) + generate_latest(asked)


class _Asked:
    """What the database says at one instant."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def collect(self) -> Iterator[Metric]:
        """Each figure with its name and its sentence."""
        jobs = queue()
        states = GaugeMetricFamily("sapar_jobs", "Unfinished jobs by state.", labels=["state"])
        for name in ("waiting", "running", "failed"):
            states.add_metric([name], getattr(jobs, name))
        yield states
        yield GaugeMetricFamily(
            "sapar_oldest_job_seconds",
            "How long the oldest waiting job has waited.",
            age_of_oldest(at=self.at).total_seconds(),
        )
        cases = GaugeMetricFamily(
            "sapar_open_cases", "Open cases by state.", labels=["instrument", "procedure", "state"]
        )
        for labels, number in open_by_state():
            cases.add_metric(labels, number)
        yield cases
        yield GaugeMetricFamily(
            "sapar_overdue_cases", "Open cases with a lapsed deadline.", overdue(at=self.at)
        )
        yield GaugeMetricFamily("sapar_journal_entries", "Entries of the journal.", length())
        yield GaugeMetricFamily(
            "sapar_anchor_age_seconds",
            "Since the end of the last anchored day; -1: none is anchored.",
            self._age_of_anchor(),
        )

    def _age_of_anchor(self) -> float:
        anchor = last_anchor()
        if anchor is None:
            return -1.0
        ended = datetime.combine(anchor.day + timedelta(days=1), time(), tzinfo=UTC)
        return (self.at - ended).total_seconds()
