"""The API: parse, ask the engine, answer in JSON. It keeps nothing and knows no session."""

from sapar.api.v1 import api

__all__ = ["api"]
