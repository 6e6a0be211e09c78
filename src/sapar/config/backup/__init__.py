"""All of a site in one folder, and back: the database, the sealed files, and what proves that it is whole.

The master keys are not in it, on purpose: whoever finds a backup can read nothing.
"""

from sapar.config.backup.making import back_up
from sapar.config.backup.restoring import restore

__all__ = ["back_up", "restore"]
