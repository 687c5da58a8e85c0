"""What earlier recommendations leave to a new one: how often their intervals held, and which budgets were approved.

Belongs here: reading both from the state tables. Not here: judging recommendations (`scorecard`) or recording them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from statistics import NormalDist

from smm_assets.decisions.reader import Reader
from smm_assets.warehouse.values import day_of

NOMINAL = 0.9
PRIOR = 20  # judged intervals that the nominal share counts for
WIDEST = 2.0


@dataclass(frozen=True, kw_only=True)
class Past:
    """interval_scale: 1 where intervals held as often as they should; last_change: first day of approved budgets;
    in_force: approved budgets of the morning by channel, money a day.
    """

    interval_scale: float
    last_change: date | None
    in_force: Mapping[str, Decimal] = field(default_factory=dict)


def read_past(reader: Reader, objective: str, as_of: date) -> Past:
    """What is known of earlier recommendations of the objective on the morning of `as_of`."""
    judged = reader.read(
        "SELECT r.objective, s.in_interval FROM state.recommendation_scorecard AS s "
        "INNER JOIN state.recommendation AS r ON r.recommendation_id = s.recommendation_id "
        "WHERE s.is_final AND s.in_interval IS NOT NULL"
    )
    approved = reader.read(
        "SELECT r.objective, a.valid_from FROM state.approval AS a "
        "INNER JOIN state.recommendation AS r ON r.recommendation_id = a.recommendation_id"
    )
    held = [bool(value) for value in judged.loc[judged["objective"] == objective, "in_interval"]]
    days = [day_of(day) for day in approved.loc[approved["objective"] == objective, "valid_from"]]
    return Past(
        interval_scale=interval_scale(len(held), sum(held)),
        last_change=max((day for day in days if day < as_of), default=None),
        in_force=_in_force(reader, objective, as_of),
    )


def _in_force(reader: Reader, objective: str, as_of: date) -> dict[str, Decimal]:
    """The budgets that the recommendation approved last set for the morning, before anything new is decided."""
    rows = reader.read(
        "SELECT DISTINCT r.objective, r.recommendation_id, a.approved_at, a.valid_from, a.valid_to, s.channel, s.date, "
        "s.daily_budget FROM state.approval AS a "
        "INNER JOIN state.recommendation AS r ON r.recommendation_id = a.recommendation_id "
        "INNER JOIN state.recommendation_step AS s ON s.recommendation_id = a.recommendation_id"
    )
    found = [
        row
        for row in rows[rows["objective"] == objective].to_dict("records")
        if day_of(row["valid_from"]) < as_of <= day_of(row["valid_to"]) and day_of(row["date"]) == as_of
    ]
    latest = max((row["approved_at"] for row in found), default=None)
    return {str(row["channel"]): Decimal(str(row["daily_budget"])) for row in found if row["approved_at"] == latest}


def interval_scale(judged: int, held: int) -> float:
    """How much wider intervals have to be so that they hold as often as they say.

    The share that held, drawn towards the nominal one as a beta prior of weight PRIOR would (a beta-binomial mean), is
    turned into the factor between the normal quantiles of both. Intervals are never narrowed: too wide costs less than
    too narrow.
    """
    share = (held + PRIOR * NOMINAL) / (judged + PRIOR)
    normal = NormalDist()
    found = normal.inv_cdf((1 + NOMINAL) / 2) / normal.inv_cdf((1 + min(share, NOMINAL)) / 2)
    return round(min(found, WIDEST), 4)
