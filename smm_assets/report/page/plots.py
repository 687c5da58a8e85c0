"""Charts with axes: shapes that stretch with the page, labels that do not.

Belongs here: the frame of a plot, its ticks and scales. Not here: what single charts show (`page/sections`). Places
are per cents and sizes of letters are those of the page, so that labels stay readable on a phone.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from smm_assets.report.page.svg import number
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
    """A picture that fills its frame, with labels at its left, below and, in circles (notes), on top."""
    said = escape(visible(says))
    labels = [f'<text class="y" x="-6" y="{_per_cent(1 - tick.at)}" dy=".35em">{_safe(tick)}</text>' for tick in y]
    labels += [f'<text class="x{_edge(tick)}" x="{_per_cent(tick.at)}" y="100%">{_safe(tick)}</text>' for tick in x]
    for tick in notes:
        labels.append(f'<circle class="note" cx="{_per_cent(tick.at)}" cy="0" r="9"/>')
        labels.append(f'<text class="note" x="{_per_cent(tick.at)}" y="0" dy=".35em">{_safe(tick)}</text>')
    return Markup(
        '<svg class="plot {}" role="img" aria-label="{}"><title>{}</title>'
        '<svg class="area" viewBox="0 0 {} {}" preserveAspectRatio="none">{}</svg>{}</svg>'
    ).format(kind, said, said, number(WIDE), number(TALL), Markup("".join(shapes)), Markup("".join(labels)))


def _per_cent(part: float) -> str:
    return f"{number(100 * min(max(part, 0.0), 1.0))}%"


def _safe(tick: Tick) -> str:
    return str(escape(visible(tick.text)))


def _edge(tick: Tick) -> str:
    """Labels at the ends of an axis stay inside the picture."""
    return " last" if tick.at > 0.92 else " first" if tick.at < 0.04 else ""


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
