"""The error of a setting, apart so that every reader of settings can raise it."""


class SettingError(Exception):
    """An environment variable is missing or cannot be understood; the message names the mend."""
