"""Letters and forms of an instrument as PDF: a pure function of the shelf, the values and the instant."""

from sapar.instruments.forms.facts import told_in, values_from
from sapar.instruments.forms.form import Form, FormError
from sapar.instruments.forms.press import form_of, forms_of, pdf_of
from sapar.instruments.forms.values import FormValueError, value_names

__all__ = [
    "Form",
    "FormError",
    "FormValueError",
    "form_of",
    "forms_of",
    "pdf_of",
    "told_in",
    "value_names",
    "values_from",
]
