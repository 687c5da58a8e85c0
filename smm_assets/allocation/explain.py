"""One plain sentence after another about each channel: what we saw, what more brings, what stopped us, what would help.

Belongs here: templates. Not here: any number that is not handed in. No statistician's words.
"""

from decimal import Decimal

from smm_assets.allocation.trust import Standing
from smm_assets.report.words import plural

STOPPED = {
    "frozen": "you froze this channel",
    "hold": "there is too little history here to move its money",
    "minimum": "your minimum of {low} stopped a larger cut",
    "maximum": "your maximum of {high} stopped a larger raise",
    "step_down": "no channel is cut by more than the largest step at once, here to {low}",
    "step_up": "no channel is raised by more than the largest step at once, here to {high}",
    "total": "the total is shared so that no other split looked better for the same risk",
    "evidence": "the expected gain of any move is too small or too uncertain",
}
CHANGE = {
    "frozen": "unfreezing it would let its money move",
    "hold": "two weeks of days with spend and results here",
    "minimum": "a lower minimum, or better results at the present spend",
    "maximum": "a higher maximum, or falling results as spend grows",
    "step_down": "better results at the lower spend; otherwise the next step follows at the next review",
    "step_up": "falling results at the higher spend; otherwise the next step follows at the next review",
    "total": "a lasting change of results at the new spend, or another total",
    "evidence": "a few weeks with clearly more and clearly less spend, so that its effect shows",
}


def reason(
    *, standing: Standing, marginal: float, best_other: tuple[str, float] | None, constraint: str,
    low: Decimal, high: Decimal, quoted: str, note: str | None,
) -> str:  # fmt: skip
    """Reason for one channel. marginal: results per unit of money here; best_other: the same for the best other;
    quoted: what declared events did to the evidence."""
    stopped = note or STOPPED[constraint].format(low=low, high=high)
    parts = [_seen(standing), quoted] if quoted else [_seen(standing)]
    if standing.trust != "hold":
        parts.append(_next_ten(marginal, best_other))
    parts.append(f"What stopped a larger move: {stopped}.")
    parts.append(f"What would change our mind: {CHANGE[constraint]}.")
    return " ".join(parts)


def _seen(standing: Standing) -> str:
    if standing.days == 0:
        return "We saw no day with spend here."
    per = f", one per {standing.spend / standing.results:,.2f}" if standing.results > 0 else ""
    results = f"{standing.results:,.4g} {'result' if standing.results == 1 else 'results'}"
    gap = f"; {standing.gap:.0%} of the days are unknown" if standing.gap >= 0.1 else ""
    return f"We saw {plural(standing.days, 'day')} with {standing.spend:,.2f} spent and {results}{per}{gap}."


def _next_ten(marginal: float, best_other: tuple[str, float] | None) -> str:
    here = f"The next 10 bring about {_rough(10 * marginal)} here"
    if best_other is None:
        return here + "."
    return f"{here}, about {_rough(10 * best_other[1])} in {best_other[0]}."


def _rough(results: float) -> str:
    """Two digits: nobody knows a third."""
    return f"{results:,.0f}" if results >= 10 else f"{results:.2g}"
