"""There and back: to a state's own sign-on, and from it."""

from __future__ import annotations

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import activate, get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from requests import RequestException

from sapar.web.sign_in.oidc.protocol import StateProtocol

_LANGUAGE = "sapar_language"


@never_cache
@require_GET
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the provider to sign in. Nothing else is asked of it: an account is never joined here."""
    request.session[_LANGUAGE] = get_language()
    try:
        provider = StateProtocol(request, provider_id).get_provider()
        response: HttpResponse = provider.redirect(
            request, AuthProcess.LOGIN, next_url=get_next_redirect_url(request)
        )
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except (OAuth2Error, RequestException):  # it does not answer, or not as itself
        return HttpResponseRedirect(reverse("socialaccount_login_error"))
    return response


@never_cache
@require_GET
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from the provider, in the language in which one left."""
    activate(request.session.get(_LANGUAGE) or get_language() or "en")
    try:
        view = OAuth2CallbackView.adapter_view(StateProtocol(request, provider_id))
        response: HttpResponse = view(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    return response
