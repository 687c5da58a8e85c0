"""What was found on the way to a recommendation: days left out, scatter, claims beyond orders.

Belongs here: facts for people who look behind the tables. Not here: anything the decision depends on.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from smm_assets.allocation.cleaning import Panel
from smm_assets.allocation.context import unused
from smm_assets.allocation.demand import context_column
from smm_assets.allocation.fit import Fit
from smm_assets.allocation.limits import money
from smm_assets.allocation.tables import Findings


def diagnostics(
    found: Findings, panel: Panel, typos: np.ndarray, fit: Fit | None, context: pd.DataFrame | None, base: np.ndarray
) -> dict[str, Any]:
    """What was found on the way, by name of the fact."""
    names, kept = found.bounds.names, found.choice.keep
    fitted = [name for name, outlook in zip(names, found.outlooks, strict=True) if outlook is not None]
    return {
        "days": len(panel.days),
        "dropped_rows": dict(panel.dropped),
        "suspicious_spend_days": _counts(names, typos),
        "silent_days": {} if fit is None else _counts(fitted, fit.silent),
        "kept_mix": {name: money(cents) for name, cents in zip(names, base, strict=True)},
        "risk_weight": found.choice.risk_weight,
        "expected_uplift_of_best_split": found.choice.best_uplift,
        "probability_of_best_split": found.choice.best_probability if kept else found.choice.probability,
        "dispersion": [] if fit is None else [float(d) for d in fit.dispersion],
        "effective_draws": [] if fit is None else [p.effective for p in fit.posteriors],
        "note": found.note,
        "warnings": _warnings(panel, context),
    }


def _counts(names: Sequence[str], mask: np.ndarray) -> dict[str, int]:
    return {name: int(days) for name, days in zip(names, mask.sum(axis=0), strict=True) if days}


def _warnings(panel: Panel, context: pd.DataFrame | None) -> list[str]:
    said = unused(context)
    if panel.dropped["other_channel"]:
        said.append(f"rows of channels the limits do not name were left out: {panel.dropped['other_channel']}")
    orders = context_column(context, "orders", panel.days)
    both = np.isfinite(orders) & panel.known.any(axis=1) if len(panel.days) else np.zeros(0, dtype=bool)
    reported = np.where(panel.known, panel.result, 0.0).sum(axis=1)[both].sum() if both.any() else 0.0
    if both.any() and reported > orders[both].sum():
        said.append(f"channels claim {reported:,.6g} results where there were {orders[both].sum():,.6g} orders")
    return said
