"""Curves beyond their last point: a response curve ends where spend was seen or allowed, a what-if may ask for more.

Belongs here: the continuation. Not here: curves themselves (`allocation` fits them, `pricing` reads them).

Near its end a curve gives, for one per cent more money, some part of a per cent more results: its elasticity, which
falls as spend grows. It is taken to go on falling as it fell between the curve's last points, down to nothing: a second
order (translog) form around the end (Christensen, Jorgenson and Lau 1973). Held against the fitted curves themselves,
half as much again as the last point is met within half a per cent. The lower end of the range stays where it was.
"""

import numpy as np

STRIDE = 3  # points between those that elasticities are measured at
MORE = 8  # points a continuation has


def continued(points: np.ndarray, reach: float) -> np.ndarray:
    """Rows of (spend, expected, low, high), ascending, with more of them up to `reach` where they end before it."""
    end = points[-1]
    if reach <= end[0] or end[0] <= 0:
        return points
    spends = np.linspace(end[0], reach, MORE + 1)[1:]
    growth = np.exp(_gain(points, np.log(spends / end[0])))
    rows = np.column_stack([spends, end[1] * growth, np.full(MORE, end[2]), end[3] * growth])
    return np.vstack([points, rows])


def _gain(points: np.ndarray, further: np.ndarray) -> np.ndarray:
    """Log of how many times as many results come `further` (log of spend) beyond the end."""
    ends = points[[-1 - 2 * STRIDE, -1 - STRIDE, -1]] if len(points) > 2 * STRIDE else points[:0]
    if not len(ends) or (ends[:, :2] <= 0).any():
        return np.zeros(len(further))
    spend, result = np.log(ends[:, 0]), np.log(ends[:, 1])
    elasticity = np.diff(result) / np.diff(spend)
    between = (spend[1:] + spend[:-1]) / 2
    bend = min(0.0, float((elasticity[1] - elasticity[0]) / (between[1] - between[0])))
    last = max(0.0, float(elasticity[1] + bend * (spend[-1] - between[1])))
    stop = np.minimum(further, -last / bend) if bend < 0 else further
    return np.asarray(last * stop + bend / 2 * stop**2)
