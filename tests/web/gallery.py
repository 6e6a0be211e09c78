"""A page that shows every component once, for tests to look at."""

from datetime import date

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path
from django.utils.translation import get_language

from sapar.web.public.components import (
    Choice,
    DateInput,
    ErrorLink,
    Radios,
    Row,
    Select,
    Source,
    Task,
    TextInput,
)
from sapar.web.public.months import Mark, calendar_of

PAGE = """{% extends "public/base.html" %}{% block title %}Gallery{% endblock %}
{% block before %}{% include "public/components/back.html" with url="/" %}{% endblock %}
{% block content %}<div class="column">
{% include "public/components/error_summary.html" %}
{% include "public/components/outcome.html" with title="Қатыса аласыз" text="하루" look="good" sign="safe-last" %}
<form>{% for field in fields %}{% include field.0 with field=field.1 %}{% endfor %}
<div class="buttons"><button class="button">Continue</button>
<button class="button button--second">Second</button></div></form>
{% include "public/components/details.html" with summary="More" text="Some more" %}
{% include "public/components/summary_list.html" %}
{% include "public/components/task_list.html" %}
{% include "public/components/warning.html" with text="Filing is free." %}
{% include "public/components/notice.html" with title="Notice" text="Good to know" id="notice" %}
{% for look in looks %}{% include "public/components/tag.html" with text=look %} {% endfor %}
<h2>Dates</h2>{% include "public/components/calendar.html" %}
<h2>Steps</h2><ol class="steps"><li>One</li><li>Two</li></ol>
{% include "public/components/source.html" %}
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


def gallery(request: HttpRequest) -> HttpResponse:
    """Draw everything, each form field with and without its mistake."""
    choices = (
        Choice(value="yes", text="Иә", is_chosen=True),
        Choice(value="no", text="Жоқ", hint="Егер сенімді болсаңыз"),
        Choice(value="unknown", text="Білмеймін", is_apart=True),
    )
    folder = "public/components"
    said = {"question": "Қай күні кірдіңіз?", "hint": "Мысалы, 27 3 2024", "error": "Күнді жазыңыз"}
    context = {
        "errors": [ErrorLink(text="Write the day", field_id="entered-day")],
        "fields": [
            (f"{folder}/radios.html", Radios(name="a", question="Бір?", choices=choices)),
            (
                f"{folder}/radios.html",
                Radios(
                    name="b", question="2?", choices=choices, allows_many=True, is_heading=False
                ),
            ),
            (
                f"{folder}/date_input.html",
                DateInput(name="entered", wrong=frozenset({"day"}), is_heading=False, **said),
            ),
            (f"{folder}/text_input.html", TextInput(name="n", width=4, is_heading=False, **said)),
            (
                f"{folder}/select.html",
                Select(name="s", question="Ел?", choices=choices, is_heading=False),
            ),
        ],
        "rows": [
            Row(key="Entry", value="27 March 2024", change_url="/en/"),
            Row(key="Passport", value="Yes", name="passport"),
        ],
        "tasks": [
            Task(text="Buy a ticket", status="Done", look="good"),
            Task(text="Notify", status="Open", look="warn", url="/en/", hint="At the office"),
        ],
        "looks": ["good", "bad", "warn", "sky", "quiet"],
        "calendar": calendar_of(MARKS, language=get_language() or "en"),
        "source": Source(publisher="Ministry", published="2025", url="https://example.org/a"),
    }
    template = engines["django"].from_string(
        PAGE.replace("with text=look", "with text=look look=look")
    )
    return HttpResponse(template.render(context, request))


urlpatterns = i18n_patterns(
    path("", include("sapar.web.public.urls")), path("gallery/", gallery, name="gallery")
)
handler404 = "sapar.web.public.errors.not_found"
