"""How many times as much as Poisson counts the results of channels scatter around their shares of the day.

Belongs here: Pearson's statistic over its degrees of freedom (McCullagh & Nelder, Generalized Linear Models, 2nd ed.
1989, ch. 4.5), of days on which several channels had money: demand that all of them share does not count. Few days say
little, so it is drawn towards what is usual: rates that stray by DAILY_STRAY from day to day, which matters the more
the more results a day has. Not here: how maturity scatters (`maturity/scatter`).
"""

import numpy as np

from smm_assets.effectiveness.referee.terms import Counted, Floats

DAILY_STRAY = 0.25
DAYS_OF_PRIOR = 5.0
ROUNDS = 20


def dispersion(*told: Counted) -> float:
    """1 or more. told: the days before the test and those of the test."""
    exposure, counts = (np.vstack([_filled(one, name) for one in told]) for name in ("exposure", "results"))
    counts, together = np.where(exposure > 0, counts, 0.0), (exposure > 0).sum(axis=1)
    days = (together > 1) & (counts.sum(axis=1) > 0)
    exposure, counts = exposure[days], counts[days]
    channels = np.flatnonzero(counts.sum(axis=0) > 0)
    freedom = float((together[days] - 1).sum()) - max(0, len(channels) - 1)
    usual = usual_dispersion(float(counts[exposure > 0].mean()) if len(counts) else 0.0)
    if freedom <= 0:
        return usual
    expected = _shares(exposure, counts) * counts.sum(axis=1, keepdims=True)
    terms = np.divide((counts - expected) ** 2, expected, out=np.zeros_like(expected), where=expected > 0)
    return max(1.0, (DAYS_OF_PRIOR * usual + float(terms.sum())) / (DAYS_OF_PRIOR + freedom))


def usual_dispersion(each_day: float) -> float:
    """What it usually is where a channel has so many results a day: variance over mean of counts at a straying rate."""
    return 1 + DAILY_STRAY**2 * each_day


def _filled(counted: Counted, name: str) -> Floats:
    values = np.where(counted.known, getattr(counted, name), 0.0)
    return np.maximum(values, 0.0)


def _shares(exposure: Floats, counts: Floats) -> Floats:
    """The share of a day's results each channel has at its most likely rate (multinomial, by fixed-point steps)."""
    rates = np.ones(exposure.shape[1])
    totals = counts.sum(axis=1, keepdims=True)
    for _ in range(ROUNDS):
        weights = totals / (exposure * rates).sum(axis=1, keepdims=True)
        rates = np.maximum(counts.sum(axis=0), 1e-9) / np.maximum((exposure * weights).sum(axis=0), 1e-12)
        rates = rates / rates.sum()
    weighed = exposure * rates
    return np.asarray(weighed / weighed.sum(axis=1, keepdims=True))
