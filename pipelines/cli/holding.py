"""Held-back things as lines and as JSON.

Belongs here: the words and layout of `smm quarantine`. Not here: the facts (`smm_assets/report/held.py`), what answers
them (`answers.py`).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.cli.answers import fix_of
from pipelines.cli.terminal import plain, typed
from smm_assets.report.words import grouped, period, plural, short_day

if TYPE_CHECKING:
    from pipelines.cli.looking_back import Finding, LookedUp
    from smm_assets.ingest.landing.again import Tried
    from smm_assets.report.held import HeldItem
    from smm_assets.settings import Project

INDENT = " " * 10
NOTHING = "Nothing is held back"


def home_option(project: "Project") -> str:
    """The option to type so that a command finds this project from here; "" where it does by itself."""
    return "" if project.home == Path.cwd() else f" --home {typed(project.home)}"


def as_json(item: "HeldItem", home: str) -> dict[str, Any]:
    """A thing with the command that leads on."""
    return {**plain(item), "fix": fix_of(item, home)}


def lines(items: "Sequence[HeldItem]", left_out: int, home: str) -> list[str]:
    """The list, each thing with why, the cure and the command that leads on."""
    found = [line for item in items for line in _item(item, home)] or [NOTHING]
    if left_out:
        by = plural(left_out, "thing")
        found.append(f"{by} more a corrected file has made needless: smm quarantine list{home} --all")
    return found


def _item(item: "HeldItem", home: str) -> list[str]:
    found = [_head(item)]
    if item.settled_by:
        return [*found, f"{INDENT}settled: {item.settled_by} covers it; nothing to do"]
    found += [f"{INDENT}{item.reason}"] if item.reason else []
    found += [f"{INDENT}cure: {item.cure}"] if item.cure else []
    return [*found, f"{INDENT}fix: {fix_of(item, home)}"]


def _head(item: "HeldItem") -> str:
    part = f" [{item.part}]" if item.part else ""
    status = f"{plural(item.rows or 0, 'row')} of a loaded file" if item.kind == "rows" else item.status
    facts = [status, item.network, _days(item)]
    facts.append(plural(item.rows, "row") if item.rows and item.kind != "rows" else "")
    facts += [f"{grouped(amount, 2)} {currency}" for currency, amount in sorted(item.amounts.items())]
    if item.held_since is not None:
        facts.append(f"since {short_day(item.held_since.date())}")
    return f"{item.id}  {item.name}{part}  {' · '.join(fact for fact in facts if fact)}"


def _days(item: "HeldItem") -> str:
    return period(item.period_start, item.period_end) if item.period_start and item.period_end else ""


def page(found: "LookedUp") -> list[str]:
    """One thing in full."""
    item = found.item
    told = [_head(item)]
    told += [f"{INDENT}settled: {item.settled_by} covers it"] if item.settled_by else []
    told += [f"{INDENT}archived: {found.archived}"] if found.archived else []
    if item.kind == "file" and item.reason and item.reason != found.question:
        told.append(f"{INDENT}when it was held: {item.reason}")
    told += [f"{INDENT}question: {found.question}"] if found.question else []
    told += [f"{INDENT}cure: {found.cure}"] if found.cure else []
    told += [f"{INDENT}answer: {answer}" for answer in found.answers]
    if found.findings and found.header:
        told.append(f"{INDENT}columns: {', '.join(name for name in found.header if name)}")
    for finding in found.findings:
        told += _finding(finding)
    for one in found.amounts:
        days = period(one.first_day, one.last_day)
        what = f"{one.kind.replace('_', ' ')} {grouped(one.amount, 2)} {one.currency}"
        told.append(f"{days}  {one.channel} {one.account}  {what}, {plural(one.rows, 'row')}")
    return told


def _finding(one: "Finding") -> list[str]:
    column = f", column {one.column}" if one.column else ""
    value = f": '{one.value}'" if one.value else ""
    told = [f"line {one.line}{column}{value}  {one.reason} ({one.rule})"]
    return [*told, f"{INDENT}{one.original}"] if one.original else told


def outcome(found: "Sequence[Tried]", home: str) -> list[str]:
    """What became of everything that was tried again."""
    told = [line for one in found for line in _tried(one)] or ["Nothing waits that could be tried again"]
    if any(one.loaded or one.superseded for one in found):
        told.append(f"Next: smm run{home} brings tables and advice up to date")
    return told


def _tried(one: "Tried") -> list[str]:
    part = f" [{one.part}]" if one.part else ""
    counts = [f"{grouped(one.loaded)} loaded"] if one.loaded else []
    counts += [f"{grouped(one.superseded)} superseded"] if one.superseded else []
    counts += [f"{plural(one.still_held, 'row')} still held back"] if one.still_held else []
    status = "still held" if one.was == "loaded" and one.still_held and not counts[:-1] else one.status
    told = [f"{status:<12}  {one.name}{part}  {', '.join(counts)}".rstrip()]
    told += [f"{'':<12}  {one.reason}"] if one.reason else []
    return [*told, f"{'':<12}  cure: {one.cure}"] if one.cure else told
