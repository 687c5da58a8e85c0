"""Digests: a morning, a week or a month in a few sections, and what there is to do.

Belongs here: which are due, and their words. Not here: the form of a message (`message`), facts (`smm_assets/report`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from smm_assets.alerts.arising import Look
from smm_assets.alerts.matter import WATCH, Matter
from smm_assets.alerts.message import Message, Section, written
from smm_assets.alerts.month import MonthEnd, month_before
from smm_assets.alerts.week import WeekLine
from smm_assets.report.facts import Advice, Headline, Kpi, Need, Pacing, Summary
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
from smm_assets.report.words import Words, change, grouped, long_day, period, short_day, span, status
from smm_assets.settings import DigestKind, Digests

WEEK_WAITS, MONTH_WAITS = timedelta(days=3), timedelta(days=7)
OFF_TARGET = ("breach", "bad", "watch")
TOLD_AS_MATTERS = ("file", "rows", "rate", "channel", "alerts")  # needs that stand among the matters, or tell of alerts


def due_digests(wanted: Digests, as_of: date) -> list[Matter]:
    """Digests whose morning has come; a weekly or monthly one that was missed is made up for within a few days."""
    week = as_of - timedelta(days=(as_of.weekday() - wanted.weekday) % 7)
    first, last = month_before(as_of)
    found: list[tuple[bool, DigestKind, str]] = [
        (wanted.morning, "morning", as_of.isoformat()),
        (wanted.weekly and as_of - week <= WEEK_WAITS, "weekly", week.isoformat()),
        (wanted.month_end and as_of - last <= MONTH_WAITS, "month_end", f"{first:%Y-%m}"),
    ]
    return [_due(kind, name) for is_due, kind, name in found if is_due]


def _due(kind: DigestKind, name: str) -> Matter:
    return Matter(key=f"{kind}/{name}", event=kind, level=WATCH, amount=None, what=f"digest {kind} {name}")


def digest(
    kind: DigestKind,
    look: Look,
    matters: Sequence[Matter],
    *,
    month: MonthEnd | None = None,
    week: Sequence[WeekLine] = (),
) -> Message:
    """One digest of a morning. matters: all that stand, also the small ones; month, week: of the digests of these."""
    summary, words = look.summary, Words(look.summary.currency)
    title = {"morning": "this morning", "weekly": "the week", "month_end": "the month"}[kind]
    if month is not None:
        title = period(month.first, month.last)
    day = long_day(summary.as_of)
    sections = [
        *([_month(month, words)] if month is not None else []),
        _week(week, words),
        _came_in(summary),
        _results(summary.headlines, words),
        *_money(summary.pacing, words),
        *(_advice(one, words) for one in summary.advice),
        _kpis(summary.kpis, words),
        _due_exports(summary),
    ]
    return written(
        f"{summary.project}: {title}, {day}",
        f"{summary.project} · {day} · amounts in {summary.currency}",
        sections=[one for one in sections if one.lines or one.rows],
        matters=[*(replace(one, more="", place="") for one in matters), *_of_needs(summary.needs)],
        foot=f"The whole page: {look.report}",
    )


def _came_in(summary: Summary) -> Section:
    lines = [f"Files: {files_line(summary)}"]
    if summary.files.found:
        lines.append(records_line(summary).capitalize())
    reached = [f"{one.label} {short_day(one.data_through)}{' (late)' if one.late else ''}" for one in summary.data]
    return Section(title="What came in", lines=[*lines, *(["Known through " + " · ".join(reached)] if reached else [])])


def _results(headlines: Sequence[Headline], words: Words) -> Section:
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


def _money(pacing: Sequence[Pacing], words: Words) -> Iterator[Section]:
    """Money left and pacing, a section for each plan period of ads."""
    lines = [line for line in pacing if line.category == "promotion"]
    for (start, end), group in groupby(lines, key=lambda line: (line.period_start, line.period_end)):
        each = list(group)
        money = plan_money(each)
        left = f", {words.money(money.left)} left" if money.left is not None else ""
        planned = f"{words.money(money.budget)} planned, " if money.budget is not None else ""
        yield Section(
            title=f"Money, {period(start, end)}",
            lines=[f"{planned}{words.money(money.spent)} spent{left}"],
            header=["", "plan", "spent", "pace", "likely at the end", ""],
            rows=[_pace(line, words) for line in each],
        )


def _pace(line: Pacing, words: Words) -> list[str]:
    pace = grouped(line.pace, 2) if line.pace is not None else "–"
    amounts = [words.amount(value) for value in (line.budget, line.spend, line.projected)]
    return [line.label, amounts[0], amounts[1], pace, amounts[2], status(line.status)]


def _advice(one: Advice, words: Words) -> Section:
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


def _kpis(kpis: Sequence[Kpi], words: Words) -> Section:
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


def _due_exports(summary: Summary) -> Section:
    return Section(title="Exports that are due", lines=[asked(line) for line in summary.fetch if line.missing])


def _week(week: Sequence[WeekLine], words: Words) -> Section:
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


def _month(month: MonthEnd, words: Words) -> Section:
    """How a month ended: what was planned and spent, and what it brought."""
    results = [
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
    return Section(title=title, lines=results, header=["", "plan", "spent", "off plan", ""], rows=rows)


def _of_needs(needs: Sequence[Need]) -> list[Matter]:
    """What only a person can do and no alert tells."""
    return [
        Matter(
            key=f"need/{need.topic}/{need.where}",
            event="need",
            level=WATCH,
            amount=None,
            what=f"{need.where}: {need.what}",
            cure=need.cure,
        )
        for need in needs
        if need.topic not in TOLD_AS_MATTERS
    ]
