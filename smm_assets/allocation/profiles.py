"""How much caution: the numbers behind `balanced` and `safe`.

Belongs here: constants set by measurement in bench/allocation. Not here: how they are used (gate).
"""

from dataclasses import dataclass, replace
from typing import Any

from smm_assets.allocation.refusals import InvalidQuestion
from smm_assets.errors import Problem


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

    def doubting(self, scale: Any) -> "Profile":
        """The profile for gains `scale` times as uncertain. Raises InvalidQuestion where that would be surer."""
        if isinstance(scale, bool) or not isinstance(scale, int | float) or not 1.0 <= scale < float("inf"):
            cure = "Intervals are only made wider: leave it out, or give how many times as wide they have to be"
            raise InvalidQuestion(
                [Problem(where="interval_scale", seen=f"{scale!r}", expected="a number from 1 on", cure=cure)]
            )
        return replace(self, doubt=scale)


PROFILES = {
    "balanced": Profile(harm_price=0.1, probability=0.70, smallest=0.005, inflation=1.1),
    "safe": Profile(harm_price=0.6, probability=0.80, smallest=0.005, inflation=1.1),
}


def read_profile(name: Any) -> Profile:
    """Profile by name. Raises InvalidQuestion for an unknown one."""
    if not isinstance(name, str) or name not in PROFILES:
        expected = f"one of {', '.join(sorted(PROFILES))}"
        seen = f"unknown profile {name!r}"
        raise InvalidQuestion([Problem(where="profile", seen=seen, expected=expected, cure="Name one of them")])
    return PROFILES[name]
