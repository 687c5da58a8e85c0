"""How far the history of a channel can be trusted, and whether it is enough to move money at all.

Belongs here: thresholds on days, results and gaps. Not here: fitting, and words.
"""

from dataclasses import dataclass

import numpy as np

from smm_assets.allocation.cleaning import Panel

FEWEST_DAYS = 14  # in all channels together; below it nothing is moved
FEWEST_RESULTS = 10.0  # independent results in all channels together
OWN_DAYS = 7  # a channel with fewer days with spend keeps its spend
FULL_DAYS, FULL_RESULTS, FULL_COVERAGE = 28, 20.0, 0.7


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is known of one channel. days: known days with spend; gap: share of days unknown; low, high: spend seen."""

    trust: str
    days: int
    spend: float
    results: float
    gap: float
    lowest: float
    highest: float


def standing(panel: Panel, column: int, dispersion: float) -> Standing:
    """Standing of one channel; `dispersion` (variance over mean) turns results into independent results."""
    known = panel.known[:, column]
    spend = panel.spend[known, column]
    active = spend > 0
    results = float(panel.result[known, column].sum())
    gap = 1.0 - float(known.mean()) if len(known) else 1.0
    enough = active.sum() >= FULL_DAYS and results / max(dispersion, 1e-300) >= FULL_RESULTS
    trust = "full" if enough and gap <= 1.0 - FULL_COVERAGE else "direction_only"
    if active.sum() < OWN_DAYS:
        trust = "hold"
    return Standing(
        trust=trust,
        days=int(active.sum()),
        spend=float(spend.sum()),
        results=results,
        gap=gap,
        lowest=float(spend[active].min()) if active.any() else 0.0,
        highest=float(spend[active].max()) if active.any() else 0.0,
    )


def usable_channels(panel: Panel) -> np.ndarray:
    """Channels with enough days of their own, (channels,) bool."""
    if not len(panel.days):
        return np.zeros(len(panel.channels), dtype=bool)
    return np.asarray((panel.known & (panel.spend > 0)).sum(axis=0) >= OWN_DAYS)


def too_little(panel: Panel, independent_results: float) -> str | None:
    """Why the history as a whole cannot carry a move, in plain words, or None."""
    days = int(panel.known.any(axis=1).sum()) if len(panel.days) else 0
    if days == 0:
        return "there is no history yet"
    if days < FEWEST_DAYS:
        return f"there are only {days} days of history; {FEWEST_DAYS} are needed"
    if independent_results < FEWEST_RESULTS:
        return "there are almost no results yet"
    return None
