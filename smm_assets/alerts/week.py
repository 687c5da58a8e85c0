"""How the last 7 days went against the 7 before, for the weekly digest.

Belongs here: reading marts.channel_compare. Not here: its words (`digest`).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from smm_assets.report.labels import Labels
from smm_assets.report.tables import Tables, money, number, text


@dataclass(frozen=True, kw_only=True)
class WeekLine:
    """One channel; changes are relative, over the days known in both weeks. metric: orders, or conversions without."""

    label: str
    spend: Decimal | None
    spend_change: float | None
    metric: str
    results: float | None
    results_change: float | None


def collect_week(tables: Tables, labels: Labels, as_of: date) -> tuple[WeekLine, ...]:
    """Every channel, the one with the most spend first."""
    rows = tables.rows(
        "marts.channel_compare",
        "SELECT * FROM marts.channel_compare WHERE as_of = :as_of AND \"window\" = '7d' AND versus = 'previous' "
        "ORDER BY spend DESC NULLS LAST, channel",
        {"as_of": as_of},
    )
    found = []
    for row in rows:
        metric = "orders" if row["orders"] is not None else "conversions"
        found.append(
            WeekLine(
                label=labels.channel(text(row["channel"])),
                spend=money(row["spend"]),
                spend_change=number(row["spend_change"]),
                metric=metric,
                results=number(row[metric]),
                results_change=number(row[f"{metric}_change"]),
            )
        )
    return tuple(found)
