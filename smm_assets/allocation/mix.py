"""Today's mix scaled to the total: the allocation every recommendation is compared with.

Belongs here: turning current spend into a feasible split of the total, exact to the cent. Not here: improving it.
"""

import numpy as np

from smm_assets.allocation.limits import Bounds, spread


def scaled_mix(bounds: Bounds) -> np.ndarray:
    """Cents per channel: current spend in proportion, moved only as far as bounds and the exact total demand.

    Frozen and held channels have low = high and stay. Shape (channels,), sums to `bounds.total`.
    """
    fixed = bounds.low == bounds.high
    rest = bounds.total - int(bounds.low[fixed].sum())
    share = np.where(fixed, 0, bounds.current)
    factor = rest / share.sum() if share.sum() > 0 else 0.0
    mix = np.clip(np.floor(share * factor + 1e-9).astype(np.int64), bounds.low, bounds.high)
    gap = bounds.total - int(mix.sum())
    if gap > 0:
        return mix + spread(gap, bounds.high - mix, share)
    return mix - spread(-gap, mix - bounds.low, mix)
