"""The bank: some thousands of plausible response curves, drawn once per seed, the same for every channel.

Belongs here: shapes, their prior, the table of their values. Not here: which of them fit a channel (posterior).

Spend is relative to a channel's reference spend (1.0 = its usual day) and every curve is 1 at 1, so the bank knows
neither currency nor unit of result. Shapes: power, logarithm, Hill, exponential, hard cap, threshold-free blends with
a part of results that comes without spend. Carry-over is geometric (adstock of Broadbent 1979), one rate per curve.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.sparse import csr_array

CARRY_OVER = (0.0, 0.25, 0.5, 0.7, 0.85)
CARRY_PRIOR = (0.5, 0.15, 0.15, 0.12, 0.08)
RATIO, BELOW, ABOVE = 1.05, 92, 70  # nodes from about 0.011 to 30 times the usual day
FLOOR = 1e-3  # relative result at no spend: an unexpected conversion is unlikely, not impossible


@dataclass(frozen=True, kw_only=True)
class Bank:
    """Curves tabulated at common nodes.

    nodes: (G,) relative spend, first 0; value, log_value: (K, G) relative result; carry: (K,) index into CARRY_OVER.
    """

    nodes: np.ndarray
    value: np.ndarray
    log_value: np.ndarray
    carry: np.ndarray


@lru_cache(maxsize=4)
def draw_bank(seed: int, size: int = 2000) -> Bank:
    """Draw `size` curves. Deterministic per seed; carry-over rates are stored in blocks, so slices are views."""
    rng = np.random.default_rng([seed, 71])
    nodes = np.concatenate([[0.0], RATIO ** np.arange(-BELOW, ABOVE + 1.0)])
    value = _shapes(rng, nodes, size)
    base = np.where(rng.random(size) < 0.15, rng.uniform(0.0, 0.4, size), 0.0)[:, None]
    value = np.maximum(base + (1.0 - base) * value, FLOOR)
    carry = np.sort(rng.choice(len(CARRY_OVER), size=size, p=CARRY_PRIOR))
    value = value[rng.permutation(size)]
    return Bank(nodes=nodes, value=value, log_value=np.log(value), carry=carry)


def _shapes(rng: np.random.Generator, x: np.ndarray, size: int) -> np.ndarray:
    """Six families in equal parts, each normalised to 1 at x = 1; shape (size, len(x))."""
    kind = np.arange(size) % 6
    half = np.exp(rng.normal(0.4, 1.1, size))[:, None]
    power = rng.uniform(0.2, 1.0, size)[:, None]
    steep = np.exp(rng.normal(0.15, 0.35, size))[:, None]
    families = (
        lambda n: x ** power[n],
        lambda n: np.log1p(x / half[n]),
        lambda n: x / (x + half[n]),
        lambda n: x ** steep[n] / (x ** steep[n] + half[n] ** steep[n]),
        lambda n: -np.expm1(-x / half[n]),
        lambda n: np.minimum(x, half[n]),
    )
    value = np.empty((size, len(x)))
    at_one = int(np.argmin(np.abs(x - 1.0)))
    for index, family in enumerate(families):
        rows = np.flatnonzero(kind == index)
        raw = family(rows)
        value[rows] = raw / raw[:, [at_one]]
    return value


def carried(spend: np.ndarray, rate: float) -> np.ndarray:
    """Geometric carry-over of spend along days (axis 0); steady spend stays itself. Before: the first weeks' mean."""
    if rate == 0.0 or not len(spend):
        return spend
    felt = np.empty_like(spend, dtype=float)
    before = spend[:14].mean(axis=0)
    for day, own in enumerate(spend):
        before = felt[day] = (1.0 - rate) * own + rate * before
    return felt


def between(nodes: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Index of the node left of each `x` and the weight of the node right of it."""
    inside = np.clip(x, nodes[0], nodes[-1])
    left = np.clip(np.searchsorted(nodes, inside, side="right") - 1, 0, len(nodes) - 2)
    return left, (inside - nodes[left]) / (nodes[left + 1] - nodes[left])


def interpolation(nodes: np.ndarray, x: np.ndarray) -> csr_array:
    """Sparse matrix (len(x), G) that reads a node table at relative spend `x`, linearly; outside values are clipped."""
    left, right = between(nodes, x)
    data = np.column_stack([1.0 - right, right]).ravel()
    columns = np.column_stack([left, left + 1]).ravel()
    return csr_array((data, columns, np.arange(len(x) + 1) * 2), shape=(len(x), len(nodes)))
