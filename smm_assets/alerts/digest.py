"""Digests: a morning, a week or a month in a few sections, and what there is to do.

Belongs here: which are due, and what each is made of. Not here: its parts (`sections`), their form (`message`).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from smm_assets.alerts.arising import Look
from smm_assets.alerts.matter import WATCH, Matter
from smm_assets.alerts.message import Message, written
from smm_assets.alerts.month import MonthEnd, month_before
from smm_assets.alerts.sections import (
    advised,
    came_in,
    due_exports,
    money_left,
    month_ended,
    off_target,
    results,
    week_against_week,
)
from smm_assets.alerts.week import WeekLine
from smm_assets.report.facts import Need
from smm_assets.report.words import Words, long_day, period
from smm_assets.settings import DigestKind, Digests

WEEK_WAITS, MONTH_WAITS = timedelta(days=3), timedelta(days=7)
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
        *([month_ended(month, words)] if month is not None else []),
        week_against_week(week, words),
        came_in(summary),
        results(summary.headlines, words),
        *money_left(summary.pacing, words),
        *(advised(one, words) for one in summary.advice),
        off_target(summary.kpis, words),
        due_exports(summary),
    ]
    return written(
        f"{summary.project}: {title}, {day}",
        f"{summary.project} · {day} · amounts in {summary.currency}",
        sections=[one for one in sections if one.lines or one.rows],
        matters=[*(replace(one, more="", place="") for one in matters), *_of_needs(summary.needs)],
        foot=f"The whole page: {look.report}",
    )


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
