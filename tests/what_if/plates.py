"""A recommendation of three channels by hand: one that moves, one frozen, one nothing is known of.

Search brings 0.1 a unit up to 40 and 0.05 from there to 80; Video 0.2 a unit up to 20, then nothing more.
"""

from datetime import date
from decimal import Decimal

import numpy as np

from smm_assets.decisions.pricing import Curve
from smm_assets.what_if import ChannelRow, Plate

HOSTILE = '=HYPERLINK("http://bad.example","Video")'


def curve(*points: tuple[float, float]) -> Curve:
    """A curve with a range of a fifth down and two fifths up."""
    spend, expected = (np.array([point[n] for point in points]) for n in (0, 1))
    return Curve(spend=spend, expected=expected, low=0.8 * expected, high=1.4 * expected)


SEARCH, VIDEO = curve((0, 0), (40, 4), (80, 6)), curve((0, 0), (20, 4), (60, 4))


def row(channel: str, now: int, recommended: int, curve: Curve | None, **more: object) -> ChannelRow:
    given = {
        "label": channel.title(), "low": None, "high": None, "fixed": "", "step_down": Decimal("0.2"),
        "step_up": Decimal("0.2"), "highest": Decimal(55),
    } | more  # fmt: skip
    return ChannelRow(
        channel=channel, now=Decimal(now), recommended=Decimal(recommended), curve=curve,
        **given,  # type: ignore[arg-type]
    )  # fmt: skip


PLATE = Plate(
    recommendation_id="2026-11-22-sales-0a1b2c3d",
    as_of=date(2026, 11, 22),
    objective="sales",
    metric="orders",
    currency="EUR",
    total=Decimal(100),
    next_money=10,
    summary="Move money from Video to Search.",
    rows=(
        row("search", 50, 60, SEARCH, low=Decimal(30), high=Decimal(70)),
        row("video", 40, 30, VIDEO, label=HOSTILE),
        row("=new", 10, 10, None, fixed="held"),
    ),
)
