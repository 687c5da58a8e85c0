"""Direction, target, warn and breach of a KPI against each other and what its formula can give.

Belongs here: which of them make sense together. Not here: reading them (`entry`) or the status they lead to
(`compile`).
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from smm_assets.errors import FormulaError
from smm_assets.kpis.definition import DAYS, Direction, Ratio

KEYS = ("target", "warn", "breach")
COST = "spend"
NEAR = Decimal("0.1")
Levels = tuple[Decimal | None, Decimal | None, Decimal | None]


def threshold_faults(direction: Direction, levels: Levels, ratio: Ratio | None) -> Iterator[tuple[str, FormulaError]]:
    """(key, what is wrong) of target, warn and breach; worse values lie below for up, above for down."""
    given = [(key, value) for key, value in zip(KEYS, levels, strict=True) if value is not None]
    if given and levels[0] is None:
        key = given[0][0]
        yield key, FormulaError(f"{key} without target", expected="a target too", cure="Give a target, or remove it")
        return
    side = "below" if direction == "up" else "above"
    for (better, first), (worse, second) in pairwise(given):
        if (second > first) if direction == "up" else (second < first):
            seen = f"{worse} {second} is on the good side of {better} {first}"
            expected = f"a number {side} the {better}, for direction is {direction}"
            yield worse, FormulaError(seen, expected=expected, cure=f"Correct {worse}, {better} or direction")
    for key, value in given:
        if value < 0 and ratio is not None and never_negative(ratio):
            seen = f"{key} {value}, but the formula never gives less than 0"
            yield key, FormulaError(seen, expected="0 or more", cure=f"Correct the {key}")


def direction_fault(direction: Direction, ratio: Ratio) -> FormulaError | None:
    """A cost per result that is better when higher, or results per cost better when lower; None for anything else."""
    above, below = set(ratio.top.metrics), set(ratio.bottom.metrics)
    if DAYS in above | below or not above or not below or not never_negative(ratio):
        return None
    if above == {COST} and COST not in below and direction == "up":
        seen = f"direction up, but the formula is a cost: {COST} alone stands above the line"
        return FormulaError(seen, expected="down", cure="Write direction: down, or turn the division round")
    if below == {COST} and COST not in above and direction == "down":
        seen = f"direction down, but the formula is what {COST} brings: {COST} alone stands below the line"
        return FormulaError(seen, expected="up", cure="Write direction: up, or turn the division round")
    return None


def check_sign(ratio: Ratio) -> None:
    """Raises FormulaError where the formula never gives more than 0: a minus turned a whole KPI round."""
    above, below = ({factor > 0 for factor in linear.factors.values()} for linear in (ratio.top, ratio.bottom))
    if len(above) == len(below) == 1 and above != below:
        seen = "the formula never gives more than 0: a minus turns it round"
        cure = "Leave the minus out; direction says which way is better"
        raise FormulaError(seen, expected="a formula that can give more than 0", cure=cure)


def warning_level(direction: Direction, levels: Levels) -> Decimal | None:
    """Where bad begins: as declared, else a tenth beyond the target, but never beyond the breach."""
    target, warn, breach = levels
    if warn is not None or target is None:
        return warn
    slack = abs(target) * NEAR
    near = target - slack if direction == "up" else target + slack
    if breach is None:
        return near
    return max(near, breach) if direction == "up" else min(near, breach)


def never_negative(ratio: Ratio) -> bool:
    """Whether no sum is taken away and no factor is negative."""
    return all(factor > 0 for linear in (ratio.top, ratio.bottom) for factor in linear.factors.values())
