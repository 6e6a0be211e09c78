"""A small post with invented people in it, to try Sapar with: `make demo`.

Everything is done with the actions that the site itself uses, at the instants of a programme that is
over, so that journal, deadlines and reminders are real. Nobody in it is.
"""
