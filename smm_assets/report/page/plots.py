"""Charts with axes: shapes that stretch with the page, labels that do not.

Belongs here: the frame of a plot, its ticks and scales. Not here: what single charts show (`page/sections`). Labels
stand beside the picture as text, so that they stay readable on a phone; screen readers hear the picture's own words.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from smm_assets.report.page.svg import picture
from smm_assets.report.visible import visible

WIDE, TALL = 1000.0, 100.0
NICE = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
STEPS = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True, kw_only=True)
class Tick:
    """A label at a place of an axis, 0 its start and 1 its end."""

    at: float
    text: str


def plot(
    kind: str,
    shapes: Sequence[str],
    says: str,
    *,
    y: Sequence[Tick] = (),
    x: Sequence[Tick] = (),
    notes: Sequence[Tick] = (),
) -> Markup:
    """A picture of WIDE by TALL that fills its frame, with labels at its left, below and on top (notes)."""
    labels = [_label("y", "bottom", tick) for tick in y]
    labels += [_label("x", "left", tick) for tick in x]
    labels += [_label("note", "left", tick) for tick in notes]
    return Markup('<div class="plot {}">{}{}</div>').format(
        kind, picture("", WIDE, TALL, shapes, says, fit="none"), Markup("".join(labels))
    )


def _label(kind: str, side: str, tick: Tick) -> str:
    place = f"{100 * min(max(tick.at, 0.0), 1.0):.1f}".removesuffix(".0")
    edge = " last" if kind != "y" and tick.at > 0.92 else " first" if kind != "y" and tick.at < 0.04 else ""
    return f'<span class="{kind}{edge}" style="{side}:{place}%" aria-hidden="true">{escape(visible(tick.text))}</span>'


def nice_top(value: float, steps: Sequence[float] = NICE) -> float:
    """The least round number that is not below the value."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(power * step for step in steps if power * step >= value * (1 - 1e-9))


def even_steps(end: float, about: int) -> list[float]:
    """About so many round amounts from 0 up to the end."""
    step = nice_top(end / about, STEPS)
    return [n * step for n in range(int(end / step + 1e-9) + 1)]


def height(value: float, top: float) -> float:
    """How far from the upper edge a value lies, in the picture's units; what lies beyond an edge stays on it."""
    return TALL * (1 - min(max(value / top, 0.0), 1.0))
