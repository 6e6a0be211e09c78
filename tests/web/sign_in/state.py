"""A state's own sign-on as a process of its own: an OpenID Connect provider that can misbehave.

`python state.py PORT MISCHIEF`. It signs on whoever comes, with the `sub` and `email` given in the
environment (SUB, EMAIL, EMAIL_VERIFIED), and keeps to the protocol but for the mischief.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

PORT, MISCHIEF = (int(sys.argv[1]), sys.argv[2]) if __name__ == "__main__" else (0, "")
ISSUER = f"http://127.0.0.1:{PORT}"
CLIENT, SECRET = "sapar", "a-secret-between-two-states"
FAR = 4_102_444_800
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PERSON = {
    "sub": os.environ.get("SUB", ""),
    "email": os.environ.get("EMAIL", ""),
    "email_verified": os.environ.get("EMAIL_VERIFIED") == "yes",
    "name": "Marat",
}
asked: dict[str, dict[str, str]] = {}


class Provider(BaseHTTPRequestHandler):
    """Discovery, authorization, token, keys and data of the person."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        if url.path == "/.well-known/openid-configuration":
            self.tell(configuration())
        elif url.path == "/authorize":
            self.authorize(query)
        elif url.path == "/keys":
            public = jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True)
            self.tell({"keys": [{**public, "kid": "1", "alg": "RS256", "use": "sig"}]})
        elif url.path == "/userinfo":
            wrong = {"sub": "somebody-else"} if MISCHIEF == "other-person" else {}
            self.tell({**PERSON, **wrong})
        else:
            self.send_error(404)

    def authorize(self, query: dict[str, str]) -> None:
        """Sign the person on and send the browser back with a code; or say what was not asked well."""
        wanted = {"response_type": "code", "client_id": CLIENT, "code_challenge_method": "S256"}
        missing = [name for name in ("state", "nonce", "code_challenge") if name not in query]
        if missing or any(query.get(name) != value for name, value in wanted.items()):
            self.send_error(400, f"not asked well: {missing}")
            return
        code = secrets.token_urlsafe()
        asked[code] = query
        answer = {"code": code, "state": query["state"], "iss": ISSUER}
        if MISCHIEF == "other-iss":
            answer["iss"] = "http://127.0.0.1:1"
        if MISCHIEF == "refuses":
            answer = {"error": "access_denied", "state": query["state"]}
        self.send_response(302)
        self.send_header("Location", f"{query['redirect_uri']}?{urlencode(answer)}")
        self.end_headers()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        query = asked.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if query is None or challenge != query["code_challenge"]:
            self.send_error(400, "no proof")
        elif (form.get("client_id"), form.get("client_secret")) != (CLIENT, SECRET):
            self.send_error(401)
        else:
            self.tell({"access_token": "a", "token_type": "Bearer", **token(query["nonce"])})

    def tell(self, what: dict[str, Any]) -> None:
        """Answer in JSON."""
        body = json.dumps(what).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def configuration() -> dict[str, Any]:
    """What the provider says of itself."""
    return {
        "issuer": "http://127.0.0.1:1" if MISCHIEF == "other-name" else ISSUER,
        "authorization_endpoint": f"{ISSUER}/authorize",
        "token_endpoint": f"{ISSUER}/token",
        "userinfo_endpoint": f"{ISSUER}/userinfo",
        "jwks_uri": f"{ISSUER}/keys",
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
    }


def token(nonce: str) -> dict[str, str]:
    """The identity token, spoilt as the mischief wants."""
    said = {"iss": ISSUER, "aud": CLIENT, "sub": PERSON["sub"], "nonce": nonce, "exp": FAR}
    said |= {
        "other-issuer": {"iss": "http://127.0.0.1:1"},
        "other-audience": {"aud": "somebody-else"},
        "other-nonce": {"nonce": "0" * 64},
        "too-old": {"exp": 1_000_000_000},
    }.get(MISCHIEF, {})
    if MISCHIEF == "no-token":
        return {}
    if MISCHIEF == "no-nonce":
        del said["nonce"]
    key: Any = OTHER_KEY if MISCHIEF == "other-key" else KEY
    algorithm = "RS256"
    if MISCHIEF == "none":
        key, algorithm = None, "none"
    if MISCHIEF == "shared-key":
        key, algorithm = SECRET * 2, "HS256"
    return {"id_token": jwt.encode(said, key, algorithm=algorithm, headers={"kid": "1"})}


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", PORT), Provider).serve_forever()
