"""Who signs in, for which post they act, and what that lets them do."""
