"""A document of an instrument as plain text or as a page of HTML that stands alone."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

Document = dict[str, Any]


def as_text(document: Document) -> str:
    """The document as text for a terminal."""
    return "\n".join(_text_lines(document))


def _text_lines(document: Document) -> Iterator[str]:
    yield from (document["title"], "=" * len(document["title"]), "", document["summary"], "")
    for provision in document["provisions"]:
        yield from (f"{provision['title']} [{provision['id']}]", f"  {provision['rule']}")
        for version in provision["versions"]:
            if len(provision["versions"]) > 1:
                yield f"  published {version['published']}:"
            for reading in version["readings"]:
                yield from _reading_lines(reading, document)
        yield ""
    for section in ("benefits", "channels", "steps", "contacts", "schedules"):
        for part in document[section]:
            yield from (f"{part['title']} [{part['id']}]", f"  {part['text']}")
            if part.get("phone"):
                yield f"  ☎ {part['phone']}"
            for table in part.get("tables", ()):
                yield f"  {table['caption']} ({table['standing']['text']})"
                yield from (f"    {_below(band)}{band['text']}" for band in table["bands"])
            yield ""
    for procedure in document["procedures"]:
        yield from _procedure_lines(procedure)
    yield from (f"* {note['text']}" for note in document["notes"])
    yield ""
    for name, source in document["sources"].items():
        yield f"[{name}] {source['publisher']}: {source['title']}, {source['published']}"
        if source["address"]:
            yield f"  {source['address']}"


def _reading_lines(reading: dict[str, Any], document: Document) -> Iterator[str]:
    mark = "›" if reading["governs"] else "·"
    if reading["text"]:
        yield f"  {mark} {reading['text']}"
    yield f"    {reading['expression']}"
    names = "; ".join(document["sources"][name]["publisher"] for name in reading["sources"])
    yield f"    {names} ({reading['standing']['text']})"


def _procedure_lines(procedure: dict[str, Any]) -> Iterator[str]:
    yield from (f"{procedure['title']} [{procedure['id']}]", "")
    for move in procedure["moves"]:
        yield f"  {move['text']} [{move['id']}]"
        yield f"    {move['from_text']} → {move['to_text']} ({move['by_text']})"
        yield from (f"    {said}" for said in move["says"])
    yield ""
    for part in ("holds", "time_limits"):
        if procedure[part]:
            yield f"  {procedure[f'{part}_title']}"
        for one in procedure[part]:
            yield f"    {one.get('title') or one['text']} [{one['id']}]"
            lines = [one["text"]] if "title" in one else []
            yield from (f"      {said}" for said in [*lines, *one["says"]])
            yield from (f"      {said}" for said in _rests_on(one))
        yield ""


def _rests_on(one: dict[str, Any]) -> Iterator[str]:
    if one["sources"]:
        standing = one.get("standing")
        yield ", ".join(one["sources"]) + (f" ({standing['text']})" if standing else "")


def _below(band: dict[str, Any]) -> str:
    return f"< {band['below_text']}: " if band["below"] is not None else "≥: "


def as_html(document: Document) -> str:
    """The document as one page of HTML without scripts, styles or outside requests."""
    body = "\n".join(_html_lines(document))
    title = escape(document["title"])
    return (
        f'<!doctype html>\n<html lang="{document["language"]}">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title></head>\n'
        f"<body><main>\n{body}\n</main></body>\n</html>"
    )


def _html_lines(document: Document) -> Iterator[str]:
    yield f"<h1>{escape(document['title'])}</h1><p>{escape(document['summary'])}</p>"
    for provision in document["provisions"]:
        yield f'<section id="{provision["id"]}"><h2>{escape(provision["title"])}</h2>'
        yield f"<p>{escape(provision['rule'])}</p><ul>"
        for version in provision["versions"]:
            yield from (_reading_item(reading, version) for reading in version["readings"])
        yield "</ul></section>"
    for section in ("benefits", "channels", "steps", "contacts", "schedules"):
        for part in document[section]:
            yield f"<section><h2>{escape(part['title'])}</h2><p>{escape(part['text'])}</p>"
            yield from (_table(table) for table in part.get("tables", ()))
            yield "</section>"
    for procedure in document["procedures"]:
        yield from _procedure_html(procedure)
    yield "<ul>"
    yield from (f"<li>{escape(note['text'])}</li>" for note in document["notes"])
    yield "</ul><ul>"
    yield from (_source_item(name, source) for name, source in document["sources"].items())
    yield "</ul>"


def _procedure_html(procedure: dict[str, Any]) -> Iterator[str]:
    yield f'<section id="{procedure["id"]}"><h2>{escape(procedure["title"])}</h2><ul>'
    for move in procedure["moves"]:
        way = f"{move['from_text']} → {move['to_text']} ({move['by_text']})"
        yield _said_item(move["text"], [way, *move["says"]])
    yield "</ul>"
    for part in ("holds", "time_limits"):
        if procedure[part]:
            yield f"<h3>{escape(procedure[f'{part}_title'])}</h3><ul>"
            for one in procedure[part]:
                lines = [one["text"]] if "title" in one else []
                said = [*lines, *one["says"], *_rests_on(one)]
                yield _said_item(one.get("title") or one["text"], said)
            yield "</ul>"
    if kept := procedure["retention"]:
        yield f"<h3>{escape(procedure['retention_title'])}</h3><ul>"
        yield _said_item(kept["text"], [*kept["says"], *_rests_on(kept)])
        yield "</ul>"
    yield "</section>"


def _said_item(title: str, said: list[str]) -> str:
    lines = "".join(f"<li>{escape(one)}</li>" for one in said)
    return f"<li><strong>{escape(title)}</strong><ul>{lines}</ul></li>"


def _reading_item(reading: dict[str, Any], version: dict[str, Any]) -> str:
    names = ", ".join(
        f'<a href="#source-{escape(name)}">{escape(name)}</a>' for name in reading["sources"]
    )
    said = escape(reading["text"] or "")
    return (
        f"<li>{said} <code>{escape(reading['expression'])}</code> "
        f"({escape(reading['standing']['text'])}, {version['published']}; {names})</li>"
    )


def _table(table: dict[str, Any]) -> str:
    rows = "".join(
        f"<tr><th scope='row'>{escape(_below(band))}</th><td>{escape(band['text'])}</td></tr>"
        for band in table["bands"]
    )
    return f"<table><caption>{escape(table['caption'])}</caption>{rows}</table>"


def _source_item(name: str, source: dict[str, Any]) -> str:
    said = f"{source['publisher']}: {source['title']} ({source['published']})"
    address = source["address"]
    link = f' <a href="{escape(address)}">{escape(address)}</a>' if address else ""
    return f'<li id="source-{escape(name)}">{escape(said)}{link}</li>'
