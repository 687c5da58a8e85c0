"""How a month ended, for the digest of its end: plan and spend of each line, and results.

Belongs here: reading them. Not here: their words (`digest`).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from smm_assets.report.labels import Labels
from smm_assets.report.tables import Tables, money, number, text


@dataclass(frozen=True, kw_only=True)
class EndedLine:
    """One plan line that ended in the month. label: channel, else category."""

    label: str
    budget: Decimal | None
    spent: Decimal | None
    status: str


@dataclass(frozen=True, kw_only=True)
class MonthEnd:
    """A month that is over. results: (metric, count, spend of the days whose results are known) by objective."""

    first: date
    last: date
    lines: tuple[EndedLine, ...]
    results: tuple[tuple[str, float | None, Decimal | None], ...]


_ENDED = """
SELECT * FROM marts.budget_adherence
WHERE as_of = :as_of AND period_end >= :first AND period_end <= :last
ORDER BY CASE WHEN category = 'promotion' THEN 0 ELSE 1 END, budget DESC NULLS LAST, category, channel, period_start
"""
_RESULTS = """
SELECT objective, MAX(result_metric) AS metric, SUM(CASE WHEN spend IS NOT NULL THEN result END) AS results,
    SUM(CASE WHEN result IS NOT NULL THEN spend END) AS spend
FROM marts.decision_history WHERE date >= :first AND date <= :last AND result_metric IS NOT NULL
GROUP BY objective ORDER BY spend DESC NULLS LAST, objective
"""


def month_before(as_of: date) -> tuple[date, date]:
    """First and last day of the month before a morning's."""
    last = as_of.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def collect_month_end(tables: Tables, labels: Labels, as_of: date) -> MonthEnd:
    """The month before the morning's, as the tables of that morning know it."""
    first, last = month_before(as_of)
    days = {"first": first, "last": last}
    ended = tables.rows("marts.budget_adherence", _ENDED, days | {"as_of": as_of})
    results = tables.rows("marts.decision_history", _RESULTS, days)
    return MonthEnd(
        first=first,
        last=last,
        lines=tuple(
            EndedLine(
                label=labels.channel(text(row["channel"])) if row["channel"] else text(row["category"]).capitalize(),
                budget=money(row["budget"]),
                spent=money(row["spend_to_date"]),
                status=text(row["status"]),
            )
            for row in ended
        ),
        results=tuple((text(row["metric"]), number(row["results"]), money(row["spend"])) for row in results),
    )
