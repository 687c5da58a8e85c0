"""What 10, 20 or 30 % more or less money would bring, on top of a recommendation: rows of state.budget_scenario.

Belongs here: the steps, and what is told of each. Not here: who takes the difference (`growing`).

Every step grows from the one before it, so more money never brings less. Where the advice is to keep today's mix, the
difference is shared in its proportion; else it goes where the curves expect most of it, inside each channel's limits.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import pandas as pd

from smm_assets.allocation import InfeasibleBudget, Limits
from smm_assets.allocation.limits import read_bounds
from smm_assets.decisions.cents import cents
from smm_assets.decisions.feasible import misfit
from smm_assets.decisions.growing import Split, grown
from smm_assets.decisions.lines import BEYOND
from smm_assets.decisions.pricing import Brings, Curve, brings
from smm_assets.report.words import round_tenth

STEPS = (-30, -20, -10, 0, 10, 20, 30)  # per cent of the recommendation's total
WIDEST = Decimal("1.3")
COLUMNS = (
    "change_pct", "total_per_day", "priced_spend", "expected_result", "low", "high", "cost_per_result", "next_money",
    "next_results", "difference", "beyond_seen", "note",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What steps start from. limits: those of any total; highest: most ever spent a day; labels: names people know.

    tests: money a day that declared running tests need, by channel.
    """

    curves: Mapping[str, Curve]
    limits: Callable[[Decimal], Limits]
    highest: Mapping[str, Decimal]
    labels: Mapping[str, str]
    as_today: bool
    tests: Mapping[str, Decimal] = field(default_factory=dict)

    def step(self, split: Split, total: Decimal) -> dict[str, Decimal]:
        """The split with this total instead. Raises InfeasibleBudget."""
        return grown(split, self.limits(total), self.curves, as_today=self.as_today)

    def conflict(self, total: Decimal) -> str:
        """What stands against a total, by the names people know; empty where nothing does."""
        found = misfit(self.limits, total, self.labels)
        if found is not None:
            return f"{found.said}. {found.cure}"
        limits = self.limits(total)
        named = {self.labels[name]: entry for name, entry in limits.channels.items()}
        try:
            read_bounds(Limits(total=limits.total, channels=named))
        except InfeasibleBudget as conflict:
            return conflict.message
        return ""

    def next_results(self, split: Split, money: int) -> float | None:
        """Results of so much more money on top of a split; None where the limits leave it no room."""
        try:
            more = self.step(split, sum(split.values(), Decimal(0)) + money)
        except InfeasibleBudget:
            return None
        return brings(more, self.curves).expected - brings(split, self.curves).expected


def what_changes(split: Split, ground: Ground) -> pd.DataFrame:
    """One row per step of STEPS, lowest first. A total the limits do not allow says so and brings nothing known."""
    total = sum(split.values(), Decimal(0))
    if not ground.curves or total <= 0:
        return pd.DataFrame(columns=list(COLUMNS))
    less, more = ([step for step in STEPS if side * step > 0] for side in (-1, 1))
    rows = [_row(0, total, split, split, ground, total)]
    for steps in (less[::-1], more):
        rows += _chain(steps, split, ground, total)
    rows.sort(key=lambda row: int(str(row["change_pct"])))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _chain(steps: Sequence[int], split: Split, ground: Ground, total: Decimal) -> list[dict[str, object]]:
    rows, now = [], split
    for step in steps:
        asked = cents(total * (100 + step) / 100)
        try:
            now = ground.step(now, asked)
        except InfeasibleBudget:
            rows.append(_refused(step, asked, total, ground.conflict(asked)))
            continue
        rows.append(_row(step, asked, now, split, ground, total))
    return rows


def _row(step: int, asked: Decimal, now: Split, before: Split, ground: Ground, total: Decimal) -> dict[str, object]:
    found, more = brings(now, ground.curves), round_tenth(total)
    return {
        "change_pct": step,
        "total_per_day": asked,
        "priced_spend": found.spend,
        **_results(found),
        "next_money": Decimal(more),
        "next_results": ground.next_results(now, more),
        "difference": told_difference(before, now, ground.labels),
        "beyond_seen": ", ".join(beyond_highest(now, ground.highest, ground.labels)),
        "note": tests_left_short(before, now, ground),
    }


def _results(found: Brings) -> dict[str, object]:
    return {"expected_result": found.expected, "low": found.low, "high": found.high, "cost_per_result": found.cost}


def _refused(step: int, asked: Decimal, total: Decimal, why: str) -> dict[str, object]:
    empty: dict[str, object] = dict.fromkeys(COLUMNS)
    said = {"change_pct": step, "total_per_day": asked, "next_money": Decimal(round_tenth(total))}
    return empty | said | {"difference": "", "beyond_seen": "", "note": f"Not possible: {why}"}


def told_difference(before: Split, now: Split, labels: Mapping[str, str]) -> str:
    """Who takes the difference, largest first: "TikTok +6.00, Meta +4.00"."""
    moved = {name: now[name] - before[name] for name in before if now[name] != before[name]}
    ordered = sorted(moved, key=lambda name: (-abs(moved[name]), labels[name]))
    return ", ".join(f"{labels[name]} {'+' if moved[name] > 0 else '−'}{abs(moved[name]):,.2f}" for name in ordered)


def tests_left_short(before: Split, now: Split, ground: Ground) -> str:
    """Channels whose running test would lose money it needs, in words; empty when none would."""
    short = [name for name, need in ground.tests.items() if now[name] < need and now[name] < before[name]]
    said = [
        f"{ground.labels[name]} would get {now[name]:,.2f} a day where its running test needs {ground.tests[name]:,.2f}"
        for name in sorted(short, key=lambda name: ground.labels[name])
    ]
    return "; ".join(said)


def beyond_highest(split: Split, highest: Mapping[str, Decimal], labels: Mapping[str, str]) -> list[str]:
    """Channels that would spend more than was ever seen of them."""
    return [labels[name] for name, amount in split.items() if amount > BEYOND * highest.get(name, amount)]
