"""The address that a state's sign-on must know. It has no language: it is written down over there."""

from django.urls import path

from . import views

urlpatterns = [
    path("<slug:provider_id>/back/", views.callback, name="openid_connect_callback"),
]
