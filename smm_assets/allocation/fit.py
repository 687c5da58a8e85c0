"""The loop that alternates between shared demand and the channels' curves until both settle.

Belongs here: order of steps, reference spends, pooling of levels. Not here: the single steps themselves (demand,
dispersion, outages, drift, posterior) and anything about limits.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from smm_assets.allocation.cleaning import Panel
from smm_assets.allocation.curves import CARRY_OVER, Bank, carried
from smm_assets.allocation.demand import demand_factor
from smm_assets.allocation.dispersion import dispersion, least, without_outliers
from smm_assets.allocation.drift import cut_blocks
from smm_assets.allocation.outages import outage_days
from smm_assets.allocation.posterior import Posterior, Prior, Readers, expected, node_evidence, read_nodes, reweight

ROUNDS = 3
FIRST_POWER = 0.6  # diminishing returns assumed before anything is fitted


@dataclass(frozen=True, kw_only=True)
class Fit:
    """Result of the loop. reference: (channels,) spend that is 1.0 in the bank; demand: (days,), 1.0 = an average
    recent day; dispersion: (channels,); silent: (days, channels), days left out because results were lost."""

    posteriors: tuple[Posterior, ...]
    reference: np.ndarray
    demand: np.ndarray
    dispersion: np.ndarray
    silent: np.ndarray


def fit_channels(panel: Panel, bank: Bank, sessions: np.ndarray, lifted: np.ndarray) -> Fit:
    """Fit every channel of `panel`; each must have at least one known day with spend above zero."""
    reference = reference_spend(panel)
    spend = _filled(panel, reference)
    lagged = [carried(spend, rate) for rate in CARRY_OVER]
    tables = [read_nodes(bank, [layer[:, c] / reference[c] for layer in lagged]) for c in range(len(panel.channels))]
    told = np.where(panel.known, panel.result, 0.0)
    seen, weight = told, panel.weight
    mean = (spend / reference) ** FIRST_POWER * weight
    mean = mean * (seen.sum(axis=0) / np.maximum(mean.sum(axis=0), 1e-12))
    floor = least(told)
    scatter, demand = dispersion(seen, mean, panel.known, floor), np.ones(len(panel.days))
    posteriors: list[Posterior] = []
    for _ in range(ROUNDS):
        demand = demand_factor((seen / scatter).sum(axis=1), (mean / scatter).sum(axis=1), panel.days, sessions, lifted)
        scatter = dispersion(seen, mean * demand[:, None], weight > 0, floor)
        exposure = weight * demand[:, None]
        priors = pooled_priors(seen, spend * exposure, scatter, reference)
        posteriors = [
            _fit_one(bank, tables[c], seen[:, c], exposure[:, c], scatter[c], priors[c]) for c in range(len(tables))
        ]
        mean = np.column_stack([expected(p, bank, readers) for p, readers in zip(posteriors, tables, strict=True)])
        silent = outage_days(told, mean * panel.weight * demand[:, None], scatter, panel.known)
        weight = np.where(silent, 0.0, panel.weight)
        mean = mean * weight
        seen = _calmed(np.where(silent, 0.0, told), mean * demand[:, None], weight > 0, floor)
    return Fit(posteriors=tuple(posteriors), reference=reference, demand=demand, dispersion=scatter, silent=silent)


def _fit_one(
    bank: Bank, readers: Readers, seen: np.ndarray, exposure: np.ndarray, scatter: float, prior: Prior
) -> Posterior:
    """One channel given demand; seen, exposure: (days,)."""
    blocks = cut_blocks(seen / scatter)
    evidence = node_evidence(readers, seen, exposure, blocks.member)
    return reweight(bank, readers, evidence, seen @ blocks.member, blocks, scatter, prior)


def _calmed(told: np.ndarray, mean: np.ndarray, known: np.ndarray, floor: float) -> np.ndarray:
    """Results without outliers, all raised alike so that their sum stays: luck of single days favours no channel."""
    calm = without_outliers(told, mean, known, floor)
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


def pooled_priors(seen: np.ndarray, spend: np.ndarray, dispersion: np.ndarray, reference: np.ndarray) -> list[Prior]:
    """Levels shrunk to the pooled return on spend; the looser, the more the channels' returns differ.

    Log-normal, its variance from the spread of log returns by moments, between 0.25 and 1.4.
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
