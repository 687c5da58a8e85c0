"""The report's charts as pictures that stand alone, for places that show no page of ours.

Belongs here: putting charts with their labels into one SVG that brings its own colours, and as text of Markdown. Not
here: shapes (`report.page.charts`) or what is drawn for which table (`plots`).
"""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from smm_assets.report.page.html import styles
from smm_assets.report.visible import visible

NAME, CHART, HIGH, SAID, ROW = 150, 300, 33, 280, 38  # pixels
CURVE, CURVE_HIGH, ACROSS = 260, 150, 3
MARGIN = 16


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One chart with what stands before and behind it."""

    name: str
    chart: Markup
    said: str = ""


def rows(title: str, drawn: Sequence[Drawn], legend: str = "") -> str:
    """Charts below each other: name, chart, words; the legend at the end."""
    shapes = [_text(MARGIN, MARGIN + 12, title, "600")]
    for number, one in enumerate(drawn):
        top = MARGIN + 26 + number * ROW
        shapes += [
            _text(MARGIN, top + 21, one.name),
            _placed(one.chart, MARGIN + NAME, top, CHART, HIGH),
            _text(MARGIN + NAME + CHART + 14, top + 21, one.said),
        ]
    below = MARGIN + 26 + len(drawn) * ROW
    shapes.append(_text(MARGIN, below + 14, legend))
    return _sheet(2 * MARGIN + NAME + CHART + SAID, below + 14 + MARGIN, shapes)


def tiles(title: str, drawn: Sequence[Drawn]) -> str:
    """Charts side by side, three across, name above and words below each."""
    shapes = [_text(MARGIN, MARGIN + 12, title, "600")]
    high = CURVE_HIGH + 54
    for number, one in enumerate(drawn):
        left, top = MARGIN + number % ACROSS * (CURVE + MARGIN), MARGIN + 36 + number // ACROSS * high
        shapes += [
            _text(left, top + 4, one.name, "600"),
            _placed(one.chart, left, top + 14, CURVE, CURVE_HIGH - 20),
            _text(left, top + CURVE_HIGH + 12, one.said),
        ]
    lines = -(-len(drawn) // ACROSS)
    return _sheet(MARGIN + ACROSS * (CURVE + MARGIN), 2 * MARGIN + 20 + lines * high, shapes)


def markdown(svg: str, says: str) -> str:
    """The picture as an image of Markdown that needs no file; says: the same in words."""
    words = "".join(char for char in visible(says) if char not in "[]()\\`<>!")
    return f"![{words}](data:image/svg+xml;base64,{b64encode(svg.encode()).decode()})"


def _sheet(width: int, height: int, shapes: Sequence[str]) -> str:
    """Light on every page: an image cannot know whether the page around it is dark."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f"<style>{styles('palette.css', 'charts.css')}.said {{ font: 13px system-ui, sans-serif; }}</style>"
        f'<rect width="{width}" height="{height}" rx="8" fill="#ffffff"/>{"".join(shapes)}</svg>'
    )


def _placed(chart: Markup, x: int, y: int, width: int, height: int) -> str:
    return f'<svg x="{x}" y="{y}" width="{width}" height="{height}" overflow="visible">{chart}</svg>'


def _text(x: int, y: int, text: str, weight: str = "400") -> str:
    return f'<text class="said" x="{x}" y="{y}" style="font-weight: {weight}">{escape(visible(text))}</text>'
