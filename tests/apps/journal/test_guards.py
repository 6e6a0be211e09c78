"""The database itself refuses to alter, remove or replace what was recorded, on both engines."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, models, transaction
from tests.apps.journal.cast import NOON, moved, three_days_of_two_cases, without_guards
from tests.apps.sites import ROOT, Site, fresh_site

from sapar.apps.journal.actions import anchor
from sapar.apps.journal.models import Anchor, Entry, Head
from sapar.apps.journal.triggers import lifted
from sapar.apps.journal.verify import verify

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def journal(key_ring: Path) -> None:
    three_days_of_two_cases()
    anchor(at=NOON + timedelta(days=10))
    moved(hours=24 * 20)


def refused(change: Callable[[], object]) -> str:
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        change()
    assert verify().holds
    return str(error.value)


@pytest.mark.parametrize("model", [Entry, Anchor, Head])
def test_no_row_is_removed(model: type[models.Model]) -> None:
    assert "never altered" in refused(model._default_manager.all().delete)


@pytest.mark.parametrize("model", [Entry, Anchor])
def test_no_column_is_altered(model: type[models.Model]) -> None:
    rows = model._default_manager.all()
    for field in model._meta.concrete_fields:
        assert "never altered" in refused(
            lambda name=field.name: rows.update(**{name: models.F(name)})
        )


def test_a_head_goes_on_by_one_and_nowhere_else() -> None:
    heads = Head.objects.filter(chain="case:17")
    number = heads.get().number
    for there in (number - 1, number, number + 2):
        assert "goes on by one" in refused(lambda n=there: heads.update(number=n))
    assert "goes on by one" in refused(lambda: heads.update(chain="case:19", number=number + 1))


@pytest.mark.parametrize("table", ["journal_entry", "journal_anchor", "journal_head"])
def test_a_table_is_not_emptied(table: str) -> None:
    empties = "TRUNCATE " if connection.vendor == "postgresql" else "DELETE FROM "
    assert "never altered" in refused(lambda: connection.cursor().execute(empties + table))


@pytest.mark.parametrize("model", [Entry, Anchor])
def test_a_row_is_not_replaced(model: type[models.Model]) -> None:
    rows = list(model._default_manager.all())
    key = [field.name for field in model._meta.pk_fields]
    others = [f.name for f in model._meta.concrete_fields if f.name not in key]
    refused(
        lambda: model._default_manager.bulk_create(
            rows, update_conflicts=True, unique_fields=key, update_fields=others
        )
    )
    if connection.vendor == "sqlite":
        table = model._meta.db_table
        again = "INSERT OR REPLACE INTO {0} SELECT * FROM {0}".format(table)  # noqa: S608, UP032
        assert "never altered" in refused(lambda: connection.cursor().execute(again))


def test_a_guard_that_was_taken_away_is_missed() -> None:
    with without_guards():
        named = {one.named for one in verify().problems}
    assert "journal_entry_open_day" in named
    assert len(named) == (8 if connection.vendor == "postgresql" else len(lifted("sqlite")))
    assert verify().holds


MIGRATES = """
import sys
from django.core.management import call_command
call_command("migrate", "journal", *sys.argv[1:], verbosity=0)
"""


def test_the_migration_goes_back_and_forth(site: Site) -> None:
    site.run(MIGRATES, "0001")
    assert "does not stand in the database" in site.sapar("journal", "verify").stdout
    site.run(MIGRATES)
    assert site.sapar("journal", "verify").stdout.endswith("Nothing is wrong.\n")


ROLE_TRIES = """
from datetime import UTC, datetime
from uuid import UUID
from django.db import DatabaseError, connection, transaction
from sapar.apps.journal.actions import By, anchor, record
from sapar.apps.journal.verify import verify
from sapar.apps.keys.actions import erase
noon = datetime(2026, 1, 20, 3, tzinfo=UTC)
person = UUID(int=1)
with transaction.atomic():
    record("case.moved", chain="case:17", by=By(user=1, role="helper"), at=noon, person=person, sealed={"a": 1})
anchor(at=noon.replace(month=2))
erase(person, at=noon)
assert verify().holds
for sql in (
    "UPDATE journal_entry SET post = 1", "DELETE FROM journal_entry", "TRUNCATE journal_entry",
    "UPDATE journal_anchor SET entries = 1", "DELETE FROM journal_anchor", "DELETE FROM journal_head",
    "DROP TRIGGER journal_entry_stays ON journal_entry",
    "ALTER TABLE journal_entry DISABLE TRIGGER journal_entry_stays",
    "SET session_replication_role = replica",
):
    try:
        connection.cursor().execute(sql)
    except DatabaseError as error:
        print(type(error.__cause__).__name__)
"""


@pytest.mark.postgres
def test_the_role_that_the_how_to_grants_is_enough_to_record_and_too_little_to_alter(
    tmp_path: Path, postgres_url: str
) -> None:
    page = (ROOT / "docs/howto/verify-the-journal.md").read_text(encoding="utf-8")
    grants = page.split("```sql")[1].split("```")[0]
    role = f"sapar_site_{uuid4().hex[:8]}"
    with (
        fresh_site("postgresql", tmp_path, postgres_url) as site,
        psycopg.connect(site.database_url, autocommit=True) as owner,
    ):
        owner.execute(f"CREATE ROLE {role} LOGIN")
        owner.execute(grants.replace("sapar_site", role))
        address = site.database_url.split("@")[1]
        try:
            said = Site(site.data, f"postgresql://{role}@{address}").run(ROLE_TRIES).split()
        finally:
            owner.execute(f"DROP OWNED BY {role}")
            owner.execute(f"DROP ROLE {role}")
    assert said == ["InsufficientPrivilege"] * 9
