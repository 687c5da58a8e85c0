"""What happens to results and rows on their way to the table: late results, gaps, typing errors, bots, double claims.

Belongs here: changes of the observed numbers that leave the truth alone. Not here: what the world really does (twists).
"""

from collections.abc import Callable

import numpy as np

from bench.allocation.draft import Draft

Cells = dict[str, np.ndarray]  # spend, result, completeness: (days, channels), NaN = no row


def late(draft: Draft, cells: Cells) -> None:
    """The last two weeks are known in part, and how much is known."""
    cells["completeness"] = _known_share(draft)
    cells["result"] = draft.rng.binomial(cells["result"].astype(int), cells["completeness"]).astype(float)


def late_untold(draft: Draft, cells: Cells) -> None:
    """The last days are known in part and nobody says so."""
    share = _known_share(draft)
    cells["result"] = draft.rng.binomial(cells["result"].astype(int), share).astype(float)


def _known_share(draft: Draft) -> np.ndarray:
    age = np.arange(draft.days)[::-1][:, None] + 1.0
    pace = draft.rng.uniform(1.0, 5.0, len(draft.usual))
    return -np.expm1(-age / pace)


def outliers(draft: Draft, cells: Cells) -> None:
    """Days on which something went viral, or was booked twice."""
    hit = draft.rng.random(cells["result"].shape) < 0.015
    cells["result"] = np.where(hit, np.round(cells["result"] * draft.rng.uniform(3.0, 8.0, hit.shape)), cells["result"])


def typos(draft: Draft, cells: Cells) -> None:
    """Slipped decimal marks."""
    hit = draft.rng.random(cells["spend"].shape) < 0.015
    factor = draft.rng.choice([0.1, 10.0, 100.0], hit.shape)
    cells["spend"] = np.where(hit, (cells["spend"] * factor).round(2), cells["spend"])


def missing(draft: Draft, cells: Cells) -> None:
    """A quarter of the rows is not there, partly whole weeks."""
    gone = draft.rng.random(cells["spend"].shape) < 0.12
    for c in range(len(draft.usual)):
        first = int(draft.rng.integers(0, draft.days))
        gone[first : first + int(0.12 * draft.days), c] = True
    gone[-3:] = False
    cells["spend"] = np.where(gone, np.nan, cells["spend"])


def bots(draft: Draft, cells: Cells) -> None:
    """Clicks are counted where customers were wanted: they follow money, not customers."""
    rate = np.exp(draft.rng.normal(0.0, 0.8, len(draft.usual))) * draft.level.sum() / draft.usual.sum()
    cells["result"] = cells["result"] + draft.rng.poisson(rate * np.nan_to_num(cells["spend"]))


def claims(draft: Draft, cells: Cells) -> None:
    """Every platform claims customers that would have come anyway, as many as it pleases."""
    organic = draft.rng.uniform(0.1, 0.5) * draft.level.sum() * draft.demand
    share = draft.rng.uniform(0.0, 0.4, len(draft.usual))
    share = share * (draft.plan / np.nanmean(draft.plan, axis=0)) ** 0.7
    cells["result"] = cells["result"] + draft.rng.poisson(np.nan_to_num(organic[:, None] * share))


AFTER: dict[str, Callable[[Draft, Cells], None]] = {
    f.__name__: f for f in (late, late_untold, outliers, typos, missing, bots, claims)
}
