"""The last 7 days against the 7 before, laid out: both values, and what made the difference.

Belongs here: cells and words of the comparison. Not here: facts (`report/sections/comparison`).
"""

from dataclasses import dataclass

from smm_assets.language import gettext, mark
from smm_assets.report.sections.comparison import Comparison, WeekChange
from smm_assets.report.words import UNKNOWN, Words, change, noun, quantity, status

CAUSES = {
    "spend": mark("money spent"),
    "mix": mark("its split over channels"),
    "cpm": mark("price of being shown"),
    "ctr": mark("clicks for each time shown"),
    "cvr": mark("results for each click"),
    "undivided": mark("not to be divided"),
}
SMALL = 0.1  # parts below so much of the largest are not told


@dataclass(frozen=True, kw_only=True)
class ChangeRow:
    """One channel as cells; label "" for all together. note: as the table tells it."""

    label: str
    spend: str
    results: str
    cost: str
    why: str
    note: str


@dataclass(frozen=True, kw_only=True)
class ComparisonView:
    """One objective against the week before."""

    objective: str
    results_name: str
    result_name: str
    rows: tuple[ChangeRow, ...]


def comparison_view(one: Comparison, words: Words) -> ComparisonView:
    """All channels, then each."""
    return ComparisonView(
        objective=status(one.objective),
        results_name=noun(one.metric, many=True),
        result_name=noun(one.metric),
        rows=tuple(_row(line, words) for line in one.lines),
    )


def _row(line: WeekChange, words: Words) -> ChangeRow:
    return ChangeRow(
        label=line.label,
        spend=_both(
            words.money(line.spend_then, exact=False), words.money(line.spend, exact=False), line.spend is None
        ),
        results=_both(_count(line.results_then), _count(line.results), line.results is None),
        cost=_both(words.money(line.cost_then), words.money(line.cost), line.cost is None) + _relative(line),
        why=why(line),
        note=line.note if line.days_compared < line.days else "",
    )


def _both(then: str, now: str, is_unknown: bool) -> str:
    return UNKNOWN if is_unknown else f"{then} → {now}"


def _count(value: float | None) -> str:
    return UNKNOWN if value is None else quantity(value)


def _relative(line: WeekChange) -> str:
    if not line.cost or not line.cost_then:
        return ""
    return f" ({change(line.cost / line.cost_then - 1)})"


def why(line: WeekChange) -> str:
    """The parts of the change in results, largest first: "results for each click +11, money spent −6.6"."""
    largest = max((abs(part) for part in line.parts.values()), default=0.0)
    told = sorted(
        ((cause, part) for cause, part in line.parts.items() if abs(part) >= max(SMALL * largest, 0.05)),
        key=lambda one: -abs(one[1]),
    )
    if not told:
        return gettext("no change")
    return ", ".join(f"{gettext(CAUSES[cause])} {_signed(part)}" for cause, part in told)


def _signed(part: float) -> str:
    shown = quantity(round(part, 1))
    return f"+{shown}" if part > 0 else shown
