"""The parts digests are made of: what came in, money left, pacing, advice, KPIs, how a week went and a month ended.

Belongs here: their words. Not here: which of them a digest has (`digest`), facts (`smm_assets/report`).
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from smm_assets.alerts.message import Section
from smm_assets.alerts.month import MonthEnd
from smm_assets.alerts.week import WeekLine
from smm_assets.report.advice_facts import Advice
from smm_assets.report.facts import Headline, Kpi, Pacing, Summary
from smm_assets.report.fetch_words import asked
from smm_assets.report.plan_money import plan_money
from smm_assets.report.verdict import (
    agreed,
    files_line,
    filling_up,
    gain,
    kpi_value,
    no_results,
    records_line,
    total_words,
    verdict,
    why_now,
)
from smm_assets.report.words import Words, change, grouped, period, short_day, span, status

OFF_TARGET = ("breach", "bad", "watch")


def came_in(summary: Summary) -> Section:
    """Files, records, and how far each channel is known."""
    lines = [f"Files: {files_line(summary)}"]
    if summary.files.found:
        lines.append(records_line(summary).capitalize())
    reached = [f"{one.label} {short_day(one.data_through)}{' (late)' if one.late else ''}" for one in summary.data]
    return Section(title="What came in", lines=[*lines, *(["Known through " + " · ".join(reached)] if reached else [])])


def results(headlines: Sequence[Headline], words: Words) -> Section:
    """Results and their cost, by objective."""
    return Section(title="Last 7 days", lines=[_result(one, words) for one in headlines])


def _result(one: Headline, words: Words) -> str:
    if one.results is None:
        return no_results(one)
    parts = [f"{words.results(one.metric, one.results)} from ads"]
    if one.cost_per_result is not None:
        before = f" (week before {words.money(one.cost_before)})" if one.cost_before is not None else ""
        parts.append(f"{words.money(one.cost_per_result)} each{before}")
    parts.append(filling_up(one.filling_days, one.still_to_come, one.metric, words))
    return " · ".join(part for part in parts if part)


def money_left(pacing: Sequence[Pacing], words: Words) -> Iterator[Section]:
    """Money left and pacing, a section for each plan period of ads."""
    lines = [line for line in pacing if line.category == "promotion"]
    for (start, end), group in groupby(lines, key=lambda line: (line.period_start, line.period_end)):
        each = list(group)
        money = plan_money(each)
        left = f", {words.money(money.left)} left" if money.left is not None and money.is_known else ""
        planned = f"{words.money(money.budget)} planned, " if money.budget is not None else ""
        yield Section(
            title=f"Money, {period(start, end)}",
            lines=[f"{planned}{words.money(money.spent if money.is_known else None)} spent{left}"],
            header=["", "plan", "spent", "pace", "likely at the end", ""],
            rows=[_pace(line, words) for line in each],
        )


def _pace(line: Pacing, words: Words) -> list[str]:
    pace = grouped(line.pace, 2) if line.pace is not None else "–"
    amounts = [words.amount(value) for value in (line.budget, line.spend, line.projected)]
    return [line.label, amounts[0], amounts[1], pace, amounts[2], status(line.status)]


def advised(one: Advice, words: Words) -> Section:
    """What a recommendation says of each channel."""
    days = span(one.period_start, one.period_end)
    now = why_now(one)
    review = f"Review {short_day(one.review_on)}." if one.review_on else ""
    return Section(
        title=f"Advice for {one.objective}, {days}",
        lines=[
            text for text in (total_words(one, words) + (f"; {now}" if now else ""), gain(one, words), review) if text
        ],
        header=["", "now", "next", ""],
        rows=[
            [
                line.label,
                words.amount(line.current, exact=True),
                words.amount(agreed(line, one), exact=True),
                verdict(line, one),
            ]
            for line in one.lines
        ],
    )


def off_target(kpis: Sequence[Kpi], words: Words) -> Section:
    """KPIs that are not what they should be, the worst first."""
    off = [kpi for kpi in kpis if kpi.status in OFF_TARGET and kpi.sample_ok]
    off.sort(key=lambda kpi: (OFF_TARGET.index(kpi.status), kpi.name, kpi.label))
    return Section(
        title="KPIs off their target, last 7 days",
        header=["", "value", "target", ""],
        rows=[
            [
                f"{kpi.title}, {kpi.label}",
                kpi_value(kpi, kpi.value, words),
                kpi_value(kpi, kpi.target, words),
                status(kpi.status),
            ]
            for kpi in off
        ],
    )


def due_exports(summary: Summary) -> Section:
    """Exports with days no file covers, the most urgent first."""
    return Section(title="Exports that are due", lines=[asked(line) for line in summary.fetch if line.missing])


def week_against_week(week: Sequence[WeekLine], words: Words) -> Section:
    """Each channel's last 7 days, and how they differ from the 7 before."""
    return Section(
        title="The last 7 days against the 7 before",
        header=["", "spent", "change", "results", "change"],
        rows=[
            [
                line.label,
                words.amount(line.spend, exact=True),
                change(line.spend_change),
                words.results(line.metric, line.results),
                change(line.results_change),
            ]
            for line in week
        ],
    )


def month_ended(month: MonthEnd, words: Words) -> Section:
    """How a month ended: what was planned and spent, and what it brought."""
    brought = [
        f"{words.results(metric, count)} from ads"
        + (f", {words.money(float(spend) / count)} each" if spend is not None and count else "")
        for metric, count, spend in month.results
        if count is not None
    ]
    rows = [
        [
            line.label,
            words.amount(line.budget),
            words.amount(line.spent),
            change(float(line.spent / line.budget) - 1) if line.spent is not None and line.budget else "–",
            status(line.status),
        ]
        for line in month.lines
    ]
    title = f"How {period(month.first, month.last)} ended"
    return Section(title=title, lines=brought, header=["", "plan", "spent", "off plan", ""], rows=rows)
