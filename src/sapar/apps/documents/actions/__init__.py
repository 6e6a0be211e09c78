"""What is done with files, one function for each verb."""

from sapar.apps.documents.actions.erase import erase_files
from sapar.apps.documents.actions.open import open_file
from sapar.apps.documents.actions.receive import Upload, receive
from sapar.apps.documents.actions.rescan import rescan
from sapar.apps.documents.actions.sweep import sweep

__all__ = ["Upload", "erase_files", "open_file", "receive", "rescan", "sweep"]
