"""The cellar: pure Python that knows law, calendars and people, and no Django, file, network or clock."""
