"""Every mart depends on the files, not on the order, number or pieces in which they arrive: exports made by chance.

For exports that state when they were written; one whose moment is that of its arrival cannot be free of order and is no
part of this. SMM_ORDERS: number of examples, for a long run.
"""

import datetime as dt
import os
from collections.abc import Mapping
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.replay.arriving import Rounds, assert_same, marts

EXAMPLES = int(os.environ.get("SMM_ORDERS", "2"))
MORNING = dt.date(2026, 6, 10)
DAYS = [f"2026-06-0{number}" for number in range(1, 7)]
PROJECT = {"smm.yaml": b"name: Mugs\ncurrency: EUR\n"}
META = "Reporting starts,Reporting ends,Campaign name,Campaign ID,Amount spent (EUR),Impressions,Clicks (all)"
TIKTOK = "Account ID,Campaign name,Campaign ID,By Day,Ad group name,Ad group ID,Cost,Impressions,Conversions,Currency"
CENTS = st.integers(1, 9999)
Exports = Mapping[str, tuple[str, list[str]]]


@st.composite
def exports(draw: st.DrawFn) -> Exports:
    """Name without piece → header and lines. Some report fewer columns; two of one network may share their moment."""
    found = {}
    for number, hour in enumerate(draw(st.lists(st.integers(0, 2), min_size=2, max_size=4))):
        days = DAYS[draw(st.integers(0, 2)) :][: draw(st.integers(2, 4))]
        spends = [Decimal(draw(CENTS)) / 100 for _ in days]
        if number % 2:
            lines = [
                f"7012,Tea,17{n},{day},Wide,18{n},{spend:.2f},"
                f"{draw(st.integers(200, 300))},{draw(st.integers(0, 9))},EUR"
                for day, spend in zip(days, spends, strict=True)
                for n in (1, 2)
            ]
            header = TIKTOK
        else:
            is_short = draw(st.booleans())
            header = META.rpartition(",")[0] if is_short else META
            lines = [
                f"{day},{day},Cups {n},2385000000000000{n},{spend * n:.2f},{draw(st.integers(100, 200))}"
                + ("" if is_short else f",{draw(st.integers(0, 99))}")
                for day, spend in zip(days, spends, strict=True)
                for n in (1, 2)
            ]
        found[f"{number} export 2026-06-09_0{hour}_00_00"] = (header, lines)
    return found


def arrivals(draw: st.DrawFn, exported: Exports) -> Rounds:
    """Rounds of (file name, text): every export whole or cut in two, some pieces twice, in any order."""
    pieces = []
    for name, (header, lines) in exported.items():
        cut = draw(st.integers(0, len(lines) // 2)) * 2
        for place, piece in enumerate((lines[:cut], lines[cut:])):
            for copy in range(draw(st.integers(1, 2)) if piece else 0):
                pieces.append((f"piece {place} {copy} {name}.csv", _text(header, piece)))
    shuffled = draw(st.permutations(pieces))
    middle = draw(st.integers(0, len(shuffled)))
    return [shuffled[:middle], shuffled[middle:]]


def _text(header: str, lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in (header, *lines)).encode()


@settings(
    max_examples=EXAMPLES,
    derandomize=EXAMPLES < 10,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.data())
def test_any_order_split_and_repetition_gives_the_same_marts(data: st.DataObject) -> None:
    exported = data.draw(exports())
    in_order = [[(f"{name}.csv", _text(header, lines)) for name, (header, lines) in exported.items()]]
    first, other = (marts(PROJECT, rounds, MORNING) for rounds in (in_order, arrivals(data.draw, exported)))
    assert len(first["ad_daily"]) > 0
    assert_same(other, first)
