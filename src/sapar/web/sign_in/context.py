"""Who is signed in, for the line that says so on each page behind the sign-in door."""

from django.http import HttpRequest

from sapar.web.sign_in.middleware import is_anybodys


def who_is_in(request: HttpRequest) -> dict[str, str]:
    """Give the base template `signed_in`, an e-mail address. A public page does not even ask who it is."""
    if is_anybodys(request) or not request.user.is_authenticated:
        return {"signed_in": ""}
    return {"signed_in": request.user.email}
