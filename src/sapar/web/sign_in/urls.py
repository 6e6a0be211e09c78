"""The addresses of the sign-in door. The names are allauth's: it leads from page to page by them."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.usersessions import views as sessions
from django.contrib.auth.decorators import login_required
from django.urls import path, re_path

from . import codes, views
from .oidc import views as oidc

urlpatterns = [
    # The way in.
    path("", codes.request_code, name="account_request_login_code"),
    path("code/", codes.confirm_code, name="account_confirm_login_code"),
    path("new/", views.to_entrance, name="account_signup"),
    path("officers/", account.login, name="account_login"),
    path("passkey/", views.sign_in_with_passkey, name="mfa_login_webauthn"),
    path("second/", views.second_factor, name="mfa_authenticate"),
    path("address/", account.email_verification_sent, name="account_email_verification_sent"),
    path("closed/", account.account_inactive, name="account_inactive"),
    path("state/<slug:provider_id>/", oidc.begin, name="openid_connect_login"),
    path("state-cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("state-error/", social.login_error, name="socialaccount_login_error"),
    # A forgotten password.
    path("password/forgotten/", account.password_reset, name="account_reset_password"),
    path("password/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    # Who is in.
    path("out/", account.logout, name="account_logout"),
    path("ways/", views.overview, name="mfa_index"),
    path("ways/", views.overview, name="account_email"),
    path("devices/", sessions.list_usersessions, name="usersessions_list"),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    path("again/code/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("again/passkey/", views.passkey_again, name="mfa_reauthenticate_webauthn"),
    path("password/set/", views.set_password, name="account_set_password"),
    path("password/change/", views.change_password, name="account_change_password"),
    path("app/", views.add_app, name="mfa_activate_totp"),
    path("app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("passkeys/", views.to_overview, name="mfa_list_webauthn"),
    path("passkeys/add/", views.add_passkey, name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/name/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", views.remove_passkey, name="mfa_remove_webauthn"),
    path("recovery/", login_required(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "recovery/new/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
]
