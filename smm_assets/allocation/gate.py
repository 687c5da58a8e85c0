"""How bold to be, and whether to move at all.

Belongs here: trying several weights of risk, taking the split whose expected uplift is worth most after its chance of
harm is paid for, comparing with keeping. Not here: solving for one weight (solve) and words (explain).

A price per chance of harm is the rule that gains most for a given frequency of harm over many decisions.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from smm_assets.allocation.outlook import Outlook
from smm_assets.allocation.profiles import Profile
from smm_assets.allocation.solve import Value, coarse_split, coarse_step, polished

RISK_WEIGHTS = (0.0, 3.0, 6.0, 12.0, 25.0, 50.0, 100.0, 200.0)  # per unit of relative uplift
HARM = 0.01  # a loss of more than 1 % of the results counts as harm


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A split in cents with its uplift over keeping: mean, interval and samples are relative (0.05 = 5 %)."""

    split: np.ndarray
    keep: bool
    uplift: float
    low: float
    high: float
    probability: float
    risk_weight: float
    values: Sequence[Value]
    best_uplift: float = 0.0
    best_probability: float = 0.5


def choose(
    outlooks: Sequence[Outlook | None], base: np.ndarray, low: np.ndarray, high: np.ndarray, profile: Profile
) -> Choice:
    """Best split under `profile`, or `base` when no split is convincingly better. None = nothing known, never moved."""
    kept = _samples(outlooks, base)
    scale = float(kept.sum(axis=1).mean()) if kept.size else 0.0
    if scale <= 0:
        return keep_mix(base)
    step = coarse_step(low, high)
    tried = []
    for weight in RISK_WEIGHTS:
        split = coarse_split(_objective(outlooks, weight / scale), base, low, high, step)
        tried.append((_uplift(outlooks, split, kept, profile), weight, split))
    _, weight, split = max(tried, key=lambda row: _worth(row[0], profile))
    values = _objective(outlooks, weight / scale)
    split = polished(values, split, low, high, step)
    return _judged(split, base, _uplift(outlooks, split, kept, profile), profile, weight, values)


def _judged(
    split: np.ndarray, base: np.ndarray, uplift: np.ndarray, profile: Profile, weight: float, values: Sequence
) -> Choice:
    probability, mean = float((uplift > 0).mean()), float(uplift.mean())
    unsure = probability < profile.probability or mean < profile.smallest or _worth(uplift, profile) <= 0.0
    if unsure or np.array_equal(split, base):
        return replace(keep_mix(base), values=values, best_uplift=mean, best_probability=probability)
    low, high = widened(uplift, profile.inflation)
    return Choice(
        split=split, keep=False, uplift=mean, low=low, high=high, probability=probability, risk_weight=weight,
        values=values, best_uplift=mean, best_probability=probability,
    )  # fmt: skip


def _worth(uplift: np.ndarray, profile: Profile) -> float:
    """Expected uplift less the price of its chance of harm."""
    return float(uplift.mean()) - profile.harm_price * float((uplift < -HARM).mean())


def widened(samples: np.ndarray, inflation: float) -> tuple[float, float]:
    """90 % interval of samples, stretched around the median."""
    low, middle, high = np.quantile(samples, [0.05, 0.5, 0.95])
    return float(middle + (low - middle) * inflation), float(middle + (high - middle) * inflation)


def keep_mix(base: np.ndarray) -> Choice:
    """The choice to keep today's mix."""
    values = [_nothing] * len(base)
    return Choice(split=base, keep=True, uplift=0.0, low=0.0, high=0.0, probability=0.5, risk_weight=0.0, values=values)


def _nothing(cents: np.ndarray) -> np.ndarray:
    return np.zeros(np.shape(cents))


def expectations(outlooks: Sequence[Outlook | None]) -> list[Value]:
    """Expected result of every channel as a function of cents; nothing where nothing is known."""
    return [_nothing if outlook is None else outlook.expected for outlook in outlooks]


def _objective(outlooks: Sequence[Outlook | None], weight: float) -> list[Value]:
    def value(outlook: Outlook) -> Value:
        return lambda cents: outlook.expected(cents) - weight * outlook.risk(cents)

    return [_nothing if outlook is None else value(outlook) for outlook in outlooks]


def _samples(outlooks: Sequence[Outlook | None], split: np.ndarray) -> np.ndarray:
    known = [outlook.samples(split[[c]])[:, 0] for c, outlook in enumerate(outlooks) if outlook is not None]
    return np.column_stack(known) if known else np.empty((0, 0))


def _uplift(outlooks: Sequence[Outlook | None], split: np.ndarray, kept: np.ndarray, profile: Profile) -> np.ndarray:
    """Samples of the relative gain, as far around their mean as the profile doubts them."""
    before = kept.sum(axis=1)
    uplift = np.asarray(_samples(outlooks, split).sum(axis=1) / np.maximum(before, 1e-300) - 1.0)
    return uplift if profile.doubt == 1.0 else uplift.mean() + profile.doubt * (uplift - uplift.mean())
