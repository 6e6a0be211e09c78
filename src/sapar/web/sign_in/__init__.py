"""The door at which people say who they are: officers, citizens, and who comes from a state's own sign-on.

It stands on django-allauth: its rules, its tables, its names of addresses; our pages, letters and words.
"""
