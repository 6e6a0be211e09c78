"""The addresses of the public door."""

from django.urls import path

from . import views
from .interview import views as interview
from .law import views as law

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("start/", interview.start, name="start"),
    path("start/<str:country>/", interview.need, name="need"),
    path("ask/<slug:instrument>/", interview.begin, name="begin"),
    path("ask/<slug:instrument>/<str:fact>/", interview.question, name="question"),
    path("answer/<slug:instrument>/", interview.answer, name="answer"),
    path("answer/<slug:instrument>/calendar.ics", interview.calendar, name="calendar"),
    path("forget/", interview.forget, name="forget"),
    path("law/", law.instruments, name="instruments"),
    path("law/<slug:instrument>/", law.instrument, name="instrument"),
]
