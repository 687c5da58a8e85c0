"""From versions to curves: one for every network and metric that is late, by default or by evidence.

Belongs here: putting the steps together. Not here: any of them.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from smm_assets.maturity.curve import HORIZON, Curve
from smm_assets.maturity.evidence import pairs_of
from smm_assets.maturity.growth import PRIOR, Pairs, learn_growth, uncertainty
from smm_assets.maturity.scatter import learn_scatter
from smm_assets.maturity.versions import KEY

ENOUGH = 7  # days known in two versions before a metric without a default is said to have settled
_EXPORT = ["account_id", "exported_at"]
FALL = 0.005  # completeness the curve must lose, and
FALLS = 0.1  # share of all changes that must take back, for a metric to be said to fall
NOTHING = Pairs(
    start=np.array([], dtype=np.int64),
    end=np.array([], dtype=np.int64),
    known=np.array([]),
    later=np.array([]),
    day=np.array([], dtype=np.int64),
)


def learn(versions: pd.DataFrame, defaults: Mapping[tuple[str, str], np.ndarray]) -> list[Curve]:
    """Curves of every (network, metric) in `defaults` or with a week of days known in two versions; by both.

    versions: as `read_versions` gives them. defaults: completeness by age before there is evidence; final at once where
    a metric is not in it. The order of rows changes nothing.
    """
    metrics = [name for name in versions.columns if name not in (*KEY, "shape", "shape_rank", "age", "exported_at")]
    rows = versions.sort_values([*KEY, "age"], kind="stable")
    of_network = {str(name): group.reset_index(drop=True) for name, group in rows.groupby("network", sort=True)}
    numbers = {
        name: tuple(group.groupby(key, sort=False, dropna=False).ngroup().to_numpy() for key in (KEY, _EXPORT))
        for name, group in of_network.items()
    }
    asked = sorted({*defaults, *((name, metric) for name in of_network for metric in metrics)})
    found = []
    for network, metric in asked:
        own = of_network.get(network)
        pairs = pairs_of(own, metric) if own is not None and metric in own else None
        default = defaults.get((network, metric))
        if pairs is not None or default is not None:
            start = np.ones(HORIZON) if default is None else default
            seen = (0, 0) if pairs is None or own is None else _seen(own[metric].notna().to_numpy(), *numbers[network])
            curve = _curve(network, metric, start, pairs, seen)
            if default is not None or curve.days >= ENOUGH:
                found.append(curve)
    return found


def _curve(
    network: str, metric: str, default: np.ndarray, pairs: tuple[Pairs, Pairs] | None, seen: tuple[int, int]
) -> Curve:
    """seen: days known in several versions, and the exports these are from."""
    steps, totals = pairs or (NOTHING, NOTHING)
    first = learn_growth(steps, default)[0]
    dispersion, spread = learn_scatter(steps, totals, first, default)
    strength = PRIOR * max(dispersion, 1.0)
    curve, behind = learn_growth(steps, default, strength)
    return Curve(
        network=network,
        metric=metric,
        completeness=curve,
        spread=spread,
        uncertainty=uncertainty(curve, behind, dispersion),
        can_fall=_falls(steps, curve),
        days=seen[0],
        exports=seen[1],
    )


def _seen(told: np.ndarray, days: np.ndarray, exports: np.ndarray) -> tuple[int, int]:
    """Days that several versions report a metric of, and the exports these are from, both given as numbers."""
    days, exports = days[told], exports[told]
    several = np.bincount(days, minlength=1)[days] > 1
    return len(np.unique(days[several])), len(np.unique(exports[several]))


def _falls(steps: Pairs, curve: np.ndarray) -> np.ndarray:
    """By age: whether later exports take back, by the curve or by a good part of all changes of single days."""
    change = steps.later - steps.known
    order = np.lexsort((change, steps.start))
    start, change = steps.start[order] - 1, change[order]
    back, all_of_it = (
        np.bincount(start, weights=part, minlength=HORIZON)[::-1].cumsum()[::-1]
        for part in (-np.minimum(change, 0.0), np.abs(change))
    )
    ahead = np.minimum.accumulate(curve[::-1])[::-1]
    return np.asarray((ahead < curve - FALL) | ((back > FALLS * all_of_it) & (all_of_it > 0)))
