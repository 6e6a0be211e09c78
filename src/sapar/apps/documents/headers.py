"""With which headers a file leaves the house: to be saved, never to be run."""

from __future__ import annotations

from django.utils.http import content_disposition_header

from sapar.apps.documents.models import File
from sapar.apps.documents.queries import name_of


def headers_of(file: File) -> dict[str, str]:
    """For the response that streams ``open_file``; a view adds none and takes none away.

    The browser saves the file and does not guess its type; should it show it all the same, it is
    in a sandbox without scripts, forms and network. Nothing keeps a copy. Raises ErasedError.
    """
    disposition = content_disposition_header(as_attachment=True, filename=name_of(file))
    return {
        "Content-Type": file.media_type,
        "Content-Length": str(file.size),
        "Content-Disposition": disposition or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
    }
