"""Facts about money: pacing against the plan and the split of the whole budget.

Belongs here: marts.budget_adherence and marts.budget_split of one morning. Not here: what to do about it.
"""

from datetime import date
from decimal import Decimal

from smm_assets.language import gettext
from smm_assets.report.facts import Pacing, SplitLine
from smm_assets.report.labels import Labels
from smm_assets.report.tables import Row, Tables, certain_day, money, number, text


def collect_pacing(tables: Tables, labels: Labels, as_of: date) -> tuple[Pacing, ...]:
    """Plan lines running on the morning of `as_of`, or ended the day before; the largest budgets first."""
    rows = tables.rows(
        "marts.budget_adherence",
        "SELECT * FROM marts.budget_adherence WHERE as_of = :as_of AND period_start <= :as_of AND period_end >= :as_of "
        "ORDER BY period_start, period_end, category, budget DESC NULLS LAST, channel",
        {"as_of": as_of},
    )
    return tuple(_pacing(row, labels) for row in rows)


def _pacing(row: Row, labels: Labels) -> Pacing:
    channel = text(row["channel"])
    return Pacing(
        channel=channel,
        label=labels.channel(channel) if channel else gettext("All channels"),
        category=text(row["category"]),
        period_start=certain_day(row["period_start"]),
        period_end=certain_day(row["period_end"]),
        budget=_available(row),
        spend=money(row["spend_to_date"]),
        estimated=money(row["unreported_estimate"]),
        expected=money(row["expected_to_date"]),
        pace=number(row["pace"]),
        projected=money(row["projected_spend"]),
        projected_low=money(row["projected_low"]),
        projected_high=money(row["projected_high"]),
        needed_per_day=money(row["needed_per_day"]),
        status=text(row["status"]),
        reason=text(row["reason"]),
    )


def _available(row: Row) -> Decimal | None:
    """The budget with what the periods before left it."""
    budget, carried = money(row["budget"]), money(row.get("carried_over"))
    return budget if budget is None or carried is None else budget + carried


def collect_split(tables: Tables, as_of: date) -> tuple[SplitLine, ...]:
    """Shares of the whole budget by category in the plan period of `as_of`, the largest target first."""
    rows = tables.rows(
        "marts.budget_split",
        "SELECT * FROM marts.budget_split WHERE as_of = :as_of AND (period_start IS NULL OR period_start <= :as_of) "
        "AND (period_end IS NULL OR period_end >= :as_of) ORDER BY target_share DESC NULLS LAST, category",
        {"as_of": as_of},
    )
    return tuple(
        SplitLine(
            category=text(row["category"]),
            target=number(row["target_share"]),
            planned=number(row["planned_share"]),
            actual=number(row["actual_share"]),
            amount=money(row["actual_amount"]),
            status=text(row["status"]),
        )
        for row in rows
    )


def month_spend(tables: Tables, as_of: date) -> Decimal | None:
    """Known media spend of the month of the last complete day, all channels; None when nothing is known."""
    row = tables.first(
        "marts.channel_daily",
        "SELECT sum(spend) AS spend FROM marts.channel_daily WHERE date >= :start AND date < :as_of",
        {"start": date.fromordinal(as_of.toordinal() - 1).replace(day=1), "as_of": as_of},
    )
    return money(row.get("spend"))
