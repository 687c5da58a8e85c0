"""Which curves of the bank fit one channel, and at what level: the reweighting of prior draws by the likelihood.

Belongs here: the likelihood of one channel given demand, its level and its own drift. Not here: the loop that
alternates with demand (fit), and decisions.

Likelihood: quasi-Poisson (variance = dispersion × mean), so revenue and counts are treated alike. The level has a
gamma prior around the pooled return, its mode is closed form. The channel's own slow drift is integrated out by a
Laplace step around that mode (see drift). Weights are flattened until at least FEWEST draws carry them.
"""

from dataclasses import dataclass

import numpy as np

from smm_assets.allocation.curves import CARRY_OVER, Bank

FEWEST = 80.0  # effective number of draws an interval needs
Evidence = dict[str, np.ndarray]


@dataclass(frozen=True, kw_only=True)
class Posterior:
    """Reweighted bank of one channel.

    weight: (K,) sums to 1; log_level: (K,) log result per day at reference spend and recent demand;
    level_sd: standard deviation of log_level inside one draw; reference: spend per day that is 1.0 in the bank;
    effective: effective number of draws before flattening.
    """

    weight: np.ndarray
    log_level: np.ndarray
    level_sd: float
    reference: float
    effective: float


@dataclass(frozen=True, kw_only=True)
class Prior:
    """What is believed of a channel's level before its own data: mean result per day at reference, gamma shape."""

    mean: float
    shape: float


def node_evidence(
    tables: list, seen: np.ndarray, exposure: np.ndarray, basis: np.ndarray, scale: float
) -> list[Evidence]:
    """Per carry-over rate: results, exposure and drift-weighted exposure gathered on the bank's nodes, over `scale`.

    tables: one sparse (days, G) reader per rate; seen, exposure: (days,); basis: (days, m); scale: dispersion.
    """
    columns = np.column_stack([seen, exposure, exposure[:, None] * basis]) / scale
    gathered = [table.T @ columns for table in tables]
    return [{"seen": g[:, 0], "exposure": g[:, 1], "drift": g[:, 2:]} for g in gathered]


def reweight(
    bank: Bank, evidence: list[Evidence], seen_drift: np.ndarray, curvatures: list, prior: Prior, reference: float
) -> Posterior:
    """Posterior of one channel.

    seen_drift: (m,) basis-weighted results over dispersion; curvatures: one (inverse, log evidence) per candidate
    size of drift, first row and column of the inverse belonging to the level.
    """
    fit, exposed, drifted = _read_bank(bank, evidence)
    total = float(evidence[0]["seen"].sum())
    level = (prior.shape + total) / (prior.shape / prior.mean + exposed)
    base = fit - (prior.shape + total) * np.log(prior.shape / prior.mean + exposed)
    score = np.column_stack([np.zeros(len(level)), seen_drift - level[:, None] * drifted])
    gains, shifts = [], []
    for inverse, log_evidence in curvatures:
        move = score @ inverse
        gains.append(0.5 * np.einsum("km,km->k", move, score) + log_evidence)
        shifts.append(np.clip(move[:, 0], -0.7, 0.7))
    return _mixed(base, np.array(gains), np.array(shifts), np.log(level), curvatures, reference)


def _read_bank(bank: Bank, evidence: list[Evidence]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    ends = np.searchsorted(bank.carry, np.arange(len(CARRY_OVER) + 1))
    fit = np.empty(len(bank.carry))
    exposed = np.empty((len(bank.carry), 1 + evidence[0]["drift"].shape[1]))
    for rate, data in enumerate(evidence):
        rows = slice(ends[rate], ends[rate + 1])
        fit[rows] = bank.log_value[rows] @ data["seen"]
        exposed[rows] = bank.value[rows] @ np.column_stack([data["exposure"], data["drift"]])
    return fit, exposed[:, 0], exposed[:, 1:]


def _mixed(
    base: np.ndarray, gains: np.ndarray, shifts: np.ndarray, log_level: np.ndarray, curvatures: list, reference: float
) -> Posterior:
    """Average over the candidate sizes of drift, weighted by how well each explains the data."""
    joint = base + gains
    joint = np.exp(joint - joint.max())
    by_size = joint.sum(axis=1) / joint.sum()
    share = joint / np.maximum(joint.sum(axis=0), 1e-300)
    log_weight = np.log(np.maximum(joint.sum(axis=0), 1e-300))
    variance = float(by_size @ [inverse[0, 0] for inverse, _ in curvatures])
    weight, effective = flatten(log_weight)
    return Posterior(
        weight=weight,
        log_level=log_level + (share * shifts).sum(axis=0),
        level_sd=float(np.sqrt(variance)),
        reference=reference,
        effective=effective,
    )


def flatten(log_weight: np.ndarray) -> tuple[np.ndarray, float]:
    """Normalised weights, tempered by bisection until FEWEST draws are effective, and the number before."""
    before = _effective(_normalised(log_weight))
    if before >= FEWEST:
        return _normalised(log_weight), before
    low, high = 0.0, 1.0
    for _ in range(30):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if _effective(_normalised(log_weight * middle)) >= FEWEST else (low, middle)
    return _normalised(log_weight * low), before


def _normalised(log_weight: np.ndarray) -> np.ndarray:
    weight = np.exp(log_weight - log_weight.max())
    return weight / weight.sum()


def _effective(weight: np.ndarray) -> float:
    return float(1.0 / (weight**2).sum())
