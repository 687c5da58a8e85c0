"""Sentences that the page after a run and the screen of `smm status` both say.

Belongs here: results, money of a plan period, and what neither counts, each as one line. Not here: the pages
(`page.py`, `status_page.py`) or words the HTML report uses too (`smm_assets/report/verdict.py`).
"""

from smm_assets.report.facts import Headline, Summary
from smm_assets.report.plan_money import PlanMoney
from smm_assets.report.verdict import filling_up, no_results
from smm_assets.report.words import Words, grouped, listed


def headline(one: Headline, words: Words) -> str:
    """Results of an objective, what each cost, and what is still to come."""
    if one.results is None:
        return f"{no_results(one)}: none came for a day whose spend is known"
    cost = words.amount(one.cost_per_result, exact=True)
    before = f" (week before {words.amount(one.cost_before, exact=True)})" if one.cost_before is not None else ""
    parts = [f"{words.results(one.metric, one.results)} from ads"]
    if one.metric in ("revenue", "conversion_value"):
        per = 1 / one.cost_per_result if one.cost_per_result else None
        parts.append(f"{grouped(per, 2)} per 1.00 spent" if per else "")
    else:
        parts.append(f"{cost} each{before}")
    parts.append(filling_up(one.filling_days, one.still_to_come, one.metric, words))
    return " · ".join(part for part in parts if part)


def plan_head(title: str, money: PlanMoney, words: Words) -> str:
    """Money of a plan period: planned, spent, left."""
    guess = f" ({words.amount(money.estimated)} estimated)" if round(money.estimated) else ""
    spent = f"spent {words.amount(money.spent if money.is_known else None)}{guess}"
    if money.budget is None:
        return f"{title}: {spent} · no plan for it: fill in plan.csv to see pacing"
    if round(money.unplanned):
        spent += f" · {words.amount(money.unplanned)} of it unplanned"
    return (
        f"{title} {words.amount(money.budget)} · {spent} · left {words.amount(money.left if money.is_known else None)}"
    )


def not_counted(summary: Summary) -> list[str]:
    """Channels whose spend is missing from the sums above."""
    names = [one.label for one in summary.data if one.unpriced]
    return [f"not counted: what {listed(names)} spent without a rate"] if names else []
