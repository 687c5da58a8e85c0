"""Overviews of several projects as lines: one each, aligned, cut to the terminal where there is one.

Belongs here: words and columns. Not here: the facts (`smm_assets/report/overview.py`).
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.cli.terminal import aligned, safe
from pipelines.cli.terminal import width as columns_of
from smm_assets.report.words import grouped, listed, short_day

if TYPE_CHECKING:
    from smm_assets.report.overview import AdviceInBrief, Overview

STATES = {"good": "good", "needs_person": "needs you", "failed": "failed", "unreadable": "no status"}
COLOURS = {"good": "green", "needs_person": "yellow", "failed": "bold red", "unreadable": "bold red"}
NAME_WIDTH, DATA_WIDTH = 20, 24
WORDS = {
    "rate": ("a rate", "rates"),
    "file": ("a file", "files"),
    "total": ("a total", "totals"),
    "rows": ("bad rows", "files with bad rows"),
    "check": ("a check", "checks"),
}


def lines(found: Sequence["Overview"], width: int | None = None) -> list[str]:
    """One line for each project. width: columns of the terminal, where names of things to do give way to their count
    before anything is cut; None cuts nothing.
    """
    told = _lines(found, width, brief=False)
    if width is None or all(columns_of(line) <= width for line in told):
        return told
    return [_shortened(line, width) for line in _lines(found, width, brief=True)]


def _lines(found: Sequence["Overview"], width: int | None, *, brief: bool) -> list[str]:
    named = _named(found)
    known = iter(_columns([_cells(one, width, brief=brief) for one in found if not one.problem]))
    tails = [" ".join(one.problem.split()) if one.problem else next(known) for one in found]
    rows = [
        [STATES[one.state], _limited(name, NAME_WIDTH, width), tail]
        for one, name, tail in zip(found, named, tails, strict=True)
    ]
    return [safe(line) for line in _columns(rows)]


def _named(found: Sequence["Overview"]) -> list[str]:
    """What each is called: by its folder first where others have the same name."""
    names, folders = (Counter(one.name for one in found), Counter(Path(one.folder).name for one in found))
    told = [Path(one.folder).name if folders[Path(one.folder).name] == 1 else one.folder for one in found]
    return [
        one.name if names[one.name] == 1 else f"{folder} ({one.name})"
        for one, folder in zip(found, told, strict=True)
    ]


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines with aligned columns, without a head."""
    return aligned([""] * len(rows[0]), rows)[1:] if rows else []


def _cells(one: "Overview", width: int | None, *, brief: bool) -> list[str]:
    needs = ", ".join(_counted(topic, count) for topic, count in Counter(need.topic for need in one.needs).items())
    return [
        _when(one),
        _limited(_data(one), DATA_WIDTH, width),
        _pace(one),
        f"{len(one.needs)} to do" if brief or not needs else needs,
        "; ".join(_advice(advice, several=len(one.advice) > 1) for advice in one.advice) or "no advice",
    ]


def _when(one: "Overview") -> str:
    """The morning the tables speak of, and the day they were made on where that is another one."""
    ran = one.run_at.date() if one.run_at else None
    return f"ran {short_day(ran)}" if ran == one.as_of else f"{short_day(one.as_of)}, ran {short_day(ran)}"


def _data(one: "Overview") -> str:
    if one.data_through is None:
        return "no data"
    late = f", late {listed([channel.label for channel in one.late])}" if one.late else ""
    return f"data {short_day(one.data_through)}{late}"


def _pace(one: "Overview") -> str:
    if one.pace is None:
        return "no plan"
    off = ", ".join(f"{count} {status}" for status, count in one.off_plan.items())
    return f"pace {grouped(one.pace, 2)}{f' ({off})' if off else ''}"


def _counted(topic: str, count: int) -> str:
    single, many = WORDS.get(topic, (topic, topic))
    return single if count == 1 else f"{count} {many}"


def _advice(advice: "AdviceInBrief", *, several: bool) -> str:
    moves = [f"{count} {where}" for where, count in (("up", advice.up), ("down", advice.down)) if count]
    what = "keep" if advice.keep or not moves else ", ".join(moves)
    status = "" if advice.status == "proposed" else f"{advice.status}: "
    return f"{f'{advice.objective} ' if several else ''}{status}{what}"


def _limited(text: str, most: int, width: int | None) -> str:
    """Cut where lines are cut at all."""
    return text if width is None else _shortened(text, most)


def _shortened(text: str, most: int) -> str:
    if columns_of(text) <= most:
        return text
    while columns_of(text) > most - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"
