"""One plain sentence after another about each channel: what we saw, what more brings, what stopped us, what would help.

Belongs here: templates. Not here: any number that is not handed in. No statistician's words.
"""

from dataclasses import dataclass
from decimal import Decimal

from smm_assets.allocation.trust import Standing
from smm_assets.report.words import plural, quantity

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
NEXT = 10  # units of money per day whose results are told
CHEAP = 0.1  # money per result; below, cents say too little and a thousand of them are told


@dataclass(frozen=True, kw_only=True)
class Unit:
    """What results are called. is_money: whether they are an amount, such as revenue, and no count."""

    one: str = "result"
    many: str = "results"
    is_money: bool = False

    def counted(self, results: float) -> str:
        """ "12 orders", "1,800.00 of revenue"."""
        if self.is_money:
            return f"{results:,.2f} of {self.many}"
        shown = quantity(results)
        return f"{shown} {self.one if shown == '1' else self.many}"

    def rough(self, results: float) -> str:
        """Two digits: nobody knows a third."""
        if results < 0.001:
            return f"hardly any {self.many}"
        digits = f"{results:,.0f}" if results >= 10 else f"{float(f'{results:.2g}'):g}"
        return f"about {digits} {'of ' if self.is_money else ''}{self.one if digits == '1' else self.many}"


def reason(
    *, standing: Standing, next_ten: float, best_other: tuple[str, float] | None, constraint: str,
    low: Decimal, high: Decimal, quoted: str, note: str | None, unit: Unit = Unit(),
) -> str:  # fmt: skip
    """Reason for one channel. next_ten: results that NEXT units of money more bring here; best_other: the same for the
    best other; quoted: what declared events did to the evidence."""
    stopped = note or STOPPED[constraint].format(low=low, high=high)
    parts = [_seen(standing, unit), quoted] if quoted else [_seen(standing, unit)]
    if standing.trust != "hold":
        parts.append(_next_ten(next_ten, best_other, unit))
    parts.append(f"What stopped a larger move: {stopped}.")
    parts.append(f"What would change our mind: {CHANGE[constraint]}.")
    return " ".join(parts)


def _seen(standing: Standing, unit: Unit) -> str:
    if standing.days == 0:
        return "We saw no day with spend here."
    gap = f"; {standing.gap:.0%} of the days are unknown" if standing.gap >= 0.1 else ""
    spent, counted = f"{standing.spend:,.2f} spent", unit.counted(standing.results)
    return f"We saw {plural(standing.days, 'day')} with {spent} and {counted}{_per(standing, unit)}{gap}."


def _per(standing: Standing, unit: Unit) -> str:
    """What one result cost; for amounts, what each unit of money brought."""
    if standing.results <= 0 or standing.spend <= 0:
        return ""
    if unit.is_money:
        return f", {standing.results / standing.spend:,.2f} for each 1.00 spent"
    each = standing.spend / standing.results
    return f", one per {each:,.2f}" if each >= CHEAP else f", a thousand for {1000 * each:,.2f}"


def _next_ten(next_ten: float, best_other: tuple[str, float] | None, unit: Unit) -> str:
    here = f"The next {NEXT} bring {unit.rough(next_ten)} here"
    if best_other is None:
        return here + "."
    return f"{here}, {unit.rough(best_other[1])} in {best_other[0]}."
