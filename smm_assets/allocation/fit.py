"""The loop that alternates between shared demand and the channels' curves until both settle.

Belongs here: order of steps, reference spends, dispersion, pooling of levels. Not here: the single steps themselves
(demand, posterior, drift) and anything about limits.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from smm_assets.allocation.cleaning import Panel
from smm_assets.allocation.curves import CARRY_OVER, Bank, carried
from smm_assets.allocation.demand import demand_factor
from smm_assets.allocation.dispersion import dispersion, without_outliers
from smm_assets.allocation.drift import cut_blocks
from smm_assets.allocation.posterior import Posterior, Prior, expected, node_evidence, read_nodes, reweight

ROUNDS = 3
FIRST_POWER = 0.6  # diminishing returns assumed before anything is fitted


@dataclass(frozen=True, kw_only=True)
class Fit:
    """Result of the loop. demand: (days,), 1.0 = an average recent day; dispersion: (channels,)."""

    posteriors: tuple[Posterior, ...]
    demand: np.ndarray
    dispersion: np.ndarray
    priors: tuple[Prior, ...]


def fit_channels(panel: Panel, bank: Bank, sessions: np.ndarray) -> Fit:
    """Fit every channel of `panel`; each must have at least one known day with spend above zero."""
    reference = reference_spend(panel)
    spend = _filled(panel, reference)
    lagged = [carried(spend, rate) for rate in CARRY_OVER]
    tables = [read_nodes(bank, [layer[:, c] / reference[c] for layer in lagged]) for c in range(len(panel.channels))]
    told = seen = np.where(panel.known, panel.result, 0.0)
    shape = (spend / reference) ** FIRST_POWER * panel.weight
    mean = shape * _levels(seen, shape)
    scatter = dispersion(seen, mean, panel.known)
    demand = np.ones(len(panel.days))
    posteriors: list[Posterior] = []
    priors: list[Prior] = []
    for _ in range(ROUNDS):
        demand = demand_factor((seen / scatter).sum(axis=1), (mean / scatter).sum(axis=1), panel.days, sessions)
        scatter = dispersion(seen, mean * demand[:, None], panel.known)
        priors = pooled_priors(seen, spend * panel.weight * demand[:, None], scatter, reference)
        posteriors, columns = [], []
        for c, readers in enumerate(tables):
            exposure = panel.weight[:, c] * demand
            blocks = cut_blocks(seen[:, c] / scatter[c])
            evidence = node_evidence(readers, seen[:, c], exposure, blocks.member)
            posterior = reweight(bank, readers, evidence, seen[:, c] @ blocks.member, blocks, scatter[c], priors[c], reference[c])
            posteriors.append(posterior)
            columns.append(expected(posterior, bank, readers) * panel.weight[:, c])
        mean = np.column_stack(columns)
        seen = _calmed(told, mean * demand[:, None], panel.known)
    return Fit(posteriors=tuple(posteriors), demand=demand, dispersion=scatter, priors=tuple(priors))


def _calmed(told: np.ndarray, mean: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Results without outliers, all raised alike so that their sum stays: luck of single days favours no channel."""
    calm = without_outliers(told, mean, known)
    return np.asarray(calm * (told.sum() / calm.sum() if calm.sum() > 0 else 1.0))


def reference_spend(panel: Panel) -> np.ndarray:
    """Mean spend of each channel's days with spend, (channels,), money per day."""
    active = panel.known & (panel.spend > 0)
    total = np.where(active, panel.spend, 0.0).sum(axis=0)
    return np.asarray(total / np.maximum(active.sum(axis=0), 1))


def _filled(panel: Panel, reference: np.ndarray) -> np.ndarray:
    """Spend with unknown days bridged by the last known week, for carry-over only; shape (days, channels)."""
    frame = pd.DataFrame(panel.spend)
    bridge = frame.rolling(7, min_periods=1).mean().ffill().bfill()
    return frame.fillna(bridge).fillna(pd.Series(reference)).to_numpy()


def _levels(seen: np.ndarray, shape: np.ndarray) -> np.ndarray:
    return np.asarray(seen.sum(axis=0) / np.maximum(shape.sum(axis=0), 1e-12))


def pooled_priors(
    seen: np.ndarray, spend: np.ndarray, dispersion: np.ndarray, reference: np.ndarray
) -> list[Prior]:
    """Levels shrunk to the pooled return on spend; the looser, the more the channels' returns differ.

    Gamma shape from the spread of log returns by moments, between 0.7 and 4.
    """
    effective = seen.sum(axis=0) / dispersion
    returns = (seen.sum(axis=0) + 0.5 * dispersion) / np.maximum(spend.sum(axis=0), 1e-12)
    weight = effective / (effective + 3.0)
    if weight.sum() <= 0:
        return [Prior(log_mean=float(np.log(max(float(d) / 30.0, 1e-12))), variance=1.4) for d in dispersion]
    centre = float(weight @ np.log(returns) / weight.sum())
    spread = float(weight @ ((np.log(returns) - centre) ** 2) / weight.sum()) - float(1.0 / (1.0 + effective.mean()))
    variance = float(np.clip(spread, 0.25, 1.4))
    return [Prior(log_mean=centre + float(np.log(r)), variance=variance) for r in reference]

