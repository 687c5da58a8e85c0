"""What must hold for any recommendation before it is recorded, whoever computed it.

Belongs here: the laws, restated from the recommendation's own rows and the user's limits. Not here: how it is found.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pandas as pd

from smm_assets.settings import Channel

if TYPE_CHECKING:
    from smm_assets.decisions import Decision

CENT = Decimal("0.01")
LAWS = (
    "The money of the period adds up to the cent",
    "The money per day adds up to the cent",
    "No spend is negative",
    "No channel is moved past its own limits",
    "Every channel says why",
    "The budgets of each day add up to the day's money",
    "No step is larger than the largest step",
)
OF_STEPS = LAWS[5:]  # hold of themselves where nothing is to be changed in steps


def broken_laws(decision: "Decision", channels: Mapping[str, Channel], max_step: float = 1.0) -> list[tuple[str, str]]:
    """(law, what was seen) of every law the recommendation breaks; empty when it may go out."""
    header, lines = decision.header, decision.lines.to_dict("records")
    return [
        *_adds_up(LAWS[0], lines, "period_amount", header["total_period"], header.get("kept_for_tests_period")),
        *_adds_up(LAWS[1], lines, "recommended_spend", header["total_per_day"], header.get("kept_for_tests")),
        *((LAWS[2], f"kept for tests: {kept}") for kept in [header.get("kept_for_tests")] if _money(kept) < 0),
        *((LAWS[2], _seen(row)) for row in lines if _money(row["recommended_spend"]) < 0),
        *((LAWS[3], _seen(row)) for row in lines if _outside(row, channels.get(str(row["channel"])))),
        *((LAWS[4], _seen(row)) for row in lines if not str(row["reason"] or "").strip()),
        *_days_add_up(decision),
        *_steps_too_large(decision, Decimal(str(max_step))),
    ]


def judged(decisions: Sequence["Decision"], broken: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """A row for each law: whether it held for all these recommendations, and what was seen where it did not."""
    steps = sum(len(one.steps) for one in decisions)
    lines = sum(len(one.lines) for one in decisions)
    rows = []
    for law in LAWS:
        number = steps if law in OF_STEPS else lines
        seen = "; ".join(found for name, found in broken if name == law)
        said = f"{number} {'budgets of steps' if law in OF_STEPS else 'lines'} looked at"
        rows.append({"law": law, "held": not seen, "seen": seen or said})
    return rows


def _days_add_up(decision: "Decision") -> list[tuple[str, str]]:
    if decision.steps.empty:
        return []
    total = _money(decision.header["total_per_day"]) - _money(decision.header.get("kept_for_tests"))
    found = []
    for day, rows in decision.steps.groupby("date", sort=True):
        money = sum((_money(value) for value in rows["daily_budget"]), _money(rows["day_rest"].iloc[0]))
        if money != total:
            found.append((LAWS[5], f"{day}: {money}, not {total}"))
    return found


def _steps_too_large(decision: "Decision", max_step: Decimal) -> list[tuple[str, str]]:
    """Changes from one step to the next; the first one is held against today's mix scaled to the day's money."""
    found = []
    slack = _slack(decision.steps)
    kept = {row["channel"]: row.get("kept_spend") for row in decision.lines.to_dict("records")}
    for channel, rows in decision.steps.groupby("channel", sort=True) if len(decision.steps) else ():
        before = _money(kept.get(channel))
        for row in rows.sort_values("date").to_dict("records"):
            budget = _money(row["daily_budget"])
            if before and abs(budget - before) > max_step * before + slack:
                found.append((LAWS[6], f"{channel} on {row['date']}: {budget} after {before}"))
            before = budget
    return found


def _adds_up(law: str, lines: list[dict[Any, Any]], column: str, total: object, kept: object) -> list[tuple[str, str]]:
    """The channels' money, with what is kept for tests, against the total."""
    found = sum((_money(row[column]) for row in lines), _money(kept))
    return [] if found == _money(total) else [(law, f"{column} adds up to {found}, not {_money(total)}")]


def _slack(steps: pd.DataFrame) -> Decimal:
    """How far rounding may carry a step: a cent, or two coins where budgets are whole."""
    whole = all(_money(value) == int(_money(value)) for value in steps.get("daily_budget", ()))
    return Decimal(2) if whole else CENT


def _outside(row: Mapping[Any, Any], channel: Channel | None) -> bool:
    """Whether a raise goes past the channel's most or a cut past its least; held and kept channels are not moved."""
    if channel is None or row["action"] not in ("increase", "decrease", "test"):
        return False
    spend = _money(row["recommended_spend"])
    over = channel.high is not None and row["action"] != "decrease" and spend > _money(channel.high)
    under = channel.low is not None and row["action"] != "increase" and spend < _money(channel.low)
    return over or under


def _money(value: object) -> Decimal:
    return Decimal(0) if value is None or pd.isna(value) else Decimal(str(value)).quantize(CENT)  # type: ignore[call-overload]


def _seen(row: Mapping[Any, Any]) -> str:
    return f"{row['channel']}: {row['recommended_spend']} a day, {row['action']}"
