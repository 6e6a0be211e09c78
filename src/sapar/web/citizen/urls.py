"""The addresses of the citizen's door."""

from django.urls import path

from . import home
from .beginning import registering
from .beginning import views as beginning
from .data import views as data
from .messages import views as messages
from .papers import printing
from .papers import views as papers
from .plan import answers, certificate, holds, moves
from .plan import views as plan

app_name = "citizen"
urlpatterns = [
    path("", home.home, name="home"),
    path("begin/<slug:instrument>/", beginning.begin, name="begin"),
    path("begin/<slug:instrument>/name/", registering.name, name="name"),
    path("begin/<slug:instrument>/passport/", registering.passport, name="passport"),
    path("begin/<slug:instrument>/born/", registering.born, name="born"),
    path("begin/<slug:instrument>/citizenship/", registering.citizenship, name="citizenship"),
    path("begin/<slug:instrument>/you/", registering.you, name="you"),
    path("begin/<slug:instrument>/check/", beginning.check, name="check"),
    path("begin/<slug:instrument>/children/", beginning.children, name="children"),
    path("begin/<slug:instrument>/children/add/", beginning.add_child, name="add_child"),
    path("begin/<slug:instrument>/confirm/", beginning.confirm, name="confirm"),
    path("data/", data.data, name="data"),
    path("data/<uuid:person>/looks/", data.looks, name="looks"),
    path("data/<uuid:person>/download/", data.download, name="download"),
    path("data/<uuid:person>/erase/", data.erase, name="erase"),
    path("<str:number>/", plan.plan, name="plan"),
    path("<str:number>/step/<slug:move>/", moves.move, name="move"),
    path("<str:number>/stop/<slug:hold>/", holds.hold, name="hold"),
    path("<str:number>/answers/", answers.answers, name="answers"),
    path("<str:number>/answers/<str:fact>/", answers.tell, name="tell"),
    path("<str:number>/certificate/", certificate.certificate, name="certificate"),
    path("<str:number>/papers/", papers.papers, name="papers"),
    path("<str:number>/papers/<slug:need>/", papers.send, name="send"),
    path("<str:number>/files/<uuid:file>/", papers.file, name="file"),
    path("<str:number>/print/<slug:form>/", printing.paper, name="print"),
    path("<str:number>/messages/", messages.messages, name="messages"),
]
