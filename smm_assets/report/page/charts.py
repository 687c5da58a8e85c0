"""Small charts as inline SVG: no script, no font, no file from anywhere.

Belongs here: shapes and their text alternatives. Not here: colours (`charts.css`), numbers or words. Every chart is a
picture with a label that says the same in words.
"""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from smm_assets.report.page import svg
from smm_assets.report.page.svg import picture
from smm_assets.report.total_facts import CurvePoint, TotalPoint, result_at

WIDE, LONG, BAR = 200.0, 400.0, 22.0  # pixels: beside cells, on their own, height
HEIGHTS = {"complete": 14.0, "immature": 10.0, "stale": 6.0, "missing": 3.0}
PARTS = ("content", "promotion", "research", "training")


def bullet(
    *, spent: float, estimated: float, expected: float | None, budget: float | None,
    low: float | None, high: float | None, top: float, says: str,
) -> Markup:  # fmt: skip
    """Pacing: bar = spent (paler: estimated), band = likely month end, tick = expected by now, line = budget."""
    scale = _scale(top)
    shapes = [svg.rect("track", 0, 3, WIDE, BAR - 6)]
    if low is not None and high is not None:
        shapes.append(svg.rect("band", scale(low), 3, max(1.5, scale(high) - scale(low)), BAR - 6))
    shapes.append(svg.rect("bar", 0, 7, scale(spent), BAR - 14))
    if estimated > 0:
        shapes.append(svg.rect("bar guess", scale(spent), 7, scale(estimated), BAR - 14))
    if expected is not None:
        shapes.append(svg.line("tick", scale(expected), 5, scale(expected), BAR - 5))
    if budget is not None:
        shapes.append(svg.line("goal", scale(budget), 0, scale(budget), BAR))
    return picture("bullet", WIDE, BAR, shapes, says, fills=True)


def shift(*, now: float, then: float, top: float, says: str) -> Markup:
    """From today's spend (ring) to the recommended one (dot)."""
    scale, mid = _scale(top, margin=8), BAR / 2
    kind = "up" if then > now else "down" if then < now else "same"
    shapes = [
        svg.line("rail", 8, mid, WIDE - 8, mid),
        svg.line(f"move {kind}", scale(now), mid, scale(then), mid),
        svg.dot("from", scale(now), mid, 4.5),
        svg.dot(f"to {kind}", scale(then), mid, 6),
    ]
    return picture("shift", WIDE, BAR, shapes, says)


def interval(
    *, low: float, middle: float, high: float, says: str, labels: tuple[str, str, str] | None = None
) -> Markup:
    """A likely range with its middle, and where zero is. labels: what stands at low, middle and high."""
    reach = max(abs(low), abs(high), 1e-9) * 1.1
    left = min(low, 0.0) - reach * 0.05
    span = (max(high, 0.0) + reach * 0.05 - left) or 1.0
    mid = BAR / 2 if labels is None else BAR

    def place(value: float) -> float:
        return (value - left) / span * LONG

    shapes = [
        svg.line("rail", 0, mid, LONG, mid),
        svg.line("zero", place(0), mid - 9, place(0), mid + 9),
        svg.rect("range", place(low), mid - 4, max(2.0, place(high) - place(low)), 8),
        svg.dot("to up" if middle > 0 else "to same", place(middle), mid, 6),
    ]
    if labels is None:
        return picture("interval", LONG, BAR, shapes, says)
    shapes += [
        svg.text(max(4.0, place(low)), 2 * BAR, labels[0], "start"),
        svg.text(place(middle), mid - 10, labels[1], "middle"),
        svg.text(min(LONG - 4.0, place(high)), 2 * BAR, labels[2], "end"),
    ]
    return picture("interval", LONG, 2 * BAR + 4, shapes, says)


def strip(days: Sequence[tuple[date, str, int]], says: str) -> Markup:
    """One square a day, oldest first; the status is told by colour and by height."""
    step = LONG / max(len(days), 1)
    shapes = []
    for n, (_, status, _) in enumerate(days):
        kind = status if status in HEIGHTS else "missing"
        shapes.append(svg.rect(f"day {kind}", n * step + 0.6, 18 - HEIGHTS[kind], step - 1.2, HEIGHTS[kind]))
    shapes += [svg.line("week", n * step, 18, n * step, 21) for n, (day, _, _) in enumerate(days) if day.weekday() == 0]
    return picture("strip", LONG, BAR, shapes, says)


def split(parts: Sequence[tuple[str, float, float]], says: str) -> Markup:
    """(part, actual share, target share): one bar of what is, and a mark where each part but the last should end."""
    whole = max(sum(actual for _, actual, _ in parts), sum(target for _, _, target in parts), 1e-9)
    shapes, x, goal = [], 0.0, 0.0
    for kind, actual, target in parts:
        width = actual / whole * LONG
        shapes.append(svg.rect(f"part {kind if kind in PARTS else 'other'}", x, 4, max(0.0, width - 1), 12))
        x, goal = x + width, goal + target / whole * LONG
        if target and goal < LONG - 1:
            shapes.append(svg.line("goal", goal, 0, goal, 20))
    return picture("split-bar", LONG, 20, shapes, says, fills=True)


def curve(points: Sequence[CurvePoint], *, now: float, then: float, says: str) -> Markup:
    """Expected results by spend: band = likely range, solid where money was spent before, ring = now, dot = next."""
    width, height = 240.0, 120.0
    top_x = max((point.spend for point in points), default=1.0) or 1.0
    top_y = max((point.high for point in points), default=1.0) or 1.0

    def spot(spend: float, result: float) -> tuple[float, float]:
        return 4 + spend / top_x * (width - 8), height - 4 - min(result / top_y, 1.0) * (height - 12)

    band = [spot(p.spend, p.high) for p in points] + [spot(p.spend, p.low) for p in reversed(points)]
    shapes = [
        f'<polygon class="band" points="{svg.points(band)}"/>',
        f'<polyline class="line far" points="{svg.points([spot(p.spend, p.result) for p in points])}"/>',
        f'<polyline class="line" points="{svg.points([spot(p.spend, p.result) for p in points if p.observed])}"/>',
        svg.line("rail", 4, height - 4, width - 4, height - 4),
        svg.dot("from", *spot(now, result_at(points, now)), 4.5),
        svg.dot(
            "to same" if now == then else "to up" if then > now else "to down",
            *spot(then, result_at(points, then)),
            5.5,
        ),
    ]
    return picture("curve", width, height, shapes, says)


def totals(points: Sequence[TotalPoint], says: str) -> Markup:
    """Expected results by total: stems over their likely range, a line through the middles, the advice filled.

    Each total stands below its stem, what it brings above.
    """
    width, height = 2 * LONG, 160.0
    top = max((point.high for point in points), default=1.0) or 1.0

    def tall(value: float) -> float:
        return height - 24 - 0.72 * height * value / top

    spots = [
        (width * (n + 0.5) / len(points), tall(point.low), tall(point.middle), tall(point.high))
        for n, point in enumerate(points)
    ]
    shapes = [svg.rect("range", x - 12, high, 24, max(1.0, low - high)) for x, low, _, high in spots]
    shapes.append(svg.line("rail", 4, height - 22, width - 4, height - 22))
    for point, (x, _, _, high) in zip(points, spots, strict=True):
        shapes += [svg.text(x, high - 5, point.results), svg.text(x, height - 6, point.total)]
    shapes.append(f'<polyline class="line" points="{svg.points([(x, middle) for x, _, middle, _ in spots])}"/>')
    shapes += [
        svg.dot("to up" if point.is_advice else "from", x, middle, 5.5)
        for point, (x, _, middle, _) in zip(points, spots, strict=True)
    ]
    return picture("totals", width, height, shapes, says)


def _scale(top: float, margin: float = 0.0) -> "_Scale":
    return _Scale(top or 1.0, margin)


class _Scale:
    """Money to pixels; what lies beyond the end stays at the end."""

    def __init__(self, top: float, margin: float) -> None:
        self._top, self._margin = top, margin

    def __call__(self, value: float) -> float:
        return self._margin + max(0.0, min(value / self._top, 1.0)) * (WIDE - 2 * self._margin)
