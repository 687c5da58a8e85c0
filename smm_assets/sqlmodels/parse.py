"""One SQL file into a `Model`: front matter, references, columns, checks.

Belongs here: what a file must look like and how that is said when it does not. Not here: finding files (`load`).
"""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from smm_assets.errors import ModelError
from smm_assets.sqlmodels.kept import Kept
from smm_assets.sqlmodels.model import Check, ColumnSpec, Model

_FRONT = re.compile(r"\A\s*/\*\s*---[ \t]*\n(?P<yaml>.*?)\n[ \t]*---\s*\*/\s*", re.DOTALL)
REFERENCE = re.compile(r"\bref\(\s*'([^']*)'\s*\)")
SOURCE = re.compile(r"\bsource\(\s*'([^']*)'\s*,\s*'([^']*)'\s*\)")
_KEYS = {"description", "grain", "owner", "materialization", "tags", "columns", "checks", "severity"} | {
    "time_column",
    "lookback",
    "per_file",
    "part_of",
}
_CHECKS = {"not_null", "unique", "accepted", "expression", "relation"}

_KEPT = Kept("read", 1)

Glossary = Mapping[str, Mapping[str, Any]]


def loaded(text: str) -> Any:
    """YAML of safe types, not to be changed: what a text holds is kept for the next process. Raises YAMLError."""
    found = _KEPT.of(text, lambda: _as_json(_loaded(text)))
    return _loaded(text) if found is None else found["holds"]


def keep() -> None:
    """Keep what texts hold for the next process: a tenth of the time of reading them again."""
    _KEPT.write()


def _loaded(text: str) -> Any:
    """By the parser written in C where there is one."""
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _as_json(content: Any) -> dict[str, Any] | None:
    """The content, where JSON can hold it as it is; days and keys that are numbers it cannot."""
    try:
        return {"holds": content} if json.loads(json.dumps(content)) == content else None
    except (TypeError, ValueError):
        return None


def front_matter(path: Path, text: str, keys: Collection[str] = _KEYS) -> tuple[dict[str, Any], str, int]:
    """Front matter, body, and the line the body starts on. Raises ModelError naming the line that is wrong.

    keys: those it may have.
    """
    place = "/".join(path.parts[-3:])
    match = _FRONT.match(text)
    if match is None:
        raise ModelError(f"{place} line 1: no front matter", cure="Begin the file with /* --- … --- */")
    try:
        content = loaded(match["yaml"]) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = (mark.line if mark else 0) + 1 + text.count("\n", 0, match.start("yaml"))
        raise ModelError(
            f"{place} line {line}: front matter is not YAML ({getattr(error, 'problem', error)})"
        ) from None
    if not isinstance(content, dict):
        raise ModelError(f"{place} line 2: front matter is not a list of keys")
    unknown = sorted(set(content) - set(keys))
    if unknown:
        line = _line_of(text, unknown[0])
        raise ModelError(f"{place} line {line}: unknown key '{unknown[0]}'", cure=f"Known: {', '.join(sorted(keys))}")
    return content, text[match.end() :].rstrip().rstrip(";"), text.count("\n", 0, match.end()) + 1


def parse_model(path: Path, text: str, layer: str, glossary: Glossary) -> Model:
    """The model of one file, references not yet resolved. Raises ModelError with file and line."""
    content, sql, body_line = front_matter(path, text)
    place = "/".join(path.parts[-3:])
    for key in ("description", "grain", "owner", "columns", "checks"):
        if not content.get(key):
            raise ModelError(f"{place} line 1: front matter lacks '{key}'")
    columns = _columns(content["columns"], glossary, place, text)
    names = {column.name for column in columns}
    for column in content["grain"]:
        if column not in names:
            raise ModelError(f"{place} line {_line_of(text, 'grain')}: grain names '{column}', which is no column")
    materialization = content.get("materialization", "table")
    if materialization not in ("table", "view", "incremental"):
        line = _line_of(text, "materialization")
        seen = f"{place} line {line}: materialization '{materialization}'"
        raise ModelError(f"{seen}; expected table, view or incremental")
    time_column, lookback = _time(content, columns, place, text)
    return Model(
        name=path.stem,
        layer=layer,
        path=path,
        description=str(content["description"]).strip(),
        grain=tuple(content["grain"]),
        columns=columns,
        materialization=materialization,
        owner=str(content["owner"]),
        checks=_checks(content["checks"], names, place, text),
        tags=tuple(content.get("tags") or ()),
        sql=sql,
        body_line=body_line,
        refs=tuple(dict.fromkeys(REFERENCE.findall(sql))),
        sources=tuple(dict.fromkeys(SOURCE.findall(sql))),
        time_column=time_column,
        lookback=lookback,
        per_file=content.get("per_file") is True,
        part_of=str(content.get("part_of") or ""),
    )


def _time(content: Mapping[str, Any], columns: Sequence[ColumnSpec], place: str, text: str) -> tuple[str, int]:
    """(time column, lookback in days) of a model whose rows of a day rest on that day alone; ("", 0) of any other."""
    name, lookback = str(content.get("time_column") or ""), content.get("lookback", 0)
    kinds = {column.name: column.kind for column in columns}
    if name and kinds.get(name) != "day":
        line = _line_of(text, "time_column")
        raise ModelError(f"{place} line {line}: time_column '{name}' is no column of type day")
    if not isinstance(lookback, int) or lookback < 0 or (lookback and not name):
        line = _line_of(text, "lookback")
        raise ModelError(f"{place} line {line}: lookback '{lookback}'; expected days from 0, beside a time_column")
    if content.get("materialization") == "incremental" and not name:
        line = _line_of(text, "materialization")
        raise ModelError(f"{place} line {line}: an incremental model needs a time_column")
    return name, lookback


def _line_of(text: str, key: str) -> int:
    """Line of the key, or of the first mention of a name, in the file."""
    name = re.escape(str(key))
    match = re.search(rf"^[ \t]*-?[ \t]*['\"]?{name}['\"]?[ \t]*:", text, re.MULTILINE) or re.search(
        rf"\b{name}\b", text
    )
    return text.count("\n", 0, match.start()) + 1 if match else 1


def _columns(given: Any, glossary: Glossary, place: str, text: str) -> tuple[ColumnSpec, ...]:
    if isinstance(given, Mapping):
        given = [{name: spec} if spec else name for name, spec in given.items()]
    found = []
    for item in given:
        name, own = (item, {}) if isinstance(item, str) else next(iter(item.items()))
        spec = {**glossary.get(name, {}), **(own or {})}
        if not spec.get("type") or not spec.get("description"):
            cure = "Give both in the front matter or define the name in columns.yml"
            raise ModelError(
                f"{place} line {_line_of(text, name)}: column '{name}' lacks type or description", cure=cure
            )
        found.append(
            ColumnSpec(
                name=name,
                kind=str(spec["type"]),
                description=str(spec["description"]).strip(),
                unit=str(spec.get("unit", "")),
                additive=bool(spec.get("additive", False)),
            )
        )
    names = [column.name for column in found]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise ModelError(f"{place} line {_line_of(text, 'columns')}: column '{twice}' is declared twice")
    return tuple(found)


def _checks(given: Sequence[Any], names: set[str], place: str, text: str) -> tuple[Check, ...]:
    found = []
    for item in given:
        item = dict(item)
        severity = item.pop("severity", "error")
        kind = next(iter(item), "")
        if len(item) != 1 or kind not in _CHECKS or severity not in ("error", "warn"):
            line = _line_of(text, "checks")
            raise ModelError(f"{place} line {line}: check {item} is not one of {', '.join(sorted(_CHECKS))}")
        checks = [_check(kind, value, severity) for value in _each(kind, item[kind])]
        for check in checks:
            for column in check.columns:
                if column not in names:
                    line = _line_of(text, "checks")
                    raise ModelError(f"{place} line {line}: check {kind} names '{column}', which is no column")
        found += checks
    return tuple(found)


def _each(kind: str, value: Any) -> list[Any]:
    if kind in ("accepted", "relation"):
        return list(value.items())
    return list(value) if kind == "not_null" else [value]


def _check(kind: str, value: Any, severity: Any) -> Check:
    if kind == "not_null":
        return Check(kind=kind, columns=(value,), severity=severity)
    if kind == "unique":
        return Check(kind=kind, columns=tuple(value), severity=severity)
    if kind == "accepted":
        return Check(kind=kind, columns=(value[0],), values=tuple(str(v) for v in value[1]), severity=severity)
    if kind == "relation":
        return Check(kind=kind, columns=(value[0],), text=str(value[1]), severity=severity)
    return Check(kind=kind, text=str(value), severity=severity)
