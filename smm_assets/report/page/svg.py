"""Single shapes of charts as SVG text.

Belongs here: one shape, one number, one picture around shapes. Not here: charts (`charts`, `plots`) or words.
"""

from collections.abc import Sequence

from markupsafe import Markup, escape

from smm_assets.report.visible import visible


def picture(kind: str, width: float, height: float, shapes: Sequence[str], says: str, *, fills: bool = False) -> Markup:
    """An SVG of this size that scales with the page; `says` is its text alternative.

    fills: stretched to the height its style gives it (bars and lines bear that, dots and text do not).
    """
    label, aspect = escape(visible(says)), "none" if fills else "xMidYMid meet"
    return Markup(
        '<svg class="{}" viewBox="0 0 {} {}" role="img" aria-label="{}" preserveAspectRatio="{}">'
        "<title>{}</title>{}</svg>"
    ).format(kind, number(width), number(height), label, aspect, label, Markup("".join(shapes)))


def rect(kind: str, x: float, y: float, width: float, height: float) -> str:
    return f'<rect class="{kind}" x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"/>'


def line(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="{kind}" x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"/>'


def dot(kind: str, x: float, y: float, radius: float) -> str:
    return f'<circle class="{kind}" cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"/>'


def spot(kind: str, x: float, y: float) -> str:
    """A dot that stays round where the picture is stretched: a line without length and with round ends."""
    return f'<path class="spot {kind}" d="M{number(x)} {number(y)}h.01"/>'


def text(x: float, y: float, said: str, anchor: str = "middle") -> str:
    return f'<text x="{number(x)}" y="{number(y)}" text-anchor="{anchor}">{escape(visible(said))}</text>'


def polyline(kind: str, spots: Sequence[tuple[float, float]]) -> str:
    return f'<polyline class="{kind}" points="{points(spots)}"/>'


def polygon(kind: str, spots: Sequence[tuple[float, float]]) -> str:
    return f'<polygon class="{kind}" points="{points(spots)}"/>'


def points(spots: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in spots)


def number(value: float) -> str:
    """A coordinate, to a tenth."""
    return f"{value:.1f}".removesuffix(".0")
