"""What happens around the channels: weekday, season, walk of demand, shocks of a day, organic sessions, events.

Belongs here: factors per day common to all channels. Not here: anything of one channel.
"""

import numpy as np
import pandas as pd


def demand(
    rng: np.random.Generator, days: int, *, walk: float, season: float, shock: float, weekday: float
) -> np.ndarray:
    """Factor per day, (days,), 1 on average over the last four weeks."""
    t = np.arange(days)
    week = rng.normal(0.0, weekday, 7)[t % 7]
    wave = season * np.sin(2 * np.pi * (t / rng.uniform(50.0, 365.0) + rng.random()))
    pull = 0.98  # the walk returns slowly to its mean
    steps = rng.normal(0.0, walk, days)
    slow = np.empty(days)
    level = rng.normal(0.0, walk / np.sqrt(1 - pull**2))
    for day in range(days):
        level = slow[day] = pull * level + steps[day]
    logs = week + wave + slow + rng.normal(0.0, shock, days)
    return np.asarray(np.exp(logs - logs[-28:].mean()))


def smoothed(factor: np.ndarray) -> np.ndarray:
    """What a planner sees of demand: its mean over two weeks around, weekdays gone."""
    return pd.Series(factor).rolling(15, center=True, min_periods=4).mean().to_numpy()


def organic_sessions(rng: np.random.Generator, factor: np.ndarray) -> np.ndarray:
    """Visits without advertising: demand seen through noise and another elasticity."""
    mean = 400.0 * factor ** rng.uniform(0.6, 1.2) * np.exp(rng.normal(0.0, 0.05, len(factor)))
    return rng.poisson(mean)


def event_days(rng: np.random.Generator, days: int, share: float) -> list[tuple[int, int]]:
    """Disjoint spans (first, last) of 2 to 12 days covering about `share` of all days."""
    spans: list[tuple[int, int]] = []
    taken = np.zeros(days + 20, dtype=bool)
    while taken[:days].sum() < share * days:
        first = int(rng.integers(5, days))
        last = min(days - 1, first + int(rng.integers(1, 12)))
        if not taken[max(first - 2, 0) : last + 3].any():
            taken[first : last + 1] = True
            spans.append((first, last))
    return sorted(spans)
