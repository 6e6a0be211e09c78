"""Let the database refuse to alter what was recorded.

On SQLite a later migration that alters a column makes the table anew, without its triggers: it must
lay them again. `sapar journal verify` says when they are missing.
"""

from typing import Any

from django.db import migrations

from sapar.apps.journal.triggers import laid, lifted


def lay(apps: Any, schema_editor: Any) -> None:
    for statement in laid(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def lift(apps: Any, schema_editor: Any) -> None:
    for statement in lifted(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(lay, lift)]
