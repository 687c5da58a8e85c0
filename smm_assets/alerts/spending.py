"""Matters of budgets and of the advice: money that is likely to miss its plan, and new recommendations.

Belongs here: their money at risk and their words. Not here: other matters (`arising`) or judging anything.
"""

from collections.abc import Iterator
from decimal import Decimal

from smm_assets.alerts.arising import Look
from smm_assets.alerts.matter import BAD, WATCH, Matter
from smm_assets.report.advice_facts import Advice
from smm_assets.report.facts import Pacing
from smm_assets.report.verdict import gain, is_several, total_words, verdict
from smm_assets.report.words import Words, period, span

RISKS = {"watch": WATCH, "over": BAD, "under": BAD}
PROMOTION = "promotion"


def of_budgets(look: Look) -> Iterator[Matter]:
    """Plan lines that are likely to end over or under their budget; at risk is what they miss it by."""
    words = Words(look.summary.currency)
    for line in look.summary.pacing:
        if line.status not in RISKS or line.budget is None or line.projected is None:
            continue
        over = line.projected > line.budget
        missed = abs(line.projected - line.budget)
        direction = "over" if over else "under"
        yield Matter(
            key="/".join(("budget", direction, line.category, line.channel, line.period_start.isoformat())),
            event="budget",
            level=RISKS[line.status],
            amount=missed,
            what=f"{_named(line)}: likely to end at {words.money(line.projected)} of {words.money(line.budget)}, "
            f"{words.money(missed)} {direction} the plan",
            more=line.reason,
            cure=_cure(line, over=over, words=words, home=look.home),
            place=f"{look.report}#money",
        )


def _named(line: Pacing) -> str:
    when = period(line.period_start, line.period_end)
    named = line.label if line.channel or line.category == PROMOTION else line.category.capitalize()
    return f"{named}, {when}" if line.category == PROMOTION or not line.channel else f"{named}, {line.category}, {when}"


def _cure(line: Pacing, *, over: bool, words: Words, home: str) -> str:
    if line.category != PROMOTION:
        return "Hold costs.csv against plan.csv: change what is ordered, or the plan"
    if line.needed_per_day is not None and line.needed_per_day > 0:
        verb = "Lower" if over else "Raise"
        return f"{verb} the daily budget at the network to {words.money(line.needed_per_day)}, or change plan.csv"
    if over:
        return "The plan is spent: stop it at the network, or raise its line of plan.csv"
    return f"Give the money to another channel: smm recommend{home}"


def of_advice(look: Look) -> Iterator[Matter]:
    """Recommendations nobody has decided on yet; at stake is the money they move in their period."""
    words, several = Words(look.summary.currency), is_several(look.summary.advice)
    for one in look.summary.advice:
        if one.status != "proposed" or one.keep:
            continue
        moved = _moved(one)
        named = f" for {one.objective}" if several else ""
        days = span(one.period_start, one.period_end)
        yield Matter(
            key=f"recommendation/{one.recommendation_id}",
            event="recommendation",
            level=WATCH,
            amount=moved,
            what=f"New advice{named} for {days}: {words.money(moved)} to be moved; {total_words(one, words)}",
            more=" ".join(text for text in (_moves(one, words), gain(one, words)) if text),
            cure=f"smm approve{look.home} {one.recommendation_id}; its why: smm explain recommendation{look.home}",
            place=f"{look.report}#advice",
        )


def _moved(advice: Advice) -> Decimal:
    """Money that changes its place over the days of the period: what is taken away or added, the larger of both."""
    changes = [line.recommended - line.current for line in advice.lines]
    added = sum((change for change in changes if change > 0), Decimal(0))
    taken = -sum((change for change in changes if change < 0), Decimal(0))
    days = (advice.period_end - advice.period_start).days + 1
    return (max(added, taken) * days).quantize(Decimal("0.01"))


def _moves(advice: Advice, words: Words) -> str:
    """Channels whose budget changes, in the order of the advice."""
    moves = [
        f"{line.label} {words.amount(line.current, exact=True)} → {words.amount(line.recommended, exact=True)} a day "
        f"({verdict(line, advice)})"
        for line in advice.lines
        if line.recommended != line.current
    ]
    return "; ".join(moves) + "." if moves else ""
