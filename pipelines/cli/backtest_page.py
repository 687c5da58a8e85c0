"""What `smm backtest` prints: a line per morning, what they say together, and what was left out.

Belongs here: layout. Not here: the figures, which are those of marts.backtest_total and backtest_summary.
"""

import textwrap
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pipelines.cli.terminal import WIDTH, aligned
from smm_assets.report.backtest_facts import BackTest
from smm_assets.report.backtests import in_words
from smm_assets.report.words import UNKNOWN, Words, change, long_day, plural, short_day

if TYPE_CHECKING:
    from smm_assets.settings import Project

HEADER = ["morning", "advice", "expected gain", "spend then moved", "week after", "expected", "likely", ""]
STAYED = 0.1  # of the advised move


def page(project: "Project", rows: Sequence[dict[str, Any]], judged: Sequence[BackTest]) -> list[str]:
    """Lines: the mornings, then what the judged ones say together."""
    if not rows:
        return []
    words = Words(project.settings.currency)
    several = len({row["objective"] for row in rows}) > 1
    title = f"{project.settings.name} · {plural(len(rows), 'back-test')} · what would have been advised, and what came"
    lines = aligned(HEADER, [_row(row, words, several) for row in rows], right=(2,))
    if any(row["is_hindsight"] for row in rows):
        lines.append("* knew days only from exports written later")
        together = [in_words(one, several=several) for one in judged]
    return [title, *lines, *(line for text in together for line in textwrap.wrap(text, WIDTH))]


def _row(row: dict[str, Any], words: Words, several: bool) -> list[str]:
    metric = row["result_metric"]
    mark = "*" if row["is_hindsight"] else ""
    low, high = (words.results(metric, row[key]) for key in ("results_low", "results_high"))
    return [
        f"{short_day(row['as_of'])}{mark}{' ' + row['objective'] if several else ''}",
        "keep" if row["keep"] else "move",
        UNKNOWN if row["keep"] else change(row["uplift"]),
        _moved(row["moved"]),
        words.results(metric, row["results_happened"]),
        words.results(metric, row["results_expected"]),
        UNKNOWN if row["results_low"] is None else f"{low.split(' ')[0]} to {high.split(' ')[0]}",
        _judged(row),
    ]


def _moved(share: float | None) -> str:
    """Whether the shares of spend went the way of the advice, which nobody had then."""
    if share is None:
        return UNKNOWN
    return "the same way" if share > STAYED else "the other way" if share < -STAYED else "hardly"


def _judged(row: dict[str, Any]) -> str:
    if row["in_interval"] is None:
        return "cannot be judged"
    said = "as likely" if row["in_interval"] else "outside"
    return said if row["results_final"] else f"{said} so far"


def skipped_lines(skipped: Sequence[tuple[date, str]]) -> list[str]:
    """Mornings that were left out, with why; neighbours of one reason share a line."""
    lines = []
    for reason, group in groupby(skipped, key=lambda pair: pair[1]):
        days = [day for day, _ in group]
        which = long_day(days[0]) if len(days) == 1 else f"{len(days)} from {long_day(days[0])} to {long_day(days[-1])}"
        lines.append(f"Left out: {which}, {reason}")
    return lines
