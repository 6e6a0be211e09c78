"""What all templates may say: `_`, `address`, `cells`, `static`, dates in words, and a form's questions."""

from functools import cache, partial
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.module_loading import import_string
from django.utils.translation import gettext, ngettext, override
from jinja2 import Environment, StrictUndefined, Template, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from sapar.web.frame import dates
from sapar.web.frame.addresses import address
from sapar.web.frame.cells import cells
from sapar.web.frame.forms import asked, news, problems
from sapar.web.frame.shelf import language

__all__ = ["Environments", "drawn"]


class Environments:
    """Jinja's environment, one for each language: so no sentence has to ask in which one it is said.

    Django makes this once, and asks it for the templates. A door that lets its templates call more
    says so in the settings: `"functions": ["sapar.web.<door>.…"]`.
    """

    def __init__(self, **options: Any) -> None:
        found = [import_string(path) for path in options.pop("functions", ())]
        options["functions"] = {function.__name__: function for function in found}
        self._made = {code: _environment(code, options) for code, _ in settings.LANGUAGES}

    def get_template(self, name: str) -> Template:
        """The template of that name, in the reader's language."""
        return self._made[language()].get_template(name)

    def from_string(self, source: str) -> Template:
        """A template that lies in no file, in the reader's language."""
        return self._made[language()].from_string(source)


def _environment(code: str, options: dict[str, Any]) -> Environment:
    """A name that nobody gave is an error here, not an empty text."""
    found = _Environment(
        loader=options["loader"],
        auto_reload=options["auto_reload"],
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    sentence = partial(_sentence, code)
    found.globals |= {
        "_": sentence,
        "gettext": cache(sentence),
        "ngettext": ngettext,
        "address": partial(address, language=code),
        "asked": asked,
        "cells": cells,
        "news": news,
        "problems": problems,
        "static": static,
        **options["functions"],
    }
    found.filters |= {
        "fromiso": dates.fromiso,
        "longdate": partial(dates.longdate, language=code),
        "moment": partial(dates.moment, language=code),
        "plaindate": partial(dates.plaindate, language=code),
        "shortday": partial(dates.shortday, language=code),
    }
    return found


class _Environment(Environment):
    """Says `_("…")` and `static("…")` when it reads a template, not again for every page."""

    def compile(self, source: Any, *args: Any, **options: Any) -> Any:
        if isinstance(source, str):
            source = _Said(self).visit(self.parse(source, *args[:2]))
        return super().compile(source, *args, **options)


class _Said(NodeTransformer):
    """Puts the text in the place of each call that always gives the same text."""

    def __init__(self, environment: Environment) -> None:
        self._say: dict[str, Any] = {name: environment.globals[name] for name in ("_", "static")}

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802  Jinja's name
        self.generic_visit(node)
        match node:
            case nodes.Call(node=nodes.Name(name=name), args=[nodes.Const(value=said)]):
                if name in self._say:
                    return nodes.TemplateData(
                        str(escape(self._say[name](said))), lineno=node.lineno
                    )
        return node


def _sentence(code: str, message: str) -> Markup:
    """A sentence of a template, in one language. Translations are ours, and may hold tags."""
    with override(code):
        return Markup(gettext(message))  # noqa: S704  nothing in it was written by a person


def drawn(template: str, **context: Any) -> Markup:
    """A part of a page as HTML, drawn apart from it so that it can be kept."""
    return Markup(render_to_string(template, context))  # noqa: S704  the template escapes what it shows
