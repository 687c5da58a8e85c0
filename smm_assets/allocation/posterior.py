"""Which curves of the bank fit one channel, and at what level: the reweighting of prior draws by the likelihood.

Belongs here: the likelihood of one channel given demand, its level and its own drift. Not here: the loop that
alternates with demand (fit), and decisions.

Likelihood: results of a block of days are over-dispersed counts, so given the block's total its days are multinomial,
which tells the curve's shape free of any level. The totals are log-normal around level, curve and drift, which is
Gaussian algebra: level and drift are integrated out exactly. Revenue is treated as counts of its own dispersion
(quasi-likelihood, Wedderburn 1974). Weights are flattened until at least FEWEST draws carry them.
"""

from dataclasses import dataclass

import numpy as np

from smm_assets.allocation.curves import CARRY_OVER, Bank, interpolation
from smm_assets.allocation.drift import Blocks, drift_models

FEWEST = 80.0  # effective number of draws an interval needs
Evidence = dict[str, np.ndarray]


@dataclass(frozen=True, kw_only=True)
class Posterior:
    """Reweighted bank of one channel.

    weight: (K,) sums to 1; log_level: (K,) log result per day at reference spend and recent demand;
    level_sd: standard deviation of log_level inside one draw;
    effective: effective number of draws before flattening.
    """

    weight: np.ndarray
    log_level: np.ndarray
    level_sd: float
    effective: float


@dataclass(frozen=True, kw_only=True)
class Prior:
    """What is believed of the log of a channel's result per day at reference spend before its own data."""

    log_mean: float
    variance: float


@dataclass(frozen=True, kw_only=True)
class Readers:
    """Where one channel's days stand on the bank's nodes. tables: one sparse (days, nodes used) reader per carry-over
    rate; used: the nodes that any day touches."""

    tables: list
    used: slice


def read_nodes(bank: Bank, felt: list[np.ndarray]) -> Readers:
    """Readers for relative spend (days,) as felt under each carry-over rate."""
    tables = [interpolation(bank.nodes, spend) for spend in felt]
    touched = np.concatenate([table.indices for table in tables])
    used = slice(int(touched.min()), int(touched.max()) + 1)
    return Readers(tables=[table[:, used] for table in tables], used=used)


def node_evidence(readers: Readers, seen: np.ndarray, exposure: np.ndarray, member: np.ndarray) -> list[Evidence]:
    """Per carry-over rate: results, and exposure by block, gathered on the nodes used.

    seen, exposure: (days,); member: (days, blocks).
    """
    columns = np.column_stack([seen, exposure[:, None] * member])
    gathered = [table.T @ columns for table in readers.tables]
    return [{"seen": g[:, 0], "exposure": g[:, 1:]} for g in gathered]


def expected(posterior: Posterior, bank: Bank, readers: Readers) -> np.ndarray:
    """Posterior mean result per day without demand, (days,)."""
    weighted = posterior.weight * np.exp(posterior.log_level)
    parts = [
        table @ (weighted[rows] @ bank.value[rows, readers.used])
        for table, rows in zip(readers.tables, _blocks(bank), strict=True)
    ]
    return np.asarray(np.sum(parts, axis=0))


def reweight(
    bank: Bank, readers: Readers, evidence: list[Evidence], counted: np.ndarray, blocks: Blocks, scale: float,
    prior: Prior,
) -> Posterior:  # fmt: skip
    """Posterior of one channel. counted: (blocks,) results; scale: dispersion.

    Given their block's total, results are multinomial over its days; the totals are log-normal around the curve.
    """
    fit, exposed = _read_bank(bank, readers.used, evidence)
    inside = (fit - np.log(exposed) @ counted) / scale
    independent = counted / scale + 0.5
    gap = np.log(independent * scale) - np.log(exposed) - prior.log_mean
    noise = np.diag(1.0 / independent)
    models = drift_models(blocks.age, noise, gap[int(np.argmax(inside))])
    return _mixed(inside, [_level(gap, cov, chance, prior) for cov, chance in models], prior)


def _level(
    gap: np.ndarray, covariance: np.ndarray, chance: float, prior: Prior
) -> tuple[np.ndarray, np.ndarray, float]:
    """Per draw log evidence and mean of the log level over its prior mean, and its variance, under one drift."""
    root = np.linalg.inv(np.linalg.cholesky(covariance))
    white, ones = gap @ root.T, root.sum(axis=1)
    precision = float(ones @ ones) + 1.0 / prior.variance
    pull = white @ ones
    fit = -0.5 * (np.einsum("kj,kj->k", white, white) - pull**2 / precision)
    size = 0.5 * np.log(precision * prior.variance) - np.log(np.diag(root)).sum()
    return fit - size + np.log(chance), pull / precision, 1.0 / precision


def _read_bank(bank: Bank, used: slice, evidence: list[Evidence]) -> tuple[np.ndarray, np.ndarray]:
    fit = np.empty(len(bank.carry))
    exposed = np.empty((len(bank.carry), evidence[0]["exposure"].shape[1]))
    for rows, data in zip(_blocks(bank), evidence, strict=True):
        fit[rows] = bank.log_value[rows, used] @ data["seen"]
        exposed[rows] = bank.value[rows, used] @ data["exposure"]
    return fit, np.maximum(exposed, 1e-300)


def _blocks(bank: Bank) -> list[slice]:
    """Rows of the bank by carry-over rate."""
    ends = np.searchsorted(bank.carry, np.arange(len(CARRY_OVER) + 1))
    return [slice(ends[rate], ends[rate + 1]) for rate in range(len(CARRY_OVER))]


def _mixed(inside: np.ndarray, fits: list, prior: Prior) -> Posterior:
    """Average over the candidate drifts, weighted by how well each explains the data under each draw."""
    joint = inside + np.array([fit for fit, _, _ in fits])
    joint = np.exp(joint - joint.max())
    share = joint / np.maximum(joint.sum(axis=0), 1e-300)
    levels = np.array([level for _, level, _ in fits])
    by_drift = joint.sum(axis=1) / joint.sum()
    weight, effective = flatten(np.log(np.maximum(joint.sum(axis=0), 1e-300)))
    return Posterior(
        weight=weight,
        log_level=prior.log_mean + (share * levels).sum(axis=0),
        level_sd=float(np.sqrt(by_drift @ [variance for _, _, variance in fits])),
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
