"""Pictures that stand alone: charts of the report in one SVG, as an image of Markdown."""

import re
from base64 import b64decode
from xml.etree import ElementTree

from smm_assets.operating.pictures import Drawn, markdown, rows, tiles
from smm_assets.report.page import charts
from smm_assets.report.total_facts import CurvePoint

SVG = "{http://www.w3.org/2000/svg}"
BAR = charts.bullet(spent=40, estimated=5, expected=50, budget=100, low=90, high=110, top=112, says="40 of 100")
POINTS = [CurvePoint(spend=float(x), result=float(x) ** 0.5, low=0.0, high=float(x), observed=x > 2) for x in range(9)]


def texts(svg: str) -> list[str]:
    return [item.text or "" for item in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_rows_say_name_and_words_beside_each_chart() -> None:
    svg = rows("November, EUR", [Drawn(name="North", chart=BAR, said="40 of 100")], "Bar: spent")
    assert texts(svg) == ["November, EUR", "North", "40 of 100", "Bar: spent"]
    assert 'class="bar"' in svg


def test_tiles_stand_three_across_and_grow_downward() -> None:
    curve = charts.curve(POINTS, now=2, then=5, says="2 today")
    heights = [int(ElementTree.fromstring(tiles("Curves", [Drawn(name="N", chart=curve)] * n)).attrib["height"])
               for n in (1, 3, 4, 7)]  # fmt: skip
    assert heights[0] == heights[1] < heights[2] < heights[3]
    assert heights[2] - heights[1] == heights[3] - heights[2]


def test_a_picture_brings_its_own_colours_and_fetches_nothing() -> None:
    svg = tiles("Curves", [Drawn(name="N", chart=charts.curve(POINTS, now=2, then=5, says=""))])
    assert "--accent: #" in svg
    assert "var(--accent-soft)" in svg
    assert re.findall(r"(?:href|src|url\()", svg) == []
    assert set(re.findall(r"https?://[^\"']+", svg)) == {"http://www.w3.org/2000/svg"}


def test_hostile_names_are_text_and_nothing_else() -> None:
    wrong = '"/><script>alert(1)</script>\x1b\u202e'
    svg = rows(wrong, [Drawn(name=wrong, chart=BAR, said=wrong)])
    assert ElementTree.fromstring(svg).find(f".//{SVG}script") is None
    assert texts(svg)[1] == '"/><script>alert(1)</script>  '
    image = markdown(svg, "](javascript:alert(1)) ![x](y) <b>")
    (words, data) = re.fullmatch(r"!\[([^\[\]()]*)\]\(data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)\)", image).groups()  # type: ignore[union-attr]
    assert words == "javascript:alert1 xy b"
    assert b64decode(data).decode() == svg
