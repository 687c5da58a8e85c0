"""Making the intervals of an answer wider than the method says, because earlier ones held too seldom.

Belongs here: the same factor on every interval of one answer. Not here: the factor (`past`) or the method
(`allocation`).
"""

from dataclasses import replace
from statistics import NormalDist

import pandas as pd

from smm_assets.allocation import Recommendation

SURE = 1e-9


def widened(answer: Recommendation, scale: float) -> Recommendation:
    """The answer with every interval `scale` times as wide around its estimate, and its probability to match."""
    if scale == 1:
        return answer
    low, high = (answer.uplift + (edge - answer.uplift) * scale for edge in (answer.uplift_low, answer.uplift_high))
    return replace(
        answer,
        uplift_low=low,
        uplift_high=high,
        probability_better=answer.probability_better if answer.keep else _less_sure(answer.probability_better, scale),
        frame=_wider(answer.frame, "uplift", "uplift_low", "uplift_high", scale),
        curves=_wider(answer.curves, "expected_result", "low", "high", scale, least=0.0),
    )


def _less_sure(probability: float, scale: float) -> float:
    """The probability of being better when the same gain has `scale` times the uncertainty (normal approximation)."""
    normal = NormalDist()
    return normal.cdf(normal.inv_cdf(min(max(probability, SURE), 1 - SURE)) / scale)


def _wider(
    frame: pd.DataFrame, middle: str, low: str, high: str, scale: float, least: float | None = None
) -> pd.DataFrame:
    if frame.empty:
        return frame
    centre = frame[middle].astype(float)
    edges = {name: centre + (frame[name].astype(float) - centre) * scale for name in (low, high)}
    if least is not None:
        edges[low] = edges[low].clip(lower=least)
    return frame.assign(**edges)
