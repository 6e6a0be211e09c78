"""How a file comes in with a form: never under a name on the disk, and never more of it than is taken.

Django's own temporary file has a name and lies there in plain after a kill; this one vanishes with the
process. A form that is too large is refused by its length, before anything of it is read.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import wraps
from typing import IO, Any, Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

__all__ = ["NamelessUpload", "takes_files"]

_FORM: Final = 128 * 1024
"""Bytes of a form beside its file: the fields, and what stands between them."""

View = Callable[..., HttpResponseBase]


class NamelessUpload(FileUploadHandler):
    """Spools each file to a nameless temporary file."""

    file: IO[bytes]

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.file = tempfile.TemporaryFile()  # noqa: SIM115  closed with the request

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece."""
        del start
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[Any]:
        """The whole file, to be read from its beginning."""
        self.file.seek(0)
        return UploadedFile(
            file=self.file,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )

    def upload_interrupted(self) -> None:
        """Forget what has come so far."""
        if "file" in self.__dict__:
            self.file.close()


def takes_files(refusal: View) -> Callable[[View], View]:
    """A view that takes a file with its form; one that is too large gets the page of ``refusal`` instead.

    The length is looked at before the fields: even the token against forgery stands in the form that
    would have to be read. The refusal changes nothing, so it needs none.
    """

    def taking(view: View) -> View:
        protected = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            chosen = refusal if is_too_large(request) else protected
            return chosen(request, *args, **kwargs)

        return guarded

    return taking


def is_too_large(request: HttpRequest) -> bool:
    """Whether the form is longer than one file that is taken, and its fields."""
    limit: int = settings.SAPAR_UPLOAD_LIMIT
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return True
    return request.method == "POST" and length > limit + _FORM
