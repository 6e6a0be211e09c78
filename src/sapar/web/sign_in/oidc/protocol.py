"""What is checked of an answer: issuer, audience, signature, algorithm, age, nonce, and whose data it is."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any, Final

import jwt
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest
from django.urls import reverse

ALGORITHMS: Final = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
)
"""Signatures with a public key. “none”, and keys that both sides share, are refused."""


def nonce_of(verifier: str) -> str:
    """The nonce that belongs to a verifier: whoever sees the nonce does not learn the verifier."""
    return hashlib.sha256(f"nonce:{verifier}".encode()).hexdigest()


class SignOnError(OAuth2Error):
    """The answer of a state's sign-on cannot be believed; the page says so, the log says why."""


class StateProtocol(OpenIDConnectOAuth2Adapter):
    """Talks to one provider."""

    _nonce = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says of itself; it must call itself by the name that we configured."""
        found: dict[str, Any] = super().openid_config
        expected = self.get_provider().app.settings["server_url"]
        if found.get("issuer") != expected:
            raise SignOnError(f"The provider calls itself {found.get('issuer')}, not {expected}.")
        return found

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:  # noqa: ARG002  allauth's signature
        """The one address, without a language, that the provider must know."""
        path = reverse("openid_connect_callback", kwargs={"provider_id": self.provider_id})
        return request.build_absolute_uri(path)

    def get_access_token_data(
        self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: str | None = None
    ) -> dict[str, Any]:
        """Exchange the code, and remember which nonce must come back."""
        if not pkce_code_verifier:
            raise SignOnError("Nothing was asked of the provider with that state.")
        if request.GET.get("iss", self.openid_config["issuer"]) != self.openid_config["issuer"]:
            raise SignOnError("The answer comes from another issuer.")
        self._nonce = nonce_of(pkce_code_verifier)
        data: dict[str, Any] = super().get_access_token_data(
            request, app, client, pkce_code_verifier=pkce_code_verifier
        )
        return data

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """Who it is: what the signed token says, and of the rest only what is said of the same person."""
        signed = kwargs["response"].get("id_token")
        if not signed:
            raise SignOnError("The answer holds no identity token.")
        told = self._decode_id_token(app, signed)
        if not hmac.compare_digest(str(told.get("nonce", "")), self._nonce):
            raise SignOnError("The nonce is not ours.")
        data = {"id_token": told}
        if "userinfo_endpoint" in self.openid_config:
            data["userinfo"] = self._fetch_user_info(token.token)
            if data["userinfo"].get("sub") != told["sub"]:
                raise SignOnError("The data are those of somebody else.")
        return self.get_provider().sociallogin_from_response(request, data)

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        try:
            algorithm = jwt.get_unverified_header(id_token).get("alg")
        except jwt.PyJWTError as error:
            raise SignOnError("The identity token cannot be read.") from error
        if algorithm not in ALGORITHMS:
            raise SignOnError(f"The algorithm {algorithm} is not accepted.")
        told: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        if not told.get("sub") or "exp" not in told:
            raise SignOnError("The identity token lacks who it is about, or its end.")
        return told
