"""The first screen beside the advice: a few figures, pacing in brief, what needs a person.

Belongs here: which figure stands in which place. Not here: facts (`summary.py`), the advice (`advice_view`), the full
money section (`views`), shapes (`charts`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from smm_assets.language import gettext, ngettext
from smm_assets.report.facts import Headline, Need, Pacing, SplitLine, Summary
from smm_assets.report.page import charts
from smm_assets.report.page.views import PlanView, lacking
from smm_assets.report.plan_money import plan_money
from smm_assets.report.words import AMOUNTS, UNKNOWN, Words, change, grouped, period, share, status

OFF_PLAN = ("over", "under", "watch")


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure of the strip. beside: what it is read against; note: the small print; proof, column: its source."""

    title: str
    value: str
    beside: str
    note: str = ""
    proof: str
    column: str = ""


def figures(summary: Summary, words: Words) -> tuple[Figure, ...]:
    """Money left, cost per result and revenue per spend, as far as they are known."""
    return (*_left(summary, words), *_costs(summary.headlines, words), *_returns(summary))


def _left(summary: Summary, words: Words) -> Iterable[Figure]:
    promotion = [line for line in summary.pacing if line.category == "promotion"]
    spans = dict.fromkeys((line.period_start, line.period_end) for line in promotion)
    for start, end in spans:
        lines = [line for line in promotion if (line.period_start, line.period_end) == (start, end)]
        money = plan_money(lines)
        if money.left is None or summary.as_of is None:
            continue
        days = (end - summary.as_of).days + 1
        yield Figure(
            title=gettext("Left in {period}", period=period(start, end)),
            value=words.money(money.left if money.is_known else None, exact=False),
            beside=gettext("of {budget} for promotion", budget=words.money(money.budget, exact=False)),
            note=". ".join(filter(None, (ngettext("{count} day to go", "{count} days to go", days), lacking(money)))),
            proof="pacing",
        )


def _costs(headlines: Sequence[Headline], words: Words) -> Iterable[Figure]:
    for one in headlines:
        if one.results is None:
            continue
        name = gettext("Spend for 1.00 of it") if one.metric in AMOUNTS else gettext("Cost per result")
        cost = words.money(one.cost_per_result) if one.cost_per_result is not None else UNKNOWN
        yield Figure(
            title=f"{name}: {status(one.objective)}" if len(headlines) > 1 else name,
            value=cost,
            beside=_against_before(one, words),
            note=gettext("{results} in 7 days", results=words.results(one.metric, one.results)),
            proof="cost_per_result",
            column="cost_per_result",
        )


def _against_before(one: Headline, words: Words) -> str:
    if not one.cost_before or not one.cost_per_result:
        return ""
    return gettext(
        "{before} the week before ({change})",
        change=change(one.cost_per_result / one.cost_before - 1),
        before=words.money(one.cost_before),
    )


def _returns(summary: Summary) -> Iterable[Figure]:
    by_window = {one.window: one for one in summary.blended}
    week, month = by_window.get("7d"), by_window.get("28d")
    if week is None or week.revenue_per_spend is None:
        return
    before = month.revenue_per_spend if month else None
    yield Figure(
        title=gettext("Revenue per spend"),
        value=_times(week.revenue_per_spend),
        beside="" if before is None else gettext("{value} over 28 days", value=_times(before)),
        note=gettext("{known} of {days} days known", known=week.days_compared, days=week.days),
        proof="revenue_per_spend",
        column="revenue_per_spend",
    )


def _times(value: float) -> str:
    return f"{grouped(value, 2)}×"


@dataclass(frozen=True, kw_only=True)
class SplitView:
    """The whole budget by category: one bar with marks where the parts should end, and (category, actual, target)."""

    chart: Markup
    parts: tuple[tuple[str, str, str], ...]


def split_bar(split: Sequence[SplitLine]) -> SplitView | None:
    """Actual shares against the targets; None while nothing of the whole budget is known."""
    if not any(line.actual for line in split):
        return None
    parts = tuple((line.category, grouped(100 * (line.actual or 0)), share(line.target)) for line in split)
    says = ", ".join(
        gettext("{name} {actual} %, target {target}", name=status(n), actual=a, target=t) for n, a, t in parts
    )
    shapes = [(line.category, line.actual or 0.0, line.target or 0.0) for line in split]
    return SplitView(chart=charts.split(shapes, gettext("Split of the whole budget: {parts}", parts=says)), parts=parts)


@dataclass(frozen=True, kw_only=True)
class BriefPacing:
    """Promotion of one plan period by channel: (line, its cells, its bullet).

    off_plan: (status, names) of lines for anything else that are off their plan, of all periods; with the last period.
    """

    title: str
    period: str
    rows: tuple[tuple[Pacing, dict[str, str], Markup], ...]
    off_plan: tuple[tuple[str, str], ...] = ()


def brief_pacing(plans: Iterable[PlanView]) -> tuple[BriefPacing, ...]:
    """Promotion in full, of everything else only what is off its plan, by name."""
    found: list[BriefPacing] = []
    off: dict[str, list[str]] = {}
    for plan in plans:
        rows = tuple(row for row in plan.rows if row[0].category == "promotion")
        if rows:
            when = period(rows[0][0].period_start, rows[0][0].period_end)
            found.append(BriefPacing(title=plan.title, period=when, rows=rows))
        for line, cells, _ in plan.rows:
            if line.category != "promotion" and line.status in OFF_PLAN:
                off.setdefault(line.status, []).append(cells["name"])
    if not found:
        return ()
    told = tuple((status, ", ".join(names)) for status, names in off.items())
    return (*found[:-1], replace(found[-1], off_plan=told))


def by_worth(needs: Iterable[Need]) -> tuple[Need, ...]:
    """What unlocks something first, else in the order given, which is by cost."""
    return tuple(sorted(needs, key=lambda one: not one.unlocks))
