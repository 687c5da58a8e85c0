"""One random stream per purpose, so that drawing more for one thing never changes another.

Belongs here: how a seed becomes streams, and splitting whole numbers without losing any. Not here: what is drawn.
"""

import zlib

import numpy as np
from numpy.typing import NDArray


def stream(seed: int, purpose: str) -> np.random.Generator:
    """The generator of that purpose in the world of that seed."""
    return np.random.default_rng([seed, zlib.crc32(purpose.encode())])


def split_whole(total: int, weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """Split a whole number by weights (largest remainder): the parts are whole and add up to the total."""
    if total <= 0 or weights.sum() <= 0:
        return np.zeros(len(weights), dtype=np.int64)
    exact = total * weights / weights.sum()
    parts = np.floor(exact).astype(np.int64)
    order = np.argsort(-(exact - parts), kind="stable")
    parts[order[: total - int(parts.sum())]] += 1
    return parts
