"""YAML read safely and strictly: ``NO`` is Norway, a key stands once, an alias is refused.

DocumentError      the text is not YAML as Sapar reads it
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from sapar.core.kernel import Place, SaparError
from sapar.core.law.sentences import said

MAX_BYTES = 1_000_000
MAX_DEPTH = 30
_DEPTH_IN_DOUBT = 2_000

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}
_OWN_TAGS = "tag:yaml.org,2002:"
_QUOTED = frozenset({'"', "'", "|", ">"})
"""Quoted, literal or folded: always a text."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Composes nodes; what a plain word means is decided here, not by YAML's own rules."""

    def resolve(self, _kind: object, _value: object, _implicit: object) -> str:
        """The tag of a node that has none."""
        return _OWN_TAGS + "str"


class DocumentError(SaparError):
    """The text is not YAML as Sapar reads it."""

    code = "document"


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says, with the place of every part of it."""

    value: Any
    file: str
    _root: Any

    def place(self, path: Sequence[str | int] = ()) -> Place:
        """Where the part at ``path`` stands; of the deepest part that is there."""
        node = self._root
        mark = node.start_mark if node is not None else None
        for step in path:
            found = _below(node, step)
            if found is None:
                break
            key, node = found
            mark = key.start_mark if key is not None else node.start_mark
        return _place(self.file, mark)

    def value_place(self, path: Sequence[str | int]) -> Place:
        """Where the value at ``path`` begins, behind its key and its quote."""
        node = self._root
        for step in path:
            found = _below(node, step)
            if found is None:
                return self.place(path)
            node = found[1]
        if node is None:
            return Place(file=self.file)
        place = _place(self.file, node.start_mark)
        if isinstance(node, yaml.ScalarNode) and node.style in {'"', "'"}:
            return replace(place, column=node.start_mark.column + 2)
        return place


def read_file(path: Path, *, name: str | None = None) -> Document:
    """The document in a file. Raises DocumentError when it is missing, too large or not strict YAML."""
    shown = name or str(path)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise DocumentError(
                f"This file has {size} bytes; at most {MAX_BYTES} are read.",
                place=Place(file=shown),
            )
        text = path.read_text(encoding="utf-8")
    except OSError as problem:
        raise DocumentError(
            said("unreadable", why=str(problem.strerror)), place=Place(file=shown)
        ) from None
    except UnicodeDecodeError:
        raise DocumentError(
            said("no_utf8"), place=Place(file=shown), mend=said("save_utf8")
        ) from None
    return read_text(text, file=shown)


def read_text(text: str, *, file: str) -> Document:
    """The document in a text. Raises DocumentError naming line and column."""
    loader = None
    try:
        if _may_be_deep(text):
            _refuse_deep(text, file)
        loader = _Loader(text)
        root = loader.get_single_node()
    except yaml.MarkedYAMLError as problem:
        why = " ".join(str(problem.problem or problem.context or "").split())
        raise DocumentError(
            said("no_yaml", why=why),
            place=_place(file, problem.problem_mark or problem.context_mark),
            mend=said("check_yaml"),
        ) from None
    except (yaml.YAMLError, RecursionError, ValueError) as problem:
        why = " ".join(str(problem).split())
        raise DocumentError(said("no_yaml", why=why), place=Place(file=file)) from None
    finally:
        if loader is not None:
            loader.dispose()
    return Document(_value(root, file, set(), 0), file, root)


def _may_be_deep(text: str) -> bool:
    """Whether the brackets or the indentation could nest so deep that building the tree would crash."""
    longest = max(map(len, text.splitlines()), default=0)
    return text.count("[") + text.count("{") + longest > _DEPTH_IN_DOUBT


def _refuse_deep(text: str, file: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH + 1:
            raise _too_deep(file, event)


def _too_deep(file: str, part: Any) -> DocumentError:
    return DocumentError(
        f"This is nested more than {MAX_DEPTH} deep.",
        place=_place(file, part.start_mark),
        mend="Write it flatter.",
    )


def _place(file: str, mark: Any) -> Place:
    if mark is None:
        return Place(file=file)
    return Place(file=file, line=mark.line + 1, column=mark.column + 1)


def _below(node: Any, step: str | int) -> tuple[Any, Any] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None


def _value(node: Any, file: str, seen: set[int], depth: int) -> Any:
    if node is None:
        return None
    if id(node) in seen:
        raise DocumentError(
            "Aliases are not used here.",
            place=_place(file, node.start_mark),
            mend="Write the value again.",
        )
    seen.add(id(node))
    if depth > MAX_DEPTH:
        raise _too_deep(file, node)
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, file)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, file, seen, depth + 1) for item in node.value]
    return _mapping(node, file, seen, depth)


def _mapping(node: Any, file: str, seen: set[int], depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise DocumentError("A key must be a plain word.", place=_place(file, key.start_mark))
        name = key.value
        if name in found:
            raise DocumentError(
                said("key_twice", name=name),
                place=_place(file, key.start_mark),
                mend=said("keep_one"),
            )
        if name == "<<":
            raise DocumentError("Merge keys are not used here.", place=_place(file, key.start_mark))
        found[name] = _value(value, file, seen, depth + 1)
    return found


def _scalar(node: Any, file: str) -> Any:
    text = node.value
    if node.style in _QUOTED:
        return text
    if not node.tag.startswith(_OWN_TAGS):
        raise DocumentError(
            f'The tag "{node.tag}" is not used here.', place=_place(file, node.start_mark)
        )
    if text in _WORDS:
        return _WORDS[text]
    first = text[0]
    if first.isdigit() or first in "+-":
        if _DATE.fullmatch(text):
            return _date(text, node, file)
        if _INT.fullmatch(text) and len(text) < 19:
            return int(text)
    return text


def _date(text: str, node: Any, file: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DocumentError(
            said("day_unknown", day=text),
            place=_place(file, node.start_mark),
            mend=said("check_day"),
        ) from None
