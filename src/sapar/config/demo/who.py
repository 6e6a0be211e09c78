"""What the terminal says of the demonstration: who can sign in, and how."""

from __future__ import annotations

from sapar.config.demo.officers import OFFICERS, PASSWORD
from sapar.config.demo.people import CITIZENS

_SHOWN = ("nurlybek", "erasyl", "nazerke", "meruert")


def who_can_sign_in() -> str:
    """Everybody with a role, a few citizens, and what each types."""
    officers = "\n".join(
        f"    {one.email:22} {one.role.label}, {one.post or 'all of ' + one.state}"
        for one in OFFICERS
    )
    some = ", ".join(one.email for one in CITIZENS if one.key in _SHOWN)
    return f"""
  Everybody here is invented. Nothing here is secret: never put it on the internet.

  Citizens sign in with a code that is mailed; mail is printed in this terminal:
    {some} …

  Officers sign in with the password “{PASSWORD}”
  and the code that `make demo-code` prints in another terminal:
{officers}

"""
