"""A page that shows every component once, for tests to look at."""

from datetime import date

from django import forms
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path
from django.utils.translation import get_language

from sapar.web.frame.charts import Bar, Chart
from sapar.web.frame.components import (
    Choice,
    DateInput,
    ErrorLink,
    NavigationLink,
    Radios,
    Row,
    Select,
    Source,
    Task,
    TextInput,
)
from sapar.web.frame.months import Mark, calendar_of

PAGE = """{% extends "frame/base.html" %}
{% from "frame/components.html" import back, calendar, cited, details, notice, outcome %}
{% from "frame/components.html" import ask, navigation, summary_list, tag, task_list, warning %}
{% from "frame/charts.html" import bars %}
{% block title %}Gallery{% endblock %}
{% block style %}<link rel="stylesheet" href="{{ static("frame/door.css") }}">{% endblock %}
{% block navigation %}{{ navigation(links, "Officers") }}{% endblock %}
{% block signed_in %}{% with signed_in="aigul@example.org" %}
{% include "frame/components/signed_in.html" %}{% endwith %}{% endblock %}
{% block before %}{{ back("/") }}{% endblock %}
{% block content %}<div class="column">
{% include "frame/components/error_summary.html" %}
{{ outcome("Қатыса аласыз", "하루", "good", "safe-last") }}
<form>{% for field in fields %}{% include field.template %}{% endfor %}
{{ ask(form["address"], "Your e-mail address", hint="Such as a@example.org", kind="email", autocomplete="email") }}
{{ ask(form["code"], "The code", kind="code", autocomplete="one-time-code") }}
<div class="buttons"><button class="button">Continue</button>
<button class="button button--second">Second</button></div></form>
{{ details("More", "Some more") }}
{{ summary_list(rows) }}
{{ task_list(tasks) }}
{{ warning("Filing is free.") }}
{{ notice("Notice", "Good to know", "notice") }}
{% for look in looks %}{{ tag(look, look) }} {% endfor %}
<h2>Dates</h2>{{ calendar(days) }}
<h2>Steps</h2><ol class="steps"><li>One</li><li>Two</li></ol>
{{ bars(chart) }}
{{ cited(source) }}
</div>{% endblock %}"""

MARKS = {
    **{date(2026, 2, day): frozenset({Mark.OPEN}) for day in range(5, 13)},
    **{
        date(2026, month, day): frozenset({Mark.CLOSED})
        for month, day in [(1, 31), (2, 1), (2, 7), (2, 8), (2, 14), (2, 15), (2, 16), (2, 17)]
    },
    date(2026, 1, 30): frozenset({Mark.TODAY}),
    date(2026, 2, 5): frozenset({Mark.EARLIEST}),
    date(2026, 2, 12): frozenset({Mark.SAFE_LAST}),
    date(2026, 2, 13): frozenset({Mark.LAST}),
    date(2026, 2, 20): frozenset({Mark.DEPART}),
}


class Form(forms.Form):
    """One of Django's forms, with a mistake in it."""

    address = forms.EmailField(error_messages={"invalid": "Write an e-mail address"})
    code = forms.CharField(error_messages={"required": "Write the code"})


def gallery(request: HttpRequest) -> HttpResponse:
    """Draw everything, each form field with and without its mistake."""
    choices = (
        Choice(value="yes", text="Иә", is_chosen=True),
        Choice(value="no", text="Жоқ", hint="Егер сенімді болсаңыз"),
        Choice(value="unknown", text="Білмеймін", is_apart=True),
    )
    said = {"question": "Қай күні кірдіңіз?", "hint": "Мысалы, 27 3 2024", "error": "Күнді жазыңыз"}
    context = {
        "errors": [ErrorLink(text="Write the day", field_id="entered-day")],
        "fields": [
            Radios(name="a", question="Бір?", choices=choices),
            Radios(name="b", question="2?", choices=choices, allows_many=True, is_heading=False),
            DateInput(name="entered", wrong=frozenset({"day"}), is_heading=False, **said),
            TextInput(name="n", width=4, is_heading=False, **said),
            Select(name="s", question="Ел?", choices=choices, is_heading=False),
        ],
        "rows": [
            Row(key="Entry", value="27 March 2024", change_url="/en/"),
            Row(key="Passport", value="Yes", name="passport"),
        ],
        "tasks": [
            Task(text="Buy a ticket", status="Done", look="good"),
            Task(text="Notify", status="Open", look="warn", url="/en/", hint="At the office"),
        ],
        "links": [
            NavigationLink(text="Cases", url="/en/", is_current=True),
            NavigationLink(text="People", url="/en/start/"),
        ],
        "form": Form({"address": "aigul"}),
        "looks": ["good", "bad", "warn", "sky", "quiet"],
        "days": calendar_of(MARKS, language=get_language() or "en"),
        "chart": Chart(
            title="Where the cases stand",
            of_what="State",
            how_many="Cases",
            hidden="fewer than five",
            bars=(Bar("Мерзімі аяқталған іс", 40), Bar("Draft", 7), Bar("Closed", None)),
        ),
        "source": Source(publisher="Ministry", published="2025", url="https://example.org/a"),
    }
    template = engines["jinja2"].from_string(PAGE)
    return HttpResponse(template.render(context, request))


urlpatterns = i18n_patterns(
    path("my/", include("sapar.web.citizen.urls")),
    path("", include("sapar.web.public.urls")),
    path("sign-in/", include("sapar.web.sign_in.urls")),
    path("gallery/", gallery, name="gallery"),
)
handler404 = "sapar.web.frame.errors.not_found"
