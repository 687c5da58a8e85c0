"""What is charged to each running line of the plan: the ad spend of a day belongs to one line of its channel.

Belongs here: which days a line takes, and their money. Not here: what is left of it (`period`), nor lines for all
channels, which no recommendation moves.

The choice is that of `dbt_like_sql/intermediate/int_budget_match`, so that the advice and the budgets agree.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

import numpy as np
import pandas as pd

from smm_assets.decisions.inputs import Inputs

MILLIONTH = Decimal("0.000001")


def running_lines(plan: pd.DataFrame, as_of: date, channel: str) -> list[dict[Any, Any]]:
    """The plan lines of a channel that are in force on the day."""
    running = in_force(plan, as_of)
    return running[running["channel"] == channel].to_dict("records")


def in_force(plan: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The lines in force on the day."""
    ends = zip(plan["period_start"], plan["period_end"], strict=True)
    return plan[np.array([start <= as_of <= end for start, end in ends], dtype=bool)]


def used(line: Mapping[Any, Any], inputs: Inputs) -> tuple[Decimal, Decimal]:
    """(known spend so far on the days the line takes, estimate for those of them that no export covers yet)."""
    channel = str(line["channel"])
    own = inputs.history[inputs.history["channel"] == channel]
    taken = _taken(line, inputs)
    inside = own[np.array([day in taken for day in own["date"]], dtype=bool)]
    spent = sum((Decimal(str(value)) for value in inside["spend"]), Decimal(0))
    unknown = len(taken) - inside["date"].nunique()
    usual = next(state.usual for state in inputs.channels if state.channel == channel)
    return spent, (Decimal(str(usual)) * unknown).quantize(MILLIONTH, ROUND_HALF_EVEN)


def _taken(line: Mapping[Any, Any], inputs: Inputs) -> set[date]:
    """Days before as_of whose spend belongs to the line, and to no other one of its channel."""
    lines = inputs.plan[inputs.plan["channel"] == line["channel"]].to_dict("records")
    last = min(line["period_end"], inputs.as_of - timedelta(days=1))
    days = days_after(line["period_start"] - timedelta(days=1), last)
    return {day for day in days if _taker(lines, day)["plan_line"] == line["plan_line"]}


def _taker(lines: Sequence[Mapping[Any, Any]], day: date) -> Mapping[Any, Any]:
    """Of the lines of the day the one for ads before one without item, then the longest, then the first of the file."""
    there = (line for line in lines if line["period_start"] <= day <= line["period_end"])
    return min(
        there,
        key=lambda line: (
            str(line["item"] or "").casefold() != "ads",
            line["period_start"] - line["period_end"],
            line["plan_line"],
        ),
    )


def days_after(after: date, end: date) -> list[date]:
    """The days from the one after `after` to `end`."""
    return [after + timedelta(days=n) for n in range(1, (end - after).days + 1)]
