"""Every link from one page to another leads somewhere."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    *ROOT.glob("*.md"),
    ROOT / "instruments/README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
LINK = re.compile(r"(?<!`)\]\((?P<target>[^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
LINKS = [
    (page, match["target"])
    for page in PAGES
    for match in LINK.finditer(FENCED.sub("", page.read_text(encoding="utf-8")))
    if "://" not in match["target"]
]


def anchors_of(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize(
    ("page", "target"), LINKS, ids=[f"{page.relative_to(ROOT)}:{target}" for page, target in LINKS]
)
def test_a_link_leads_somewhere(page: Path, target: str) -> None:
    name, _, anchor = target.partition("#")
    there = (page.parent / name).resolve() if name else page
    assert there.exists()
    assert not anchor or anchor in anchors_of(there)


def test_every_page_of_the_documentation_is_listed() -> None:
    listed = {
        (ROOT / "docs" / target.split("#")[0]).resolve()
        for page, target in LINKS
        if page == ROOT / "docs/README.md"
    }
    decisions = {
        (ROOT / "docs/adr" / target).resolve()
        for page, target in LINKS
        if page == ROOT / "docs/adr/README.md"
    }
    pages = set((ROOT / "docs").rglob("*.md")) - {ROOT / "docs/README.md"}
    assert pages <= listed | decisions
