"""How much caution: the numbers behind `balanced` and `safe`.

Belongs here: constants set by measurement in bench/allocation. Not here: how they are used (gate).
"""

from dataclasses import dataclass

from smm_assets.errors import SmmError


@dataclass(frozen=True, kw_only=True)
class Profile:
    """quantile: lower quantile of uplift that the split maximises; probability: least chance to beat keeping;
    smallest: least expected uplift worth a move; inflation: widening of intervals around their median."""

    quantile: float
    probability: float
    smallest: float
    inflation: float


PROFILES = {
    "balanced": Profile(quantile=0.30, probability=0.75, smallest=0.004, inflation=1.1),
    "safe": Profile(quantile=0.10, probability=0.92, smallest=0.006, inflation=1.1),
}


def read_profile(name: str) -> Profile:
    """Profile by name. Raises SmmError for an unknown one."""
    if name not in PROFILES:
        raise SmmError(f"unknown profile {name!r}", cure=f"Use one of {', '.join(sorted(PROFILES))}")
    return PROFILES[name]
