"""The worker anchors the days that are over."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from sapar.apps.jobs.worker import work_off
from sapar.apps.journal.actions import By, record
from sapar.apps.journal.jobs import anchor
from sapar.apps.journal.models import Anchor

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_worker_anchors_yesterday_in_the_night(settings: object) -> None:
    noon = datetime(2026, 1, 20, 12, tzinfo=UTC)
    with transaction.atomic():
        record("case.moved", chain="case:1", by=By(user=None, role="machine"), at=noon)
    settings.SAPAR_NOW = noon + timedelta(hours=15)  # type: ignore[attr-defined]
    anchor.enqueue()
    work_off()
    assert list(Anchor.objects.values_list("day", flat=True)) == [date(2026, 1, 20)]
