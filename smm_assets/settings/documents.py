"""A user's YAML file as content with the line of every key; what is wrong with it as a file is told with its line.

Belongs here: encoding, YAML itself, keys written twice. Not here: what the keys mean.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from smm_assets.errors import Problem

MOST_VALUES = 100_000
SAVE_AS_UTF8 = "Save it as plain text in UTF-8"
QUOTES = "Check indentation and quotes"


@dataclass(frozen=True, kw_only=True)
class Document:
    """A YAML file as read. content: None when it is empty; root: its nodes, which know their lines."""

    file: str
    content: Any
    root: yaml.Node | None

    def line(self, keys: Sequence[object]) -> int:
        """The line of the innermost of the keys (mapping keys and list places) that is there; 1 when none is."""
        node, line = self.root, 1
        for key in keys:
            found = _child(node, key)
            if found is None:
                return line
            node, line = found
        return line

    def where(self, keys: Sequence[object]) -> str:
        """File, line and key as a problem names them."""
        return f"{self.file} line {self.line(keys)}, key {'.'.join(str(key) for key in keys)}"


def read_document(
    path: Path, problems: list[Problem], *, filled: Callable[[str], str] = lambda text: text
) -> Document | None:
    """The file's content; None when it is no YAML, which `problems` then says. filled: changes the text before."""
    text = _text(path, problems)
    if text is None:
        return None
    try:
        root = yaml.compose(filled(text), Loader=_Loader)
        _written_out(root, {})
        content = None if root is None else _constructed(root)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        problems.append(_not_yaml(path.name, text, error))
        return None
    document = Document(file=path.name, content=content, root=root)
    problems += [
        Problem(
            where=f"{path.name} line {line}, key {key}", seen=f"is already on line {first}", cure="Keep one of them"
        )
        for key, line, first in _repeated(root)
    ]
    return document


class _Loader(yaml.SafeLoader):
    """The safe loader; a day that does not exist stays text, for the check of its key to tell."""

    def construct_yaml_timestamp(self, node: Any) -> Any:
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError:
            return node.value


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.construct_yaml_timestamp)


def _written_out(node: yaml.Node | None, known: dict[int, int]) -> int:
    """How many values a node holds once every alias is written out; a few lines of them can hold billions.

    known: of nodes that were counted, 0 while that goes on. Raises YAMLError where there are too many, or no end.
    """
    if not isinstance(node, yaml.CollectionNode):
        return 1
    if id(node) not in known:
        known[id(node)] = 0
        parts = node.value if isinstance(node, yaml.SequenceNode) else [part for pair in node.value for part in pair]
        known[id(node)] = 1 + sum(_written_out(part, known) for part in parts)
    if not 0 < known[id(node)] <= MOST_VALUES:
        said = "an alias stands inside of what it stands for" if not known[id(node)] else "too many values"
        raise yaml.constructor.ConstructorError(None, None, said, node.start_mark)
    return known[id(node)]


def _constructed(root: yaml.Node) -> Any:
    loader = _Loader("")
    try:
        return loader.construct_document(root)
    finally:
        loader.dispose()


def _text(path: Path, problems: list[Problem]) -> str | None:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        seen = "is not plain text in UTF-8" if b"\0" in data else f"the character {data[error.start]:#x} is not UTF-8"
        problems.append(Problem(where=f"{path.name} line {line}", seen=seen, cure=SAVE_AS_UTF8))
        return None
    strange = re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", text)
    if strange:
        line = text.count("\n", 0, strange.start()) + 1
        problems.append(Problem(where=f"{path.name} line {line}", seen="holds control characters", cure=SAVE_AS_UTF8))
        return None
    return text


def _not_yaml(file: str, text: str, error: Exception) -> Problem:
    mark = getattr(error, "problem_mark", None)
    position = getattr(error, "position", None)
    line = mark.line + 1 if mark else text.count("\n", 0, position) + 1 if isinstance(position, int) else None
    where = f"{file} line {line}" if line else file
    said = "nested too deeply" if isinstance(error, RecursionError) else str(getattr(error, "problem", None) or error)
    return Problem(where=where, seen=f"not YAML ({said.splitlines()[0]})", cure=QUOTES)


def _child(node: yaml.Node | None, key: object) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        found = node.value[key]
        return found, found.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for name, value in reversed(node.value):
            if str(name.value) == str(key):
                return value, name.start_mark.line + 1
    return None


def _repeated(root: yaml.Node | None) -> Iterator[tuple[str, int, int]]:
    """Keys written twice in one mapping, with both lines, in the order of the file."""
    waiting, seen = [root], set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen or not isinstance(node, yaml.CollectionNode):
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting += reversed(node.value)
            continue
        first: dict[str, yaml.Node] = {}
        for name, _ in node.value:
            if isinstance(name, yaml.ScalarNode) and first.setdefault(name.value, name) is not name:
                yield name.value, name.start_mark.line + 1, first[name.value].start_mark.line + 1
        waiting += [value for _, value in reversed(node.value)]
