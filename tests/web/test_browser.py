"""A real browser on a small phone: no barrier, nothing from elsewhere, nothing hidden to the side."""

from typing import Any

import pytest

from .conftest import LANGUAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PAGES = ["", "gallery/", "no-such-page/", "start/", "start/KR/", "law/"]


@pytest.fixture
def site(live_server: Any, settings: Any) -> str:
    """The site with a page more, which shows every component."""
    settings.ROOT_URLCONF = "tests.web.gallery"
    return str(live_server.url)


def test_no_page_keeps_anybody_out(site: str, phone: Any, barriers: Any, language: str) -> None:
    for path in PAGES:
        phone.set_viewport_size({"width": 360, "height": 740})
        phone.goto(f"{site}/{language}/{path}")
        assert barriers(phone) == [], f"{language} {path} on a phone"
        phone.set_viewport_size({"width": 1280, "height": 800})
        assert barriers(phone) == [], f"{language} {path} on a desk"


def test_nothing_hides_beside_a_very_narrow_screen(site: str, phone: Any, language: str) -> None:
    phone.set_viewport_size({"width": 320, "height": 640})
    for path in PAGES:
        phone.goto(f"{site}/{language}/{path}")
        width = phone.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, f"{language} {path} is {width} pixels wide"


def test_nothing_is_asked_of_another_host(site: str, phone: Any) -> None:
    asked: list[str] = []
    troubles: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.on("console", lambda message: troubles.append(message.text))
    for language in LANGUAGES:
        phone.goto(f"{site}/{language}/gallery/")
    assert {url for url in asked if not url.startswith((site, "data:"))} == set()
    assert troubles == [], "the content-security policy or a missing file"


def test_hangul_is_loaded_only_where_korean_is_written(site: str, phone: Any) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(f"{site}/kk/")
    phone.evaluate("document.fonts.ready.then(() => 0)")
    assert not any("sapar-hangul" in url for url in asked), "the switch alone must not load it"
    phone.goto(f"{site}/ko/")
    phone.evaluate("document.fonts.ready.then(() => 0)")
    assert any("sapar-hangul" in url for url in asked)
    assert phone.evaluate("document.fonts.check('700 20px \"Sapar Text\"', '집으로 Ұлы')")


def test_the_keyboard_always_shows_where_it_is(site: str, phone: Any) -> None:
    phone.goto(f"{site}/kk/gallery/")
    phone.evaluate("document.activeElement.blur()")
    seen = set()
    for _ in range(30):
        phone.keyboard.press("Tab")
        look = phone.evaluate(
            """() => {
              const at = document.activeElement;
              if (at === document.body) return null;
              const drawn = at.matches('.choice__box')
                ? getComputedStyle(at.nextElementSibling, '::before') : getComputedStyle(at);
              return [at.outerHTML.slice(0, 60), drawn.outlineStyle, parseFloat(drawn.outlineWidth)];
            }"""
        )
        if look:
            seen.add(look[0])
            assert look[1] != "none", look
            assert look[2] >= 2, look
    assert len(seen) > 12


def test_fingers_find_every_target(site: str, phone: Any) -> None:
    phone.goto(f"{site}/kk/gallery/")
    small = phone.evaluate(
        """() => [...document.querySelectorAll(
            '.button, .languages__one, .choice__box, .brand, input, select, summary, .back a')]
          .map(one => [one.outerHTML.slice(0, 60), one.getBoundingClientRect().height])
          .filter(([, height]) => height < 44)"""
    )
    assert small == []


def test_a_mistake_takes_the_focus(site: str, phone: Any) -> None:
    phone.goto(f"{site}/ru/gallery/")
    assert phone.evaluate("document.activeElement.className") == "errors"
    phone.click(".errors a")
    assert phone.evaluate("document.activeElement.id") == "entered-day"
