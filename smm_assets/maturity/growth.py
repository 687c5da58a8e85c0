"""Completeness by age from what days grew between two exports of them: the chain-ladder of claims reserving.

Belongs here: pooled age-to-age factors and how sure they are. Not here: how far single days stray (`scatter`).

With C(a) what is known at age a, r(k) = C(k) / C(k+1) is estimated as sum C(k) / sum C(k+1) over all account-days seen
at both ages, and completeness at age a is the product of r(k) for k from a to the horizon (Mack, "Distribution-free
calculation of the standard error of chain ladder reserve estimates", ASTIN Bulletin 23, 1993; for reports that come
late Lawless, "Adjustments for reporting delays", Canadian Journal of Statistics 22, 1994). A day counts as soon as it
was exported twice, long before it is final. Between exports several days apart growth is shared out as the current
curve says (EM: that is its expectation under independent delays), and the curve is estimated again until it stands.
The documented default enters as PRIOR final reports seen at every age. Factors are not forced below 1: refunds and
de-duplication take back.
"""

from dataclasses import dataclass

import numpy as np

from smm_assets.maturity.curve import HORIZON, LEAST, MOST

PRIOR = 20.0  # reports the default is worth
_ROUNDS = 60
_STILL = 1e-10


@dataclass(frozen=True, kw_only=True)
class Pairs:
    """Consecutive versions of account-days, as arrays of one length: ages 1 … HORIZON with start < end, and the reports
    known at either. day: any number of the account-day, by which it is put into one of two halves.
    """

    start: np.ndarray
    end: np.ndarray
    known: np.ndarray
    later: np.ndarray
    day: np.ndarray

    def only(self, mask: np.ndarray) -> "Pairs":
        """Those the mask is true for."""
        return Pairs(
            start=self.start[mask],
            end=self.end[mask],
            known=self.known[mask],
            later=self.later[mask],
            day=self.day[mask],
        )


def learn_growth(pairs: Pairs, default: np.ndarray, prior: float = PRIOR) -> tuple[np.ndarray, np.ndarray]:
    """(completeness by age, reports behind each step k → k+1, the prior's included; its last entry stands for none)."""
    known, later = _summed(pairs)
    curve = default
    for _ in range(_ROUNDS):
        above, below = _shared_out(known, later, curve)
        above[:-1] += prior * default[:-1]
        below[:-1] += prior * default[1:]
        new = _product(above, below)
        if np.abs(new - curve).max() < _STILL:
            break
        curve = new
    return new, below


def _summed(pairs: Pairs) -> tuple[np.ndarray, np.ndarray]:
    """Reports known and later, added up by (start, end); sorted first, so that the order of rows changes no digit."""
    order = np.lexsort((pairs.later, pairs.known, pairs.end, pairs.start))
    cell = ((pairs.start - 1) * HORIZON + pairs.end - 1)[order]
    size = HORIZON * HORIZON
    known = np.bincount(cell, weights=pairs.known[order], minlength=size).reshape(HORIZON, HORIZON)
    later = np.bincount(cell, weights=pairs.later[order], minlength=size).reshape(HORIZON, HORIZON)
    return known, later


def _shared_out(known: np.ndarray, later: np.ndarray, curve: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Reports at k and at k+1 of all pairs that span the step, by k; values between lie on the curve."""
    above, below = np.zeros(HORIZON), np.zeros(HORIZON)
    for start, end in zip(*np.nonzero((known != 0) | (later != 0)), strict=True):
        at = np.arange(start, end + 1)
        whole = curve[end] - curve[start]
        part = (curve[at] - curve[start]) / whole if abs(whole) > 1e-9 else (at - start) / (end - start)
        value = known[start, end] + (later[start, end] - known[start, end]) * part
        above[at[:-1]] += value[:-1]
        below[at[:-1]] += value[1:]
    return above, below


def _product(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    ratio = np.ones(HORIZON)
    seen = (above > 0) & (below > 0)
    ratio[seen] = above[seen] / below[seen]
    ratio[-1] = 1.0
    return np.clip(np.cumprod(ratio[::-1])[::-1], LEAST, MOST)


def uncertainty(curve: np.ndarray, behind: np.ndarray, dispersion: float) -> np.ndarray:
    """Standard error of ln completeness by age: steps are independent, and a step that changes a share g of N reports
    has variance dispersion * g / N (delta method on a proportion)."""
    step = np.zeros(HORIZON)
    change = np.abs(1.0 - curve[:-1] / curve[1:])
    step[:-1] = dispersion * change / np.maximum(behind[:-1], 1e-9)
    return np.asarray(np.sqrt(np.cumsum(step[::-1])[::-1]))
