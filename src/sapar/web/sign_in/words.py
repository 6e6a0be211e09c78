"""What the templates of the sign-in door may say beside what all may: the states' sign-ons, a device."""

from __future__ import annotations

from django.conf import settings

__all__ = ["device", "sign_ons"]


def sign_ons() -> list[dict[str, str]]:
    """The states' own sign-ons, by id and name."""
    providers: list[dict[str, str]] = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]  # type: ignore[assignment]  # a setting of mixed values
    return [{"id": one["provider_id"], "name": one["name"]} for one in providers]


def device(user_agent: str) -> str:
    """Which browser on which system, in the words that they use themselves."""
    browsers = ("Firefox", "Edg", "SamsungBrowser", "OPR", "YaBrowser", "Chrome", "Safari")
    systems = ("Android", "iPhone", "iPad", "Windows", "Macintosh", "Linux")
    browser = next((one for one in browsers if one in user_agent), "")
    system = next((one for one in systems if one in user_agent), "")
    return " · ".join(one for one in (browser, system) if one) or user_agent[:60]
