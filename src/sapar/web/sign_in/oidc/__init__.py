"""A state's own sign-on by OpenID Connect: allauth's provider, with checks that it leaves out.

The provider stands in `provider.py`, where allauth looks for it.
"""
