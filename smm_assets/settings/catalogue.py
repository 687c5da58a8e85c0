"""The page of the reference on settings: every key of smm.yaml, and the variables of the environment.

Belongs here: the page, made from the models and the text below each of their keys. Not here: that text, which stands
with the keys. `make docs` writes it; a test tells when it is no longer what they say.
"""

import ast
import inspect
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from annotated_types import Ge, Gt, Le
from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from smm_assets.settings.model import Settings

_MADE = "<!-- Made by `make docs` from the settings themselves; change the text below each key, not this page. -->"
_INTRO = """\
`smm.yaml` holds these keys; all have a default, so it may be nearly empty. `smm init` writes one with comments,
`smm doctor` lists every mistake with its line. Secrets are never written into it: `${NAME}` is filled in from the
environment. Keys with a dot stand below the key before it, those with `[]` in each entry of a list, those with `NAME`
below a name of your own."""
_WORDS = {
    str: "text",
    bool: "true or false",
    int: "whole number",
    float: "number",
    date: "day",
    time: "time of day",
    object: "value",
}
_EXAMPLE = re.compile(r",? such as (`.+`)( for [^`]+)?\.$")
VARIABLES = (
    ("SMM_HOME", "the project folder, where `--home` does not say it", "`/srv/clients/cafe`"),
    ("NO_COLOR", "no colours, whatever its value", "`1`"),
    ("FORCE_COLOR", "colours on a pipe too", "`1`"),
    ("COLUMNS", "width of what is printed; else that of the terminal, 100 on a pipe", "`80`"),
    ("NAME of your own", "what `${NAME}` in smm.yaml is filled in with", "`SMM_STORE`, `MAIL_PASSWORD`"),
    ("AWS_…", "access to an S3 inbox, where `inbox_access` does not say it", "`AWS_PROFILE`"),
)


@dataclass(frozen=True, kw_only=True)
class Key:
    """One key of smm.yaml. type, default, example: as written there; example: "" where its keys say it."""

    name: str
    type: str
    default: str
    meaning: str
    example: str


def keys(model: type[BaseModel] = Settings, before: str = "") -> Iterator[Key]:
    """Every key of a model and of those inside of it, in order."""
    said = meanings(model)
    for field_name, kept in model.model_fields.items():
        name = f"{before}{kept.alias or field_name}"
        text = said.get(field_name, "")
        found = _EXAMPLE.search(text)
        meaning = f"{text[: found.start()]}." if found else text
        example = found[1] if found else ""
        yield Key(name=name, type=_type(kept), default=_default(kept), meaning=meaning, example=example)
        for inner, between in _inside(kept.annotation):
            yield from keys(inner, f"{name}{between}.")


def meanings(model: type[BaseModel]) -> dict[str, str]:
    """The text below each field of the class, in one line."""
    (node,) = ast.parse(inspect.getsource(model)).body
    body = node.body if isinstance(node, ast.ClassDef) else []
    found = {}
    for kept, text in pairwise(body):
        match kept, text:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(said))):
                found[name] = " ".join(said.split())
    return found


def _inside(annotation: Any) -> Iterator[tuple[type[BaseModel], str]]:
    """Models a value is made of, with what stands between the key and theirs: nothing, [] or .NAME."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation, ""
        return
    between = {tuple: "[]", Mapping: ".NAME"}.get(_origin(annotation), "")
    for argument in get_args(annotation):
        yield from ((model, between + further) for model, further in _inside(argument))


def _origin(annotation: Any) -> Any:
    found = get_origin(annotation)
    return Mapping if isinstance(found, type) and issubclass(found, Mapping) else found


def _type(kept: FieldInfo) -> str:
    limits = [*kept.metadata, *_limits(kept.annotation)]
    told = [f"from {one.ge:g}" for one in limits if isinstance(one, Ge)]
    told += [f"above {one.gt:g}" for one in limits if isinstance(one, Gt)]
    told += [f"to {one.le:g}" for one in limits if isinstance(one, Le)]
    return " ".join([_words(kept.annotation), *told])


def _limits(annotation: Any) -> Iterator[object]:
    """Limits that stand inside of a type, as those of a share that may be left out."""
    for argument in get_args(annotation) if _origin(annotation) not in (tuple, Mapping) else ():
        yield from argument.metadata if isinstance(argument, FieldInfo) else _limits(argument)


def _words(annotation: Any) -> str:
    origin, arguments = _origin(annotation), [one for one in get_args(annotation) if one not in (type(None), ...)]
    if origin is Literal:
        return ", ".join(map(str, arguments))
    if origin is tuple:
        return f"list of {_words(arguments[0])}"
    if origin is Mapping:
        return f"{_words(arguments[1])} by {'name' if arguments[0] is str else _words(arguments[0])}"
    if annotation is SecretStr:
        return "text, secret"
    if isinstance(annotation, type):
        return "keys" if issubclass(annotation, BaseModel) else _WORDS.get(annotation, "text")
    return _words(arguments[0]) if arguments else "text"


def _default(kept: FieldInfo) -> str:
    if kept.is_required():
        return "needed"
    value = kept.get_default(call_default_factory=True)
    if value is None or isinstance(value, BaseModel) or value in ((), {}):
        return "–"
    if isinstance(value, SecretStr):
        value = value.get_secret_value()
    if isinstance(value, time):
        return f'`"{value:%H:%M}"`'
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, tuple):
        return f"`[{', '.join(map(str, value))}]`"
    if isinstance(value, Mapping):
        return f"`{{{', '.join(f'{key}: {_flow(one)}' for key, one in value.items())}}}`"
    return f"`{value:g}`" if isinstance(value, float) else f"`{value}`"


def _flow(value: Any) -> str:
    if not isinstance(value, BaseModel):
        return f"{value:g}"
    said = value.model_dump(exclude_none=True)
    return f"{{{', '.join(f'{key}: {one}' for key, one in said.items())}}}"


def settings_page() -> str:
    """Markdown: a table with a row for each key, and one of the variables."""
    from smm_assets.kpis.documentation import table

    rows = [(f"`{one.name}`", one.type, one.default, one.meaning, one.example) for one in keys()]
    variables = [(f"`{name}`" if name.isupper() else name, meaning, example) for name, meaning, example in VARIABLES]
    lines = ["# Settings", "", _MADE, "", _INTRO, "", "## Keys of smm.yaml", ""]
    lines += table(("key", "value", "default", "meaning", "example"), rows)
    lines += ["", "## Variables of the environment", "", *table(("variable", "meaning", "example"), variables)]
    return "\n".join(lines) + "\n"


PAGES = {"settings.md": settings_page}


def write(folder: Path) -> None:
    """Write the page into the folder."""
    for name, page in PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
