"""The addresses of the desk."""

from django.urls import path

from sapar.web.officer.case import document_views as documents
from sapar.web.officer.case import fact_views as facts
from sapar.web.officer.case import views as case
from sapar.web.officer.glass import views as glass
from sapar.web.officer.lists import views as lists
from sapar.web.officer.opening import views as opening
from sapar.web.officer.search import views as search

app_name = "officer"
_CASE = "cases/<str:number>/"
urlpatterns = [
    path("", lists.today, name="today"),
    path("mine/", lists.mine, name="mine"),
    path("all/", lists.post, name="post"),
    path("news/", lists.news, name="news"),
    path("proposals/", lists.proposals, name="proposals"),
    path("referrals/", lists.referrals, name="referrals"),
    path("search/", search.search, name="search"),
    path("new/", opening.opening, name="opening"),
    path("new/<slug:instrument>/<slug:procedure>/", opening.new_case, name="new_case"),
    path("emergency/", glass.glass, name="glass"),
    path("help/", lists.help_page, name="help"),
    path(_CASE, case.case, name="case"),
    path(f"{_CASE}history/", case.history, name="history"),
    path(f"{_CASE}moves/<slug:name>/", case.move, name="move"),
    path(f"{_CASE}holds/<slug:name>/", case.hold, name="hold"),
    path(f"{_CASE}messages/", case.message, name="message"),
    path(f"{_CASE}messages/read/", case.read, name="read"),
    path(f"{_CASE}officer/", case.officer, name="give"),
    path(f"{_CASE}referrals/", case.refer, name="refer"),
    path(f"{_CASE}referrals/<int:referral>/", case.answer, name="answer"),
    path(f"{_CASE}proposals/<int:proposal>/", case.proposal, name="proposal"),
    path(f"{_CASE}law/", case.law, name="law"),
    path(f"{_CASE}facts/", facts.facts, name="facts"),
    path(f"{_CASE}documents/", documents.documents, name="documents"),
    path(f"{_CASE}documents/original/", documents.original, name="original"),
    path(f"{_CASE}documents/<int:evidence>/", documents.verdict, name="verdict"),
    path(f"{_CASE}files/<uuid:file>/", documents.file, name="file"),
    path(f"{_CASE}papers/<slug:form>/", documents.paper, name="paper"),
    path(f"{_CASE}kinship/", case.kinship, name="kinship"),
]
