"""The SQL that lets the database itself refuse to alter what was recorded, for both engines."""

from __future__ import annotations

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

CLOSED: Final = "journal: the day is anchored"
"""How the database begins to refuse an entry for a day that has its anchor."""

ONE_AT_A_TIME: Final = 2026_01_20
"""The advisory lock that writers share, and that anchoring takes for itself."""

_KEPT: Final = ("journal_entry", "journal_anchor")

_POSTGRESQL: Final = """
CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'journal: what was recorded is never altered';
END $$;
CREATE FUNCTION journal_open_day() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(20260120);
    IF EXISTS (SELECT 1 FROM journal_anchor WHERE day >= (NEW.at AT TIME ZONE 'UTC')::date) THEN
        RAISE EXCEPTION 'journal: the day is anchored';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION journal_go_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.chain <> OLD.chain OR NEW.number <> OLD.number + 1 THEN
        RAISE EXCEPTION 'journal: a head goes on by one';
    END IF;
    RETURN NEW;
END $$;
"""
_POSTGRESQL_GONE: Final = (
    "DROP FUNCTION IF EXISTS journal_refuse, journal_open_day, journal_go_on CASCADE"
)

_ON_POSTGRESQL: Final = {
    "journal_entry_open_day": "BEFORE INSERT ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_open_day()",
    "journal_head_goes_on": "BEFORE UPDATE ON journal_head FOR EACH ROW EXECUTE FUNCTION journal_go_on()",
    "journal_head_stays": "BEFORE DELETE ON journal_head FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
    **{
        f"{table}_stays": f"BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION journal_refuse()"
        for table in _KEPT
    },
    **{
        f"{table}_is_not_emptied": f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()"
        for table in (*_KEPT, "journal_head")
    },
}


def _on_sqlite(event: str, refusal: str, *, when: str = "1") -> str:
    return f"BEFORE {event} WHEN {when} BEGIN SELECT RAISE(ABORT, '{refusal}'); END"


_REFUSED: Final = "journal: what was recorded is never altered"
_ON_SQLITE: Final = {
    "journal_entry_open_day": _on_sqlite(
        "INSERT ON journal_entry",
        CLOSED,
        when="EXISTS (SELECT 1 FROM journal_anchor WHERE day >= date(NEW.at))",
    ),
    # INSERT OR REPLACE removes a row without asking the trigger for DELETE.
    "journal_entry_is_not_replaced": _on_sqlite(
        "INSERT ON journal_entry",
        _REFUSED,
        when="EXISTS (SELECT 1 FROM journal_entry WHERE chain = NEW.chain AND number = NEW.number)",
    ),
    "journal_anchor_is_not_replaced": _on_sqlite(
        "INSERT ON journal_anchor",
        _REFUSED,
        when="EXISTS (SELECT 1 FROM journal_anchor WHERE day = NEW.day)",
    ),
    "journal_head_goes_on": _on_sqlite(
        "UPDATE ON journal_head",
        "journal: a head goes on by one",
        when="NEW.chain <> OLD.chain OR NEW.number <> OLD.number + 1",
    ),
    "journal_head_is_not_removed": _on_sqlite("DELETE ON journal_head", _REFUSED),
    **{f"{one}_is_not_altered": _on_sqlite(f"UPDATE ON {one}", _REFUSED) for one in _KEPT},
    **{f"{one}_is_not_removed": _on_sqlite(f"DELETE ON {one}", _REFUSED) for one in _KEPT},
}

_STANDING_ON_POSTGRESQL: Final = """
    SELECT tgname FROM pg_trigger
    WHERE tgenabled IN ('O', 'A') AND tgrelid IN (
        'journal_entry'::regclass, 'journal_head'::regclass, 'journal_anchor'::regclass
    )
"""
_STANDING_ON_SQLITE: Final = "SELECT name FROM sqlite_master WHERE type = 'trigger'"


def laid(vendor: str) -> list[str]:
    """The statements that lay the triggers on the tables of the journal."""
    if vendor == "postgresql":
        return [_POSTGRESQL, *_created(_ON_POSTGRESQL)]
    return _created(_ON_SQLITE)


def lifted(vendor: str) -> list[str]:
    """The statements that take them away: for a migration backwards."""
    if vendor == "postgresql":
        return [_POSTGRESQL_GONE]
    return [f"DROP TRIGGER IF EXISTS {name}" for name in _ON_SQLITE]


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The triggers that do not stand, or do not work at present."""
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute(_STANDING_ON_POSTGRESQL if is_postgresql else _STANDING_ON_SQLITE)
        standing = {name for (name,) in cursor.fetchall()}
    return sorted((_ON_POSTGRESQL if is_postgresql else _ON_SQLITE).keys() - standing)


def _created(triggers: dict[str, str]) -> list[str]:
    return [f"CREATE TRIGGER {name} {body}" for name, body in triggers.items()]
