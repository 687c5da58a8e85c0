"""One channel of an earlier recommendation beside what came: was it followed, did its interval hold.

Belongs here: the judgement, from plain values. Not here: which days and rows it is made from (`scorecard`).

What was foretold is the curve at the money that was really spent, so a recommendation nobody followed is judged too.
What would have come otherwise is the curve at the former spend; the difference is told with its own interval, because
both the curve and the days may be off. A season that lifts all channels is not taken out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from smm_assets.decisions.forecast import Curve, forecast, scatter_of

NEAR = 0.1  # of the recommended spend: as good as followed where no change was recommended
LEAST_CHANGE = 0.02  # of the spend: less is no change
HALF_WAY, BEYOND = 0.5, 2.0
FORETOLD = ("predicted_uplift", "predicted_low", "predicted_high")
EXPECTED = ("expected", "expected_low", "expected_high")
ABOVE = ("observed_uplift", "observed_uplift_low", "observed_uplift_high")
Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What is known of one channel since it was recommended.

    former, recommended: spend a day; uplift: results a day recommended beyond the former spend, with its interval's
    ends, None where none was foretold; days: known days with spend, result, completeness; before: results of earlier
    days, which tell the usual scatter; is_count: whether results are counts.
    """

    former: float
    recommended: float
    uplift: tuple[float, float, float] | None
    days: pd.DataFrame
    before: Sequence[float]
    curve: Curve | None
    is_count: bool


def followed(outcome: Outcome) -> Row:
    """Whether spend went the recommended way: at least half of it and not twice; or stayed, where it was to stay."""
    if outcome.days.empty:
        return {"followed": None, "followed_share": None}
    spent = float(outcome.days["spend"].mean())
    change = outcome.recommended - outcome.former
    if abs(change) <= LEAST_CHANGE * max(outcome.former, outcome.recommended):
        return {"followed": abs(spent - outcome.recommended) <= NEAR * outcome.recommended, "followed_share": None}
    made = (spent - outcome.former) / change
    return {"followed": HALF_WAY <= made <= BEYOND, "followed_share": made}


def came(outcome: Outcome) -> Row:
    """What was foretold and what came, over the days whose results are known, as far as these usually are by now."""
    known = outcome.days.dropna(subset=["result"])
    nothing: Row = dict.fromkeys((*FORETOLD, "observed", *EXPECTED, *ABOVE, "in_interval"))
    if known.empty:
        return nothing
    observed, counted = float(known["result"].sum()), float(known["completeness"].sum())
    row = nothing | {"observed": observed}
    if outcome.uplift is not None:
        row |= {name: value * counted for name, value in zip(FORETOLD, outcome.uplift, strict=True)}
    return row if outcome.curve is None else row | _beside_curve(outcome, outcome.curve, known, observed)


def _beside_curve(outcome: Outcome, curve: Curve, known: pd.DataFrame, observed: float) -> Row:
    scatter = scatter_of(outcome.before, is_count=outcome.is_count)
    complete = list(known["completeness"])
    told = forecast(curve, list(known["spend"]), complete, scatter)
    former = forecast(curve, [outcome.former] * len(known), complete, scatter)
    low, high = told.interval()
    more, half = observed - former.expected, former.half()
    return {
        **dict(zip(EXPECTED, (told.expected, low, high), strict=True)),
        **dict(zip(ABOVE, (more, more - half, more + half), strict=True)),
        "in_interval": low <= observed <= high,
    }
