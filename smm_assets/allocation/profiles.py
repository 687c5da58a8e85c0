"""How much caution: the numbers behind `balanced` and `safe`.

Belongs here: constants set by measurement in bench/allocation. Not here: how they are used (gate).
"""

from dataclasses import dataclass, replace

from smm_assets.errors import SmmError


@dataclass(frozen=True, kw_only=True)
class Profile:
    """harm_price: expected relative uplift that a certain loss of more than 1 % would have to be paid with, so 0.1
    takes a 1 % higher chance of harm for 0.1 % more uplift; probability: least chance to beat keeping;
    smallest: least expected uplift worth a move; inflation: widening of intervals around their median;
    doubt: how many times as uncertain as the samples say a gain is taken to be, because earlier intervals held too
    seldom."""

    harm_price: float
    probability: float
    smallest: float
    inflation: float
    doubt: float = 1.0

    def doubting(self, scale: float) -> "Profile":
        """The profile for gains `scale` times as uncertain. Raises SmmError where that would be surer."""
        if not 1.0 <= scale < float("inf"):
            raise SmmError(f"interval_scale is {scale}", cure="Give a number from 1: intervals are only made wider")
        return replace(self, doubt=scale)


PROFILES = {
    "balanced": Profile(harm_price=0.1, probability=0.70, smallest=0.005, inflation=1.1),
    "safe": Profile(harm_price=0.6, probability=0.80, smallest=0.005, inflation=1.1),
}


def read_profile(name: str) -> Profile:
    """Profile by name. Raises SmmError for an unknown one."""
    if name not in PROFILES:
        raise SmmError(f"unknown profile {name!r}", cure=f"Use one of {', '.join(sorted(PROFILES))}")
    return PROFILES[name]
