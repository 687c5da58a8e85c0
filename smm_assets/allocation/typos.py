"""Spend that was typed wrong: a slipped decimal mark shows as ten times the usual money with the usual result.

Belongs here: finding such days and taking them out of the evidence. Not here: rows that cannot be read (cleaning).
"""

from dataclasses import replace

import numpy as np
import pandas as pd

from smm_assets.allocation.cleaning import Panel

FACTOR = 7.0  # a slip is a factor of ten; real campaigns rarely jump that far for single days
MOST = 0.05  # a level used on more days than this is a way of working, not a typing error


def drop_typos(panel: Panel) -> tuple[Panel, np.ndarray]:
    """The panel without suspicious days, and a mask (days, channels) of what was taken out.

    Suspicious: spend beyond FACTOR times its neighbours' median, or below a FACTOR-th of it, while the result stayed
    within the usual range. The day's spend is replaced by the median so that carry-over is not poisoned.
    """
    if not len(panel.days):
        return panel, np.zeros(panel.spend.shape, dtype=bool)
    usual_spend = _neighbours(np.where(panel.spend > 0, panel.spend, np.nan))
    usual_result = _neighbours(panel.result)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = panel.spend / usual_spend
        result = panel.result / np.maximum(usual_result, 1e-12)
    too_high = (ratio > FACTOR) & (result < np.sqrt(FACTOR))
    too_low = (ratio < 1 / FACTOR) & (panel.spend > 0) & (result > 1 / np.sqrt(FACTOR)) & (usual_result > 0)
    typo = panel.known & (too_high | too_low)
    often = typo.sum(axis=0) > np.maximum(1, MOST * panel.known.sum(axis=0))
    typo &= ~often
    return replace(
        panel, spend=np.where(typo, usual_spend, panel.spend), weight=np.where(typo, 0.0, panel.weight)
    ), typo


def _neighbours(values: np.ndarray) -> np.ndarray:
    frame = pd.DataFrame(values)
    return frame.rolling(29, center=True, min_periods=5).median().to_numpy()
