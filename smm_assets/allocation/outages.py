"""Days on which a channel counted almost nothing while its money went on, and nobody said why.

Belongs here: finding such runs between days with usual results. Not here: declared faults (events), and a channel whose
results stay away to this day: that may be the truth.
"""

import numpy as np
import pandas as pd

from smm_assets.report.words import full_day

LENGTH = 3  # days in a row
SHARE = 0.3  # of the expected results, at most
EXPECTED = 16.0  # independent results missed at least: by chance alone not once in a thousand runs
MOST = 0.25  # of a channel's days; more of them are its way of working


def outage_days(seen: np.ndarray, mean: np.ndarray, scatter: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Days in such runs, (days, channels) bool. mean: expected results; scatter: variance over mean, (channels,)."""
    low = np.zeros(seen.shape, dtype=bool)
    for length in (LENGTH, 2 * LENGTH, 4 * LENGTH):
        low |= _runs(np.where(known, seen, 0.0), np.where(known, mean, 0.0), scatter, length)
    low &= known & (seen < 2.0 * SHARE * mean)
    low &= ~_still_going(low, known)
    return np.asarray(low & (low.sum(axis=0) <= MOST * known.sum(axis=0)))


def silence(days: np.ndarray, dates: pd.DatetimeIndex) -> str:
    """What was left out of one channel, as a sentence; days: (days,) bool. Empty when nothing."""
    if not days.any():
        return ""
    first, last = (full_day(dates[i]) for i in np.flatnonzero(days)[[0, -1]])
    return f"Between {first} and {last} almost nothing counted on {days.sum()} days with spend: left out."


def _runs(seen: np.ndarray, mean: np.ndarray, scatter: np.ndarray, length: int) -> np.ndarray:
    """Days inside any window of `length` days that misses most of what was expected."""
    if len(seen) < length:
        return np.zeros(seen.shape, dtype=bool)
    got, want = (pd.DataFrame(values).rolling(length).sum().to_numpy() for values in (seen, mean))
    with np.errstate(invalid="ignore"):
        ends = (got < SHARE * want) & (want / scatter >= EXPECTED)
    inside = np.zeros(seen.shape, dtype=bool)
    for back in range(length):
        inside[: len(seen) - back] |= ends[back:]
    return inside


def _still_going(low: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Low days after which no usual day came, (days, channels) bool."""
    usual_later = np.cumsum((known & ~low)[::-1], axis=0)[::-1]
    return usual_later < LENGTH
