"""What is said of machine-readable zones, and of each field of one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

from sapar.web.frame.error_words.words import Words

_DOES_NOT_FIT: Final = _("This cannot be written into the machine-readable zone: %(field)s.")

ZONES: Final[Mapping[str, Words]] = {
    "zone_shape": Words(
        _("These are not the lines of a machine-readable zone."),
        _(
            "It has 2 lines of 44 or 36 characters, or 3 lines of 30. "
            "Type them as they stand at the foot of the page, with every <."
        ),
        "mrz",
    ),
    "zone_line_missing": Words(
        _("Line %(line)s of the machine-readable zone is missing."),
        _("Type all lines at the foot of the page."),
        "mrz",
    ),
    "zone_value.format": Words(
        _("There is no machine-readable zone of this format."),
        _("Choose another kind of document."),
    ),
    "zone_value.empty": Words(_DOES_NOT_FIT, _("It is empty: write it.")),
    "zone_value.too_long": Words(_DOES_NOT_FIT, _("It is too long: write it shorter.")),
    "zone_value.no_place": Words(_DOES_NOT_FIT, _("This kind of document has no place for it.")),
    "zone_value.visa": Words(
        _DOES_NOT_FIT, _("The codes of visas begin with V, and no others do.")
    ),
    "zone_value.code": Words(_DOES_NOT_FIT, _("Write the code in capital Latin letters.")),
    "zone_value.signs": Words(_DOES_NOT_FIT, _("Write only letters from A to Z and digits.")),
    "zone_value.sex": Words(_DOES_NOT_FIT, _("Write F, M or X.")),
    "zone_value.letters": Words(_DOES_NOT_FIT, _("Write it with letters.")),
    "zone_doubt.check": Words(
        _("In the machine-readable zone the check digit does not fit: %(field)s."),
        _("Compare it with the document, sign by sign: O and 0 look alike, so do I and 1."),
        "mrz",
    ),
    "zone_doubt.unusable": Words(
        _("In the machine-readable zone this cannot be read: %(field)s."),
        _("Compare it with the document, sign by sign."),
        "mrz",
    ),
    "zone_doubt.differs": Words(
        _("The machine-readable zone says something else than what was written: %(field)s."),
        _("Compare both with the document."),
        "mrz",
    ),
}

FIELDS: Final[Mapping[str, str]] = {
    "document_code": _("code of the document"),
    "issuer": _("issuing state"),
    "names": _("surname and given names"),
    "number": _("number of the document"),
    "nationality": _("nationality"),
    "born": _("date of birth"),
    "sex": _("sex"),
    "expires": _("last day of validity"),
    "valid_until": _("last day of validity"),
    "optional": _("additional data"),
    "optional_2": _("additional data"),
    "composite": _("last digit of the whole zone"),
    "format": _("kind of the document"),
}
"""Each field of a zone, as a word in a sentence."""
