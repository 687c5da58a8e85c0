"""Facts about the last 7 days against the 7 before, at the same age of the data, and what made the difference.

Belongs here: results and cost per result of both weeks with the parts of their change. Not here: levels
(`effectiveness`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from smm_assets.report.labels import Labels
from smm_assets.report.tables import Row, Tables, number, text, whole

ALL = "all"
CAUSES = ("spend", "mix", "cpm", "ctr", "cvr", "undivided")

_CHANGES = """
SELECT * FROM marts.change_decomposition AS c
WHERE c.as_of = :as_of AND c.window = '7d' AND c.versus = 'previous'
"""
_SPENDS = """
SELECT * FROM marts.channel_compare AS c
WHERE c.as_of = :as_of AND c.window = '7d' AND c.versus = 'previous'
"""


@dataclass(frozen=True, kw_only=True)
class WeekChange:
    """One channel ("all": all together) against the week before, over the days known in both.

    parts: cause → results more or fewer because of it; they add up to results - results_then. note: what could not be
    compared or divided, as the table says.
    """

    channel: str
    label: str
    days: int
    days_compared: int
    spend: float | None
    spend_then: float | None
    results: float | None
    results_then: float | None
    cost: float | None
    cost_then: float | None
    parts: Mapping[str, float]
    note: str


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """All channels of an objective, then each one."""

    objective: str
    metric: str
    lines: tuple[WeekChange, ...]


def collect_comparisons(tables: Tables, labels: Labels, as_of: date) -> tuple[Comparison, ...]:
    """Every objective with a week before to compare with."""
    rows = tables.rows("marts.change_decomposition", _CHANGES, {"as_of": as_of})
    spends = {text(row["channel"]): row for row in tables.rows("marts.channel_compare", _SPENDS, {"as_of": as_of})}
    compared = [row for row in rows if whole(row["days_compared"])]
    found = []
    for objective in dict.fromkeys(text(row["objective"]) for row in compared):
        own = [row for row in compared if row["objective"] == objective]
        results = {text(row["channel"]): row for row in own if row["measure"] == "results"}
        costs = {text(row["channel"]): row for row in own if row["measure"] == "cost_per_result"}
        lines = [
            _change(row, costs.get(channel, {}), spends.get(channel, {}), labels) for channel, row in results.items()
        ]
        if lines:
            lines = [_summed(line, lines) if line.channel == ALL else line for line in lines]
            lines.sort(key=lambda one: (one.channel != ALL, -(one.spend or 0.0), one.channel))
            found.append(Comparison(objective=objective, metric=text(own[0]["result_metric"]), lines=tuple(lines)))
    return tuple(found)


def _summed(total: WeekChange, lines: Sequence[WeekChange]) -> WeekChange:
    """All channels together with the spend of each added up; unknown where one is."""
    single = [line for line in lines if line.channel != ALL]
    known = all(line.spend is not None and line.spend_then is not None for line in single)
    return replace(
        total,
        spend=sum(line.spend or 0.0 for line in single) if known else None,
        spend_then=sum(line.spend_then or 0.0 for line in single) if known else None,
    )


def _change(row: Row, cost: Row, spend: Row, labels: Labels) -> WeekChange:
    channel = text(row["channel"])
    then = number(row.get("value_then"))
    known = {cause: number(row.get(f"{cause}_effect")) for cause in CAUSES}
    return WeekChange(
        channel=channel,
        label="" if channel == ALL else labels.channel(channel),
        days=whole(row["days"]),
        days_compared=whole(row["days_compared"]),
        spend=number(spend.get("spend")),
        spend_then=number(spend.get("spend_then")),
        results=number(row.get("value")),
        results_then=then,
        cost=number(cost.get("value")),
        cost_then=number(cost.get("value_then")),
        parts={cause: value for cause, value in known.items() if value is not None},
        note=text(row.get("reason")),
    )
