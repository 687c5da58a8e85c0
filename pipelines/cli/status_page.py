"""The one screen of `smm status`: how everything stands, in sections beside their labels.

Belongs here: how the screen is laid out, coloured and kept short. Not here: what each section says
(`status_sections.py`), everything in full (`page.py`) or the facts (`smm_assets/report`).
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.cli import status_sections as say
from pipelines.cli.status_sections import Room

if TYPE_CHECKING:
    from datetime import tzinfo

    from rich.console import Console
    from rich.table import Table

    from smm_assets.report.facts import Summary

MOST_LINES = 30
LABEL = 9
COMFORTABLE = 90
# What is left out first where the screen would not hold it: a step at a time.
STEPS = (
    Room(channels=12, fetched=3, kpis=3, needs=4),
    Room(channels=12, fetched=2, kpis=3, needs=4),
    Room(channels=12, fetched=2, kpis=2, needs=3),
    Room(channels=10, fetched=1, kpis=2, needs=2),
    Room(channels=8, fetched=1, kpis=1, needs=1),
)


def lines(
    summary: "Summary",
    screen: "Console",
    *,
    home: str,
    zone: "tzinfo",
    where: str = "",
    first: Sequence[tuple[str, str]] = (),
    next_steps: Sequence[str] = (),
) -> list[str]:
    """Lines of the screen, with colours where the console shows them.

    home: the folder as shown; zone: of times; where: " --home DIR" for commands, where it has to be said.
    first: networks whose exports are waited for before any came, and how each is made.
    """
    for step in STEPS:
        room = replace(step, where=where, gap=2 if screen.width >= COMFORTABLE else 1)
        told = _drawn(summary, screen, home, zone, next_steps, first, room)
        if len(told) <= MOST_LINES:
            break
    return told


def _drawn(
    summary: "Summary",
    screen: "Console",
    home: str,
    zone: "tzinfo",
    next_steps: Sequence[str],
    first: Sequence[tuple[str, str]],
    room: Room,
) -> list[str]:
    grid = _grid()
    sections = (
        ("RUN", say.last_run(summary, zone)),
        ("FILES", say.files(summary, room)),
        ("CHANNELS", say.channels(summary, room)),
        ("MONEY", say.money(summary)),
        ("KPI", say.kpis(summary, room)),
        ("ADVICE", say.advice(summary, room)),
        ("FETCH", say.fetch(summary, first, room)),
        ("NEEDS YOU", say.needs(summary, room)),
        ("NEXT", say.steps(next_steps)),
    )
    for label, parts in sections:
        for number, part in enumerate(parts):
            grid.add_row("" if number else label, part)
    with screen.capture() as captured:
        screen.print(say.head(summary, home))
        screen.print(grid)
    return [line.rstrip() for line in captured.get().splitlines()]


def _grid() -> "Table":
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="bold cyan", no_wrap=True, width=LABEL)
    grid.add_column(overflow="fold", ratio=1)
    return grid
