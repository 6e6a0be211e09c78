"""The provider that allauth finds: OpenID Connect with a nonce, and every check of the identity token."""

from __future__ import annotations

from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider

from sapar.web.sign_in.oidc.protocol import StateProtocol, nonce_of


class StateSignOn(OpenIDConnectProvider):
    """A state's own sign-on."""

    oauth2_adapter_class = StateProtocol

    def get_pkce_params(self) -> dict[str, str]:
        """Proof of key exchange, always, and a nonce that is bound to it."""
        params: dict[str, str] = super().get_pkce_params()
        return {**params, "nonce": nonce_of(params["code_verifier"])}


provider_classes = [StateSignOn]
