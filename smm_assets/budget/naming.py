"""Names of campaigns held against the naming rule of smm.yaml: their parts, and where they break it.

Belongs here: taking one name apart. Not here: the rule (`smm_assets/settings/naming`), which name is the latest
(`raw_keys`). Names themselves are never changed.
"""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from smm_assets.budget.raw_keys import Record
from smm_assets.settings import Naming

Row = Mapping[str, object]
_KEYS = ("network", "account_id", "campaign_key")


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What breaks the rule. part: the part concerned, empty for the name as a whole; found: what stands there, empty
    when nothing does; suggestion: what may be meant, else empty.
    """

    part: str
    found: str
    expected: str
    suggestion: str = ""


def naming_rows(named: Sequence[Record], rule: Naming | None) -> tuple[list[Row], list[Row]]:
    """Rows of seed_campaign_name_part and of seed_naming_violation; none without a rule."""
    parts: list[Row] = []
    faults: list[Row] = []
    for record in named if rule is not None else ():
        name = record["campaign_name"]
        if rule is None or rule.ignores(name):
            continue
        key = {column: record[column] for column in _KEYS}
        values, found = taken_apart(name, rule)
        parts += [{**key, "part": part, "value": value} for part, value in values.items()]
        faults += [
            {**key, "campaign_name": name, "part": one.part or None, "found": one.found or None}
            | {"expected": one.expected, "suggestion": one.suggestion or None}
            for one in found
        ]
    return parts, faults


def taken_apart(name: str, rule: Naming) -> tuple[dict[str, str], list[Fault]]:
    """The parts of a name that follow the rule, in the spelling of the listed values, and what does not."""
    values, faults = _by_regex(name, rule) if rule.regex is not None else _by_template(name, rule)
    kept = {}
    for part, value in values.items():
        fault, spelt = _judged(part, value, rule)
        faults += [fault] if fault else []
        if spelt:
            kept[part] = spelt
    return kept, faults


def _by_regex(name: str, rule: Naming) -> tuple[dict[str, str], list[Fault]]:
    found = re.fullmatch(rule.regex or "", name)
    if found is None:
        return {}, [Fault(part="", found=name, expected=f"a name that fits {rule.regex}")]
    return {part: value for part, value in found.groupdict().items() if value is not None}, []


def _by_template(name: str, rule: Naming) -> tuple[dict[str, str], list[Fault]]:
    """From left to right, each part up to what stands before the next; the last one takes the rest."""
    first, *after = rule.between
    if not name.startswith(first):
        return {}, [Fault(part="", found=name, expected=f"a name such as {rule.campaign}")]
    values: dict[str, str] = {}
    rest: str | None = name.removeprefix(first)
    for number, (part, mark) in enumerate(zip(rule.parts, after, strict=True)):
        if rest is None:
            return values, [_missing(rule, later) for later in rule.parts[number:]]
        is_last = number == len(rule.parts) - 1
        if is_last and mark and not rest.endswith(mark):
            return values, [Fault(part="", found=name, expected=f"a name that ends in {mark}")]
        value, _, following = (rest.removesuffix(mark), "", "") if is_last else rest.partition(mark)
        values[part] = value
        rest = following if is_last or mark in rest else None
    return values, []


def _missing(rule: Naming, part: str) -> Fault:
    return Fault(part=part, found="", expected=_expected(rule, part))


def _judged(part: str, value: str, rule: Naming) -> tuple[Fault | None, str]:
    plain = value.strip()
    allowed = rule.values.get(part)
    if not plain:
        return _missing(rule, part), ""
    if allowed is None:
        return None, plain
    spelt = {one.casefold(): one for one in allowed}
    if plain.casefold() in spelt:
        return None, spelt[plain.casefold()]
    close = difflib.get_close_matches(plain.casefold(), spelt, n=1)
    near = spelt[close[0]] if close else ""
    return Fault(part=part, found=plain, expected=_expected(rule, part), suggestion=near), ""


def _expected(rule: Naming, part: str) -> str:
    allowed = rule.values.get(part)
    return f"one of {', '.join(allowed)}" if allowed else f"something for {part}, as in {rule.campaign or rule.regex}"
