"""The two tables of a recommendation: one row per channel, and points of every response curve.

Belongs here: columns, rounding at the edge, actions. Not here: any decision.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from smm_assets.allocation.explain import NEXT, Unit, reason
from smm_assets.allocation.gate import Choice, widened
from smm_assets.allocation.limits import Bounds, money
from smm_assets.allocation.outlook import Outlook
from smm_assets.allocation.prices import Price, small_change
from smm_assets.allocation.trust import Standing

CURVE_POINTS = 25
CURVE_COLUMNS = ("channel", "spend", "expected_result", "low", "high", "marginal_result", "is_observed_range")


@dataclass(frozen=True, kw_only=True)
class Findings:
    """Everything the tables are made of; sequences run over channels. quotes: what declared
    events did to the evidence; note: why nothing moves at all, or None; unit: what results are called."""

    bounds: Bounds
    choice: Choice
    outlooks: Sequence[Outlook | None]
    standings: Sequence[Standing]
    prices: Sequence[Price]
    inflation: float
    quotes: Sequence[str]
    note: str | None
    unit: Unit


def channel_table(found: Findings) -> pd.DataFrame:
    """Rows of marts.budget_recommendation without its id; money per day as Decimal, results as float, None = unknown.

    `uplift` of a row is in results, recommended less current; the uplift of the whole is against the scaled mix.
    """
    tens = [_next_ten(found, c) for c in range(len(found.bounds.names))]
    return pd.DataFrame([_row(found, c, tens) for c in range(len(found.bounds.names))])


def _row(found: Findings, c: int, tens: list[float | None]) -> dict[str, object]:
    bounds, outlook, price = found.bounds, found.outlooks[c], found.prices[c]
    current, split = int(bounds.current[c]), int(found.choice.split[c])
    stopped = _stopped(price.constraint, bounds, c)
    if stopped == "hold" and split != current:
        stopped = "total"  # the others alone could not meet the total
    return {
        "channel": bounds.names[c],
        "current_spend": money(current),
        "recommended_spend": money(split),
        "change": money(split - current),
        "change_pct": (split - current) / current if current else None,
        "action": _action(found, c),
        **_results(outlook, current, split, found.inflation),
        "marginal_return_current": _marginal(found, c, current),
        "marginal_return_recommended": _marginal(found, c, split),
        "binding_constraint": "step" if stopped.startswith("step") else stopped,
        "shadow_price": price.shadow,
        "trust": found.standings[c].trust,
        "reason": reason(
            standing=found.standings[c],
            next_ten=tens[c] or 0.0,
            best_other=_best_other(bounds, tens, c),
            constraint=stopped,
            low=money(bounds.low[c]),
            high=money(bounds.high[c]),
            quoted=found.quotes[c],
            note=found.note,
            unit=found.unit,
        ),
    }


def _stopped(constraint: str, bounds: Bounds, c: int) -> str:
    """The constraint, with a bound that is only the largest step told apart from the user's own limit."""
    if constraint == "minimum" and bounds.low_is_step[c]:
        return "step_down"
    return "step_up" if constraint == "maximum" and bounds.high_is_step[c] else constraint


def _action(found: Findings, c: int) -> str:
    change = int(found.choice.split[c] - found.bounds.current[c])
    if change == 0:
        return "hold" if found.prices[c].constraint in ("frozen", "hold") else "keep"
    if change > 0 and found.standings[c].trust == "direction_only" and not found.choice.keep:
        return "test"
    return "increase" if change > 0 else "decrease"


def _results(outlook: Outlook | None, current: int, split: int, inflation: float) -> dict[str, float | None]:
    names = ("expected_result_current", "expected_result_recommended", "uplift", "uplift_low", "uplift_high")
    if outlook is None:
        return dict.fromkeys(names)
    before, after = (float(v) for v in outlook.expected(np.array([current, split])))
    samples = outlook.samples(np.array([current, split]))
    low, high = widened(samples[:, 1] - samples[:, 0], inflation)
    return dict(
        zip(names, (before, after, after - before, min(low, after - before), max(high, after - before)), strict=True)
    )


def _marginal(found: Findings, c: int, cents: int) -> float | None:
    outlook = found.outlooks[c]
    if outlook is None:
        return None
    step = max(small_change(found.bounds), cents // 100)
    low = max(cents - step, 0)
    values = outlook.expected(np.array([low, cents + step]))
    return float(values[1] - values[0]) / ((cents + step - low) / 100.0)


def _next_ten(found: Findings, c: int) -> float | None:
    """Results that NEXT units of money more than recommended bring, by the curve; None where nothing is known."""
    outlook, split = found.outlooks[c], int(found.choice.split[c])
    if outlook is None:
        return None
    before, after = outlook.expected(np.array([split, split + 100 * NEXT]))
    return float(after - before)


def _best_other(bounds: Bounds, tens: list[float | None], c: int) -> tuple[str, float] | None:
    """Where else the next money brings most: among channels that can take it, if there are any."""
    others = [(value, i) for i, value in enumerate(tens) if value is not None and i != c]
    open_ones = [(value, i) for value, i in others if bounds.low[i] < bounds.high[i]]
    if not others:
        return None
    value, i = max(open_ones or others)
    return str(bounds.names[i]), value


def curve_table(found: Findings) -> pd.DataFrame:
    """Rows of marts.response_curve: spend per day (Decimal) from 0 to beyond the highest spend allowed or seen."""
    rows: list[dict[str, object]] = []
    for c, outlook in enumerate(found.outlooks):
        if outlook is not None:
            rows += _curve(found, c, outlook)
    return pd.DataFrame(rows, columns=list(CURVE_COLUMNS))


def _curve(found: Findings, c: int, outlook: Outlook) -> list[dict[str, object]]:
    standing = found.standings[c]
    seen = round(100 * standing.highest)
    usual_top = max(int(found.choice.split[c]), int(found.bounds.current[c]), seen)
    top = max(usual_top, min(int(found.bounds.high[c]), 2 * usual_top), CURVE_POINTS)
    spends = np.unique(np.linspace(0, top, CURVE_POINTS).round().astype(np.int64))
    mean = outlook.expected(spends)
    slope = np.gradient(mean, spends / 100.0)
    bounds = np.quantile(outlook.samples(spends), [0.05, 0.5, 0.95], axis=0)
    low, high = (bounds[1] + (edge - bounds[1]) * found.inflation for edge in (bounds[0], bounds[2]))
    return [
        {
            "channel": found.bounds.names[c],
            "spend": money(spend),
            "expected_result": float(mean[i]),
            "low": float(max(0.0, min(low[i], mean[i]))),
            "high": float(max(high[i], mean[i])),
            "marginal_result": float(slope[i]),
            "is_observed_range": bool(100 * standing.lowest - 0.5 <= spend <= seen),
        }
        for i, spend in enumerate(spends)
    ]
