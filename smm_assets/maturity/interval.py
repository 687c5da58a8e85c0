"""The 80 % interval of a day's final value, given what is known of it. int_channel_late.sql does the same in SQL.

Belongs here: the formula and why. Not here: the numbers it takes (`curve`).

With C known reports and completeness p, m = (C + 1/2)(1 - p) / p is expected to come, with variance
v = (C + 1/2) spread² + ((C + 1/2) uncertainty / p)²: what single days stray by, and how unsure the curve is. To come is
read as gamma distributed with that mean and variance, the continuous relative of the negative binomial; its quantiles
are Wilson and Hilferty's (1931): m (1 - 1/(9k) + z/(3 sqrt k))³ with shape k = m²/v; below k = 0.3, where that fails,
the normal's. If nothing more comes with a probability of more than a tenth (negative binomial: (v/m)^(-m / (v/m - 1))),
no lower tail is left to cut off and the upper one is 20 %. The ends are moved out by EDGE of a report, since whole
reports arrive. Where nothing is expected to come or the network takes back, both ends are the normal's; what is known
is the least the day can end with unless the network takes back.
"""

import math

from smm_assets.maturity.curve import Z

START = 0.5
EDGE = 0.25
Z_ONE_SIDED = 0.841621
SMALLEST_SHAPE = 0.3


def interval(
    known: float, completeness: float, spread: float, uncertainty: float, can_fall: bool
) -> tuple[float, float]:
    """(low, high) of the final value, in reports. known ≥ 0; the others as in `Curve` at the day's age."""
    start = known + START
    can_fall = can_fall or completeness > 1
    to_come = start * (1.0 - completeness) / completeness
    variance = start * spread**2 + (start * uncertainty / completeness) ** 2
    if variance <= 0:
        return min(known, known / completeness), max(known, known / completeness)
    edge = EDGE * min(1.0, abs(to_come))
    projected, least = known / completeness, 0.0 if can_fall else known
    if can_fall or to_come <= 0:
        reach = Z * math.sqrt(variance) + edge
        return max(least, min(projected, known + to_come - reach)), max(projected, known + to_come + reach)
    ratio = max(variance / to_come, 1.0001)
    nothing = to_come * math.log(ratio) / (ratio - 1.0) <= math.log(10.0)
    low = 0.0 if nothing else max(0.0, _quantile(to_come, variance, -Z) - edge)
    high = _quantile(to_come, variance, Z_ONE_SIDED if nothing else Z) + edge
    return min(projected, known + low), max(projected, known + high)


def _quantile(mean: float, variance: float, z: float) -> float:
    shape = mean**2 / variance
    if shape <= SMALLEST_SHAPE:
        return max(0.0, mean + z * math.sqrt(variance))
    return mean * max(0.0, 1.0 - 1.0 / (9.0 * shape) + z / (3.0 * math.sqrt(shape))) ** 3
