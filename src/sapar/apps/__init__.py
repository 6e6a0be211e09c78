"""The rooms that keep something: each an app of Django with models, queries, policies and actions."""
