"""What moves all channels at once: weekday, a slow walk of demand, organic sessions where they are given.

Belongs here: one factor per day, the same for every channel, 1.0 on an average recent day. Not here: the drift of a
single channel (drift) and what spend does (posterior).
"""

import numpy as np
import pandas as pd
from scipy.linalg import cholesky_banded, solveh_banded

STEPS = (0.002, 0.006, 0.015, 0.035)  # candidate day-to-day standard deviations of log demand
WEEKDAY_PRIOR = 40.0  # effective results it takes to believe half of a weekday's deviation
EVENT_PRIOR = 4.0  # effective results it takes to believe half of an event's deviation
RECENT = 28  # days that define "now"


def demand_factor(
    seen: np.ndarray, expected: np.ndarray, days: pd.DatetimeIndex, sessions: np.ndarray, lifted: np.ndarray
) -> np.ndarray:
    """Factor per day, shape (days,), mean 1 over the last RECENT days, events left aside.

    seen, expected: results and their expectation without demand, summed over channels, both divided by the
    channels' dispersion so that they count like independent events. sessions: standardised log organic sessions, 0
    where unknown. lifted: (days, events) 0/1. Penalised Poisson fit: weekday, sessions and events by shrunk ratios,
    walk by a first-difference penalty whose size is chosen by Laplace evidence; days of events do not bend the walk.
    """
    log_demand = np.zeros(len(seen))
    if seen.sum() <= 0 or expected.sum() <= 0:
        return np.ones(len(seen))
    weekday = np.zeros(len(seen))
    covariate = np.zeros(len(seen))
    plain = ~lifted.any(axis=1)
    for _ in range(3):
        log_demand = _walk(seen * plain, expected * plain * np.exp(weekday + covariate))
        weekday = _weekdays(seen * plain, expected * plain * np.exp(log_demand + covariate), days)
        covariate = _sessions(seen * plain, expected * plain * np.exp(log_demand + weekday), sessions)
    usual = np.exp(log_demand + weekday + covariate)
    return np.asarray(usual * _lifts(seen, expected * usual, lifted) / usual[-RECENT:].mean())


def _lifts(seen: np.ndarray, expected: np.ndarray, lifted: np.ndarray) -> np.ndarray:
    """Factor of the events of each day, (days,)."""
    log_lift = np.zeros(len(seen))
    for _ in range(2):  # events that overlap share their days
        for days in lifted.T:
            others = np.exp(log_lift * days)
            own = (seen @ days + EVENT_PRIOR) / (expected @ (days * others) + EVENT_PRIOR)
            log_lift = log_lift + days * np.log(own)
    return np.exp(log_lift)


def _weekdays(seen: np.ndarray, expected: np.ndarray, days: pd.DatetimeIndex) -> np.ndarray:
    number = days.day_of_week.to_numpy()
    top = np.bincount(number, seen, 7) + WEEKDAY_PRIOR
    bottom = np.bincount(number, expected, 7) * (seen.sum() / max(expected.sum(), 1e-300)) + WEEKDAY_PRIOR
    return np.asarray(np.log(top / bottom)[number])


def _sessions(seen: np.ndarray, expected: np.ndarray, sessions: np.ndarray) -> np.ndarray:
    slope = 0.0
    for _ in range(4):
        mean = expected * np.exp(slope * sessions)
        slope += (sessions @ (seen - mean) - slope * 25.0) / (sessions**2 @ mean + 25.0)
        slope = float(np.clip(slope, -1.0, 1.0))
    return slope * sessions


def _walk(seen: np.ndarray, expected: np.ndarray) -> np.ndarray:
    fits = [_walk_at(seen, expected, step) for step in STEPS]
    return max(fits, key=lambda fit: fit[1])[0]


def _walk_at(seen: np.ndarray, expected: np.ndarray, step: float) -> tuple[np.ndarray, float]:
    """Mode and Laplace evidence of a random walk with this day-to-day deviation; a weak prior ties its level to 0."""
    count, tie = len(seen), 1.0 / 0.5**2
    penalty = np.zeros((2, count))
    penalty[1] = np.where((np.arange(count) == 0) | (np.arange(count) == count - 1), 1.0, 2.0) / step**2
    penalty[0, 1:] = -1.0 / step**2
    penalty[1] += tie / count
    walk = np.full(count, np.log((seen.sum() + 1.0) / (expected.sum() + 1.0)))
    for _ in range(6):
        mean = expected * np.exp(walk)
        curvature = penalty.copy()
        curvature[1] += mean
        move = solveh_banded(curvature, seen - mean - _times(penalty, walk))
        walk = walk + np.clip(move, -1.0, 1.0)
    mean = expected * np.exp(walk)
    curvature = penalty.copy()
    curvature[1] += mean
    fit = seen @ walk - mean.sum() - 0.5 * walk @ _times(penalty, walk)
    return walk, float(fit + _half_logdet(penalty) - _half_logdet(curvature))


def _times(banded: np.ndarray, vector: np.ndarray) -> np.ndarray:
    out = banded[1] * vector
    out[:-1] += banded[0, 1:] * vector[1:]
    out[1:] += banded[0, 1:] * vector[:-1]
    return out


def _half_logdet(banded: np.ndarray) -> float:
    return float(np.log(cholesky_banded(banded)[1]).sum())


def standard_sessions(context: pd.DataFrame | None, days: pd.DatetimeIndex) -> np.ndarray:
    """Log organic sessions per day with weekday and level taken out, standardised; 0 where not given."""
    values = context_column(context, "organic_sessions", days)
    known = np.isfinite(values) & (values > 0)
    if known.sum() < 14:
        return np.zeros(len(days))
    logs = pd.Series(np.where(known, np.log(np.where(known, values, 1.0)), np.nan))
    logs = logs - logs.groupby(days.day_of_week).transform("mean")
    spread = float(logs.std())
    if not spread > 1e-9:
        return np.zeros(len(days))
    return np.asarray((logs / spread).fillna(0.0).clip(-3.0, 3.0))


def context_column(context: pd.DataFrame | None, name: str, days: pd.DatetimeIndex) -> np.ndarray:
    """A context column per day, NaN where unknown, shape (days,); several rows of a day are added."""
    if context is None or name not in context.columns or not len(days):
        return np.full(len(days), np.nan)
    daily = pd.Series(context[name].to_numpy()).groupby(context["date"].to_numpy()).sum(min_count=1)
    return daily.reindex(days).to_numpy(dtype=float)
