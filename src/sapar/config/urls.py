"""Every page's address begins with its language, so that a link opens in the language it was shared in."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from sapar.api.v1 import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("sign-in/state/", include("sapar.web.sign_in.oidc.urls")),
    *i18n_patterns(
        path("sign-in/", include("sapar.web.sign_in.urls")),
        path("desk/", include("sapar.web.officer.urls")),
        path("my/", include("sapar.web.citizen.urls")),
        path("", include("sapar.web.public.urls")),
    ),
]

handler404 = "sapar.web.frame.errors.not_found"
handler500 = "sapar.web.frame.errors.server_error"
