"""The slow drift of one channel that spend and shared demand do not explain: creative wear, competition, season.

Belongs here: its basis and how much freedom it gets. Not here: abrupt shared changes (demand).

The drift is a random walk anchored at the last day, so a channel's level always means *now*. Days far back then
inform the level less, and slow movements of spend that coincide with slow movements of results prove less.
"""

import numpy as np

SIZES = (0.003, 0.01, 0.025)  # candidate standard deviations of the log drift over one day
MOST = 18  # pieces the walk is cut into


def drift_basis(days: int) -> np.ndarray:
    """Ramps (days, pieces): column j rises from 0 to 1 while going back through the j-th piece of time."""
    length = piece_length(days)
    age = np.arange(days)[::-1]
    starts = np.arange(0, max(days - 1, 1), length)
    return np.clip((age[:, None] - starts[None, :]) / length, 0.0, 1.0)


def piece_length(days: int) -> float:
    """Days per piece: a week, longer when the history is long."""
    return max(7.0, days / MOST)


def curvatures(basis: np.ndarray, mean: np.ndarray, prior_shape: float) -> list[tuple[np.ndarray, float]]:
    """Per candidate size: inverse of (information + prior precision) of level and pieces, and its log evidence.

    basis: (days, m); mean: (days,) expected results over dispersion; prior_shape: precision of the log level.
    """
    design = np.column_stack([np.ones(len(mean)), basis])
    information = design.T @ (mean[:, None] * design)
    length = piece_length(len(mean))
    out = []
    for size in SIZES:
        precision = np.full(design.shape[1], 1.0 / (size**2 * length))
        precision[0] = prior_shape
        matrix = information + np.diag(precision)
        log_evidence = 0.5 * (np.log(precision).sum() - np.linalg.slogdet(matrix)[1])
        out.append((np.linalg.inv(matrix), float(log_evidence)))
    return out
