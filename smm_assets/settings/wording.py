"""What is wrong with a value of smm.yaml in words a person can act on.

Belongs here: from the checker's findings to a `Problem`. Not here: the checks (`model`).
"""

import difflib
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from smm_assets.errors import Problem
from smm_assets.masking import masked
from smm_assets.settings import alerts, arriving, audience, channels, model, sources
from smm_assets.settings.documents import Document
from smm_assets.settings.naming import Naming

_EXPECTED = (
    (("string_too_short", "too_short"), "at least one, not nothing"),
    (("date",), "a day such as 2026-11-30"),
    (("tuple", "list"), "a list: lines that start with '- '"),
    (("model", "mapping", "dict"), "keys with values, indented below it"),
    (("float", "int", "finite", "decimal"), "a number"),
    (("bool",), "true or false"),
    (("string", "invalid_key"), "a text; put it in quotes"),
)
_BOUNDS = (("ge", "at least"), ("gt", "above"), ("le", "at most"), ("lt", "below"))


UNSHOWN = "an address that is not shown here"  # whom alerts go to: most addresses are secrets as a whole
_MEMBERS = {"str": "a text", "bool": "true or false", "int": "a whole number", "float": "a number"}


def once(items: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The checker's findings, one for each value: where one may be of several kinds it tells each kind it is not."""
    found: dict[tuple[object, ...], dict[str, Any]] = {}
    for item in items:
        loc = tuple(item["loc"])
        kind = _MEMBERS.get(str(loc[-1])) if loc else None
        if kind is None or not str(item["type"]).startswith(("string", "bool", "int", "float")):
            found[(*loc, item["type"])] = dict(item)
            continue
        one = found.setdefault(loc[:-1], {**item, "loc": loc[:-1], "type": "union", "kinds": []})
        one["kinds"].append(kind)
    return list(found.values())


def in_words(
    document: Document, item: Mapping[str, Any], known: Collection[str] = (), choices: Sequence[str] = ()
) -> Problem:
    """One finding of the checker as a problem with the line of its key. known: the keys there are, else smm.yaml's;
    choices: the values a missing key may have, where they can be listed.
    """
    keys = [key for key in item["loc"] if key != "[key]"]
    where, seen = document.where(keys), item["input"]
    if keys[:1] == ["alerts"] and "://" in str(seen):
        seen = UNSHOWN
    if item["type"] == "extra_forbidden":
        return Problem(
            where=where, seen="unknown key", cure=_guess(str(keys[-1]), sorted(known or _KEYS)) or "Remove it"
        )
    if item["type"] == "missing":
        expected = f"one of {', '.join(choices)}" if choices else "it to be there"
        return Problem(where=where, seen=f"no {keys[-1]}", expected=expected, cure=f"Add {keys[-1]}: …")
    if item["type"] == "union":
        *most, last = dict.fromkeys(item["kinds"])
        expected = f"{', '.join(most)} or {last}" if most else last
        return Problem(where=where, seen=_shown(seen), expected=expected, cure="Correct the value")
    if item["type"] == "value_error":
        said, _, cure = masked(item["msg"]).removeprefix("Value error, ").partition("; ")
        return Problem(where=where, seen=said, cure=cure or "Correct the value")
    if item["type"] == "contradiction":
        return Problem(where=where, **item["ctx"])
    if item["type"] == "literal_error":
        options = [option.strip(" '") for option in item["ctx"]["expected"].replace(" or ", ", ").split(", ")]
        cure = _guess(str(seen), options) or "Correct the value"
        return Problem(where=where, seen=_shown(seen), expected=f"one of {', '.join(map(_option, options))}", cure=cure)
    return Problem(where=where, seen=_shown(seen), expected=_expected(item), cure="Correct the value")


def _expected(item: Mapping[str, Any]) -> str:
    bounds = [f"a number {words} {item['ctx'][name]:g}" for name, words in _BOUNDS if name in item.get("ctx", {})]
    if bounds:
        return bounds[0]
    for starts, words in _EXPECTED:
        if item["type"].startswith(starts):
            return words
    return str(item["msg"])


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    text = masked(f"'{value}'" if isinstance(value, str) else str(value))
    return text if len(text) <= 60 else f"{text[:60]}…"


def _option(option: str) -> str:
    return option if option[:1].isalnum() else f"'{option}'"


def _guess(name: str, options: list[str]) -> str:
    close = difflib.get_close_matches(name, options, n=1)
    return f"Did you mean {close[0]}?" if close else ""


_KEYS = {
    field.alias or key
    for shape in (
        model.Settings,
        sources.Account,
        sources.TableSource,
        arriving.InboxAccess,
        arriving.Mailbox,
        channels.Channel,
        channels.ChannelRule,
        Naming,
        audience.TargetAudience,
        channels.ResultRule,
        channels.OutcomeRule,
        channels.ObjectiveRule,
        model.Decision,
        model.Thresholds,
        alerts.Alerts,
        alerts.AlertTarget,
        alerts.Digests,
    )
    for key, field in shape.model_fields.items()
}
