"""What a test may ask for (a browser, another clock, PostgreSQL, Spark), and when it may do without."""

import importlib.util
import os
import shutil
from functools import cache

import pytest

os.environ.setdefault("SAPAR_ENV", "development")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sapar.config.settings")

POSTGRES_URL = os.environ.get(
    "DATABASE_URL_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres"
)


def pytest_configure() -> None:
    """Start Django, unless it is not installed: the core's tests run without it."""
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        _go_on_only_with_postgres()
    if importlib.util.find_spec("django"):
        import django

        django.setup()
        _let_the_journal_be_emptied_between_tests()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose server is not here. In CI it fails: nothing goes untested unnoticed."""
    for marker, missing in _MISSING.items():
        if item.get_closest_marker(marker) is None:
            continue
        if reason := missing():
            pytest.fail(reason, pytrace=False) if os.environ.get("CI") else pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Return the path of the browser. A test that asks for it is marked `browser`."""
    path = shutil.which("chromium")
    assert path is not None, "mark this test with @pytest.mark.browser"
    return path


@pytest.fixture(scope="session")
def postgres_url() -> str:
    """Return the address of a server that may make databases. Mark the test `postgres`."""
    return POSTGRES_URL


def _let_the_journal_be_emptied_between_tests() -> None:
    """A test with real transactions empties every table behind it: the triggers step aside for that."""
    from django.db import connection
    from django.test import TransactionTestCase

    from sapar.apps.journal.triggers import laid, lifted

    emptied = TransactionTestCase._fixture_teardown

    def teardown(case: TransactionTestCase) -> None:
        with connection.cursor() as cursor:
            for statement in lifted(connection.vendor):
                cursor.execute(statement)
        emptied(case)
        with connection.cursor() as cursor:
            for statement in laid(connection.vendor):
                cursor.execute(statement)

    TransactionTestCase._fixture_teardown = teardown


def _go_on_only_with_postgres() -> None:
    """The run on PostgreSQL ends in one line where there is no server; in CI that is a failure."""
    if reason := _why_no_postgres():
        said = f"The tests on PostgreSQL were skipped: {reason}"
        pytest.exit(said, returncode=1 if os.environ.get("CI") else 0)


@cache
def _why_no_browser() -> str | None:
    if shutil.which("chromium") is None:
        return "Chromium is not installed: make browser"
    return None


@cache
def _why_no_clamd() -> str | None:
    if shutil.which("clamd") is None:
        return "ClamAV's daemon is not installed: make scanner"
    return None


@cache
def _why_no_postgres() -> str | None:
    import psycopg  # here, because the core's tests run where no driver is installed

    try:
        psycopg.connect(POSTGRES_URL, connect_timeout=3).close()
    except psycopg.OperationalError as error:
        return f"no PostgreSQL at DATABASE_URL_POSTGRES or on 127.0.0.1:5432: {error}"
    return None


@cache
def _why_no_spark() -> str | None:
    if shutil.which("java") is None:
        return "Java is not installed"
    if importlib.util.find_spec("pyspark") is None:
        return "Spark is not installed: make spark"
    return None


@cache
def _why_no_faketime() -> str | None:
    if shutil.which("faketime") is None:
        return "faketime is not installed: apt-get install faketime"
    return None


_MISSING = {
    "browser": _why_no_browser,
    "clamd": _why_no_clamd,
    "faketime": _why_no_faketime,
    "postgres": _why_no_postgres,
    "spark": _why_no_spark,
}
