"""The learned curve of one metric of one network, and the default it starts from.

Belongs here: the frozen result and what a network documents, drawn out to the horizon. Not here: how evidence changes
it (`growth`, `scatter`) or where evidence comes from (`versions`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from smm_assets.ingest.habits import Network

HORIZON = 30  # days; no network documents an attribution window that is longer
LEAST, MOST = 0.02, 1.5  # completeness outside is read as these: nothing sensible divides by less
Z = 1.281552  # normal quantile of the ends of an 80 % interval
_LIKE = {"conversion_value": "conversions"}  # a value is as late as the conversions it belongs to


@dataclass(frozen=True, kw_only=True)
class Curve:
    """One metric of one network. All arrays have HORIZON entries, the first for age 1 (exported the day after).

    completeness: value known ÷ final value; above 1 where the network takes back later. spread: standard deviation of
    what is still to come, per square root of a known report (see `scatter`). uncertainty: standard error of the
    logarithm of completeness. can_fall: whether later exports take back. days, exports: account-days with a second
    version, and exports they were seen in; both 0 for a default.
    """

    network: str
    metric: str
    completeness: np.ndarray
    spread: np.ndarray
    uncertainty: np.ndarray
    can_fall: np.ndarray
    days: int
    exports: int

    @property
    def basis(self) -> Literal["default", "learned"]:
        """Whether any restatement went into it."""
        return "learned" if self.days else "default"

    @property
    def low(self) -> np.ndarray:
        """Lower end of the 80 % interval of completeness."""
        return np.asarray(self.completeness * np.exp(-Z * self.uncertainty))

    @property
    def high(self) -> np.ndarray:
        """Upper end of the 80 % interval of completeness."""
        return np.asarray(self.completeness * np.exp(Z * self.uncertainty))


def defaults(networks: Mapping[str, Network]) -> dict[tuple[str, str], np.ndarray]:
    """What networks document: (network, metric) → completeness by age, HORIZON entries. Metrics not in it are final at
    once. Conversion value is taken to be as late as conversions where a network says nothing of it.
    """
    found = {
        (network.value, metric): drawn_out(late.by_age)
        for network in networks.values()
        for late in network.late
        for metric in late.metrics
    }
    for name in networks:
        for metric, like in _LIKE.items():
            if (name, like) in found:
                found.setdefault((name, metric), found[name, like])
    return found


def drawn_out(by_age: tuple[float, ...]) -> np.ndarray:
    """The documented ages, and from there to the horizon even steps up to 1."""
    known = np.asarray(by_age, dtype=float)[:HORIZON]
    if len(known) == HORIZON:
        return np.clip(known, LEAST, MOST)
    rest = np.linspace(known[-1] if len(known) else 1.0, 1.0, HORIZON - len(known) + 1)[1:]
    return np.clip(np.concatenate([known, rest]), LEAST, MOST)
