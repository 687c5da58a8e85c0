"""Plan money other than that for ads which smm.yaml lets move: whose it is, what is left of it, and its words.

Belongs here: lines of other kinds of a channel, with the costs charged to them. Not here: money for ads (`period`,
`charged`), nor which kinds there are (`settings/plan_money`). Lines for all channels belong to no channel and stay.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pandas as pd

from smm_assets.decisions.reader import Reader
from smm_assets.settings import PROMOTION
from smm_assets.settings.plan_money import is_of
from smm_assets.warehouse.values import day_or_none

COLUMNS = ("plan_line", "channel", "kind", "period_start", "period_end", "amount", "spent")
_LINES = (
    "SELECT plan_line, channel, category, item, period_start, period_end, amount, locked, is_flight FROM marts.plan "
    "WHERE channel IS NOT NULL AND channel <> '' ORDER BY channel, period_start, plan_line"
)
_COSTS = (
    "SELECT channel, category, item, period_start, period_end, amount FROM marts.cost "
    "WHERE channel IS NOT NULL AND channel <> '' ORDER BY cost_line"
)


def read_other(reader: "Reader", kinds: Sequence[str], as_of: date) -> pd.DataFrame:
    """Lines of the kinds with what costs took of each before as_of. Nothing is asked where only promotion may move."""
    others = [kind for kind in kinds if kind != PROMOTION]
    if not others:
        return no_other()
    lines, costs = (_with_days(reader.read(sql)) for sql in (_LINES, _COSTS))
    rows = []
    for line in lines:
        kind = next((kind for kind in others if is_of(kind, line)), None)
        if kind is not None and not line["locked"] and not line["is_flight"]:
            spent = sum((_charged(cost, line, lines, as_of) for cost in costs), Decimal(0))
            rows.append({**line, "kind": kind, "spent": spent})
    return pd.DataFrame(rows, columns=list(COLUMNS)) if rows else no_other()


def no_other() -> pd.DataFrame:
    """No line of another kind."""
    return pd.DataFrame(columns=list(COLUMNS))


def left_by_kind(other: pd.DataFrame, start: date, end: date) -> dict[tuple[str, str], Decimal]:
    """(channel, kind) → what its lines in force at `start` have left for the days to `end`, evenly over their days."""
    found: dict[tuple[str, str], Decimal] = {}
    for line in other.to_dict("records"):
        if line["period_start"] <= start <= line["period_end"]:
            left = max(Decimal(0), Decimal(str(line["amount"])) - line["spent"])
            days = (line["period_end"] - start).days + 1
            share = left * min(days, (end - start).days + 1) / days
            key = (str(line["channel"]), str(line["kind"]))
            found[key] = found.get(key, Decimal(0)) + share
    return {key: amount for key, amount in found.items() if amount}


def kind_words(kind: str) -> str:
    """ "contest money" of promotion/contest, "research money" of research."""
    category, _, item = kind.partition("/")
    return f"{item or category} money"


def _with_days(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    for column in ("period_start", "period_end"):
        frame[column] = [day_or_none(value) for value in frame[column]]
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def _charged(
    cost: Mapping[Any, Any], line: Mapping[Any, Any], lines: Sequence[Mapping[Any, Any]], as_of: date
) -> Decimal:
    """What of a cost is charged to the line until as_of, evenly over the cost's days."""
    days = (cost["period_end"] - cost["period_start"]).days + 1
    last = min(cost["period_end"], as_of - timedelta(days=1))
    known = [cost["period_start"] + timedelta(days=n) for n in range((last - cost["period_start"]).days + 1)]
    own = sum(_taker(cost, day, lines) == line["plan_line"] for day in known)
    return Decimal(str(cost["amount"])) * own / days


def _taker(cost: Mapping[Any, Any], day: date, lines: Sequence[Mapping[Any, Any]]) -> object:
    """The line a day of a cost belongs to, as `int_budget_match` chooses it: the same item, then ads or none."""
    there = [
        line
        for line in lines
        if (line["channel"], line["category"]) == (cost["channel"], cost["category"])
        and line["period_start"] <= day <= line["period_end"]
    ]

    def order(line: Mapping[Any, Any]) -> tuple[object, ...]:
        item, wanted = str(line["item"] or "").casefold(), str(cost["item"] or "").casefold()
        near = 0 if item == wanted else 1 if item in ("", "ads") else 2
        return near, line["period_start"] - line["period_end"], line["plan_line"]

    return min(there, key=order)["plan_line"] if there else None


def by_kind(left: Mapping[tuple[str, str], Decimal]) -> dict[str, Decimal]:
    """The same money by kind only."""
    found: dict[str, Decimal] = {}
    for (_, kind), amount in left.items():
        found[kind] = found.get(kind, Decimal(0)) + amount
    return found
