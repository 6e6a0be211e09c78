"""What is said of files that come in or cannot be opened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

from sapar.web.frame.error_words.words import Words

FILES: Final[Mapping[str, Words]] = {
    "file_unknown": Words(
        _("There is no such file, or it is not for you."), _("Go back and choose another one.")
    ),
    "file_not_open.quarantined": Words(
        _("This file still waits to be checked for harm."), _("Try again in a few minutes.")
    ),
    "file_not_open.refused": Words(
        _("Something harmful was found in this file. It was not kept."),
        _("Send the document again from another device, or as a photo."),
    ),
    "file_not_open.erased": Words(_("This file was erased. Nobody can open it any more.")),
    "file_kind": Words(
        _("We do not know this kind of document: “%(kind)s”."),
        _("Choose one of the list."),
        "kind",
    ),
    "file_too_large": Words(
        _("The file is larger than %(megabytes)s MB."),
        _("Take the picture at a lower quality, or send the pages one by one."),
        "file",
    ),
    "file_empty": Words(_("The file is empty."), _("Choose it again."), "file"),
    "file_type": Words(
        _(
            "By its content this file is of a type that we do not take here, whatever its name says."
        ),
        _("Send one of these types: %(allowed)s. A phone can save a picture as JPG."),
        "file",
    ),
    "file_broken": Words(
        _("The file is damaged: it cannot be read to its end."),
        _("Open it yourself, and send a new copy."),
        "file",
    ),
    "file_too_many_pixels": Words(
        _("The picture has more than %(millions)s million pixels."),
        _("Take it at a lower resolution."),
        "file",
    ),
    "file_moving_picture": Words(
        _("There is more than one picture in the file."), _("Send a single picture."), "file"
    ),
    "file_locked": Words(
        _("The PDF is protected by a password."),
        _("Save it without one, or send a picture."),
        "file",
    ),
    "file_too_many_pages": Words(
        _("The PDF has too many pages: %(pages)s. At most %(most)s are taken."),
        _("Send only the pages that matter."),
        "file",
    ),
    "file_active": Words(
        _("There is a program or another file inside the PDF."),
        _("Print it to a new PDF, or send a picture."),
        "file",
    ),
    "file_photo_proportion": Words(
        _("The photo is %(width)s × %(height)s pixels. It must be 3.5 wide to 4.5 high."),
        _("Cut it: at that width, to a height of %(right_height)s."),
        "file",
    ),
    "file_photo_small": Words(
        _("The photo has %(width)s × %(height)s pixels, too few to print."),
        _("Send one of %(least_width)s × %(least_height)s pixels or more."),
        "file",
    ),
    "file_not_stored": Words(
        _("The file could not be kept just now."), _("Try again in a few minutes."), "file"
    ),
}
