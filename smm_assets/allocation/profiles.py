"""How much caution: the numbers behind `balanced` and `safe`.

Belongs here: constants set by measurement in bench/allocation. Not here: how they are used (gate).
"""

from dataclasses import dataclass

from smm_assets.errors import SmmError


@dataclass(frozen=True, kw_only=True)
class Profile:
    """harm, harm_per_uplift: largest chance of losing more than 1 %, and how much more of it each unit of expected
    relative uplift allows; probability: least chance to beat keeping;
    smallest: least expected uplift worth a move; inflation: widening of intervals around their median."""

    harm: float
    harm_per_uplift: float
    probability: float
    smallest: float
    inflation: float


PROFILES = {
    "balanced": Profile(harm=0.03, harm_per_uplift=1.0, probability=0.70, smallest=0.004, inflation=1.1),
    "safe": Profile(harm=0.02, harm_per_uplift=0.0, probability=0.90, smallest=0.006, inflation=1.1),
}


def read_profile(name: str) -> Profile:
    """Profile by name. Raises SmmError for an unknown one."""
    if name not in PROFILES:
        raise SmmError(f"unknown profile {name!r}", cure=f"Use one of {', '.join(sorted(PROFILES))}")
    return PROFILES[name]
