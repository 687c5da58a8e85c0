"""A value with its likely range as one row of a table, all rows on the same axis.

Belongs here: the row, its axis, pairs of shares. Not here: which values are shown (`page/sections`).
"""

from collections.abc import Iterable

from markupsafe import Markup

from smm_assets.report.page.plots import TALL, WIDE, Tick, even_steps, nice_top, plot
from smm_assets.report.page.svg import line, rect, spot

MIDDLE = TALL / 2
FAR = 3.0  # a range that reaches further than so many times the largest value runs out of the picture


def axis_end(values: Iterable[float | None], ends: Iterable[float | None]) -> float:
    """Where the axis of values and upper ends of their ranges ends; very wide ranges do not press the rest together."""
    known = [value for value in values if value is not None]
    widest = max((end for end in ends if end is not None), default=0.0)
    largest = max(known, default=0.0)
    return nice_top(max(largest, min(widest, FAR * largest)) or widest)


def ranged(
    *, value: float | None, low: float | None, high: float | None, end: float, says: str,
    mark: float | None = None, kind: str = "",
) -> Markup:  # fmt: skip
    """A dot with its likely range on an axis from 0 to `end`. mark: a benchmark or target, as an upright line."""
    shapes = [line("rail", 0, MIDDLE, WIDE, MIDDLE)]
    if low is not None and high is not None:
        left, right = _at(low, end), _at(high, end)
        shapes.append(line("range", left, MIDDLE, max(right, left + 2), MIDDLE))
        if high > end:
            shapes.append(line("range beyond", WIDE - 12, MIDDLE, WIDE, MIDDLE))
    if mark is not None:
        shapes.append(line("mark", _at(mark, end), 4, _at(mark, end), TALL - 4))
    if value is not None:
        shapes.append(spot(kind or "value", _at(value, end), MIDDLE))
    return plot("row", shapes, says)


def axis(end: float, texts: Iterable[tuple[float, str]], says: str) -> Markup:
    """Ticks for the head of a column of `ranged` rows."""
    ticks = [Tick(at=value / end, text=said) for value, said in texts]
    return plot("axis", [line("tick", tick.at * WIDE, 60, tick.at * WIDE, TALL) for tick in ticks], says, x=ticks)


def round_values(end: float) -> list[float]:
    """Three or four round values up to the end of an axis."""
    return even_steps(end, 4)


def pair(first: float | None, second: float | None, says: str) -> Markup:
    """Two shares of a whole, one bar above the other."""
    shapes = [rect("track", 0, 8, WIDE, 38), rect("track", 0, 54, WIDE, 38)]
    shapes += [rect("spend", 0, 8, WIDE * first, 38)] if first else []
    shapes += [rect("result", 0, 54, WIDE * second, 38)] if second else []
    return plot("pair", shapes, says)


def _at(value: float, end: float) -> float:
    return min(max(value / end, 0.0), 1.0) * WIDE
