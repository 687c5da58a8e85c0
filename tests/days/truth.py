"""What the tables must say at the end: of every day what its last export told, of the others nothing.

Belongs here: the expected rows, from the plan and the simulated world alone. Not here: comparing them (`test_days`).
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd

from smm_assets.simulator import World
from tests.days.files import name_of, rows_of
from tests.days.plan import HABITS, Plan

CURRENCY = {"meta": "EUR", "tiktok": "USD", "vk": "RUB"}
UNREPORTED = {"vk": {"link_clicks", "conversion_value"}}
MEASURES = ("spend", "impressions", "clicks", "link_clicks", "conversions", "conversion_value")
ENTITIES = ("campaign_id", "ad_group_id", "ad_id")
Rows = dict[tuple[str, ...], dict[str, Any]]


def ads(world: World, plan: Plan) -> Rows:
    """Measures by network, day, campaign, ad group and ad ("" where exports tell no ads), money in EUR."""
    found: Rows = {}
    for habit in HABITS:
        for one in set(plan.told(habit.network).values()):
            told = {day for day, by in plan.told(habit.network).items() if by == one}
            rows = rows_of(world, one)
            for row in rows[rows["date"].isin(told)].to_dict("records"):
                key = (habit.network, str(row["date"]), *(str(row.get(name, "")) for name in ENTITIES))
                found[key] = _measures(world, habit.network, row)
    return found


def _measures(world: World, network: str, row: Mapping[Any, Any]) -> dict[str, Any]:
    """As the network reports them, exact; None is not reported."""
    converter, day = world.converter(), row["date"]
    money = {name: converter.to_eur(row[name], CURRENCY[network], day) for name in ("spend", "conversion_value")}
    counts = {name: Decimal(int(row[name])) for name in ("impressions", "clicks", "link_clicks")}
    whole = {"conversions": Decimal(row["conversions"])}
    return {
        name: None if name in UNREPORTED.get(network, ()) else value.normalize()
        for name, value in (money | counts | whole).items()
    }


def added(rows: Rows, places: tuple[int, ...]) -> Rows:
    """Sums over the rows that agree in these places of their keys."""
    found: Rows = {}
    for key, measures in rows.items():
        total = found.setdefault(tuple(key[place] for place in places), {})
        for name, value in measures.items():
            total[name] = None if value is None else (total.get(name, Decimal(0)) + value).normalize()
    return found


def coverage(plan: Plan, stale_days: int) -> dict[tuple[str, str], str]:
    """known, missing or stale by network and day, up to the last morning."""
    found = {}
    as_of = plan.mornings[-1]
    for habit in HABITS:
        told = plan.told(habit.network)
        behind = (as_of - max(told)).days - 1
        for day in told:
            found[habit.network, str(day)] = "known"
        for day in plan.never(habit.network):
            is_stale = day > max(told) and behind > stale_days
            found[habit.network, str(day)] = "stale" if is_stale else "missing"
    return found


def ledger(plan: Plan) -> list[tuple[str, str]]:
    """Name and outcome of every arrival."""
    return sorted((name_of(one), one.outcome) for one in plan.dropped)


def is_wanting(plan: Plan, network: str, morning: date, until: datetime, stale_days: int) -> bool:
    """Whether an export of the network is missing on that morning, of what was taken in until then."""
    told = plan.told(network, until=until)
    if not told:
        return True
    last = max(told)
    gap = len(told) < (last - plan.oldest).days + 1
    return gap or (morning - last).days - 1 > stale_days


def exact(value: object) -> Decimal | None:
    """A figure of a table as an exact number."""
    return None if pd.isna(value) else Decimal(str(value)).normalize()  # type: ignore[call-overload]
