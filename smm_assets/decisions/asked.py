"""The total a scenario asks for: an amount, a target cost per result, or the sum of the user's own amounts.

Belongs here: which total it is and what may be searched. Not here: the search (`target`).
"""

from decimal import Decimal

from smm_assets.allocation import InfeasibleBudget
from smm_assets.allocation.amounts import MOST
from smm_assets.allocation.limits import read_bounds
from smm_assets.decisions.asking import Question
from smm_assets.decisions.cents import CENT, cents
from smm_assets.decisions.exploring import with_kept
from smm_assets.decisions.feasible import last_that_fits, misfit
from smm_assets.decisions.lines import with_words
from smm_assets.decisions.period import Period, choose_period, with_total
from smm_assets.decisions.pricing import brings
from smm_assets.decisions.target import Cost, Reached, Target, reach
from smm_assets.errors import UsageError
from smm_assets.report.words import AMOUNTS, noun, round_tenth

REACH = 2  # totals are looked at from half of today's to twice of it: nothing like others was seen


def asked_period(question: Question) -> tuple[Period, Reached | None]:
    """The days of the decision with the total the scenario asks for, and how a target cost was reached.

    A target cost and the user's own amounts are all money of channels, so nothing of them is kept.
    """
    period, terms = choose_period(question.inputs), question.scenario
    if terms.target is not None:
        lowest, highest = _possible(question, period)
        reached = reach(terms.target, _cost(question), lowest, highest, _costly(question, terms.target))
        return with_total(period, reached.total), reached
    total = sum(own_amounts(question).values(), Decimal(0)) if terms.spends else terms.total
    if total is None:
        return with_kept(period, question), None
    if total <= 0:
        raise UsageError("a budget of 0 leaves nothing to split", cure="Name an amount above 0, in money per day")
    if total > MOST:
        raise UsageError(f"{total} a day is more than can be split", cure=f"Name an amount up to {MOST:,.0f} a day")
    asked = with_total(period, total)
    return with_kept(asked, question) if terms.keeps and not terms.spends else asked, None


def _costly(question: Question, target: Target) -> str:
    """Whose cost a target speaks of."""
    metric = question.inputs.result_metric
    if metric in AMOUNTS:
        return f"{'the next ' if target.marginal else ''}1.00 of {noun(metric)}"
    return f"the next {noun(metric)}" if target.marginal else f"one {noun(metric)}"


def own_amounts(question: Question) -> dict[str, Decimal]:
    """The user's amounts a day for every channel; those not named spend what they do today."""
    today = {state.channel: cents(state.current) for state in question.inputs.channels}
    return today | {name: cents(amount) for name, amount in question.scenario.spends.items() if name in today}


def _cost(question: Question) -> Cost:
    target = question.scenario.target

    def cost_at(total: Decimal) -> float | None:
        try:
            answer = question.answer(question.limits(total))
        except InfeasibleBudget:
            return None
        lines = with_words(answer, question.inputs, question.holds, {})
        ground = question.ground(answer.curves, lines, as_today=bool(answer.keep))
        split = dict(zip(lines["channel"], lines["recommended_spend"], strict=True))
        if target is None or not target.marginal:
            return brings(split, ground.curves).cost
        more = round_tenth(total)
        gained = ground.next_results(split, more)
        return more / gained if gained and gained > 0 else None

    return cost_at


def _possible(question: Question, period: Period) -> tuple[Decimal, Decimal]:
    """The smallest and the largest total the limits allow, around what is spent today and what is planned a day."""
    today = sum((cents(state.current) for state in question.inputs.channels), Decimal(0))
    usual = [total for total in (period.per_day, today) if total > 0]
    low, high = cents(min(usual, default=CENT) / REACH), max(usual, default=CENT) * REACH
    inside = next((total for total in (*usual, high, low) if _feasible(question, total)), None)
    if inside is None:
        against = misfit(question.limits, usual[0] if usual else high, question.labels)
        cure = against.cure if against else "Loosen low, high or frozen"
        raise UsageError(f"the limits allow none of the totals looked at, {low} to {high} a day", cure=cure)
    return _edge(question, inside, low), _edge(question, inside, high)


def _edge(question: Question, inside: Decimal, outside: Decimal) -> Decimal:
    """The total nearest to `outside` that the limits allow."""
    if _feasible(question, outside):
        return outside
    return last_that_fits(lambda total: _feasible(question, total), inside, outside)


def _feasible(question: Question, total: Decimal) -> bool:
    try:
        read_bounds(question.limits(total))
    except InfeasibleBudget:
        return False
    return True
