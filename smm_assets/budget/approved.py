"""Approved recommendations as part of the plan: their amounts stand over the lines of the plan file they were made for.

Belongs here: laying kept approvals over the lines that were read. Not here: approving (`decisions/approval`), or
keeping versions (`versions`). The plan file itself is never written.

An approval stands as long as the file says of its line what it said when it was approved. Whoever edits the line's
amount has decided anew: the file counts from then on.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from smm_assets.budget.plan import Row
from smm_assets.warehouse.store import ReadOnlyStore
from smm_assets.warehouse.values import day_of

FIRST_OWN_LINE = 1_000_001  # numbers of lines no file has begin here
_CENT, _SIX = Decimal("0.01"), Decimal("0.000001")
_EMPTY = (
    *("plan_line", "period_start", "period_end", "channel", "category", "item", "amount", "amount_original"),
    *("currency", "objective", "target_cost", "low_amount", "high_amount", "locked", "posts_per_week"),
    *("follower_goal", "goal_date"),
)
Key = tuple[str, dt.date, dt.date, str]


def approvals(store: ReadOnlyStore) -> list[Row]:
    """Every approval that changed the plan, the latest of a line last."""
    rows = store.read(
        "SELECT * FROM state.approval WHERE plan_amount IS NOT NULL ORDER BY approved_at, recommendation_id, channel"
    )
    plain = rows.astype(object).where(rows.notna(), None)
    return [{str(name): value for name, value in row.items()} for row in plain.to_dict("records")]


def with_approved(plan: Sequence[Row], approved: Iterable[Row]) -> list[Row]:
    """The lines of the file with approved amounts over them, then lines that only approvals brought."""
    latest = {_key_of(one): one for one in approved}
    lines = [_laid_over(row, latest.get(_key(row))) if takes_ads(row) and row["channel"] else row for row in plan]
    own = [one for key, one in sorted(latest.items(), key=str) if one["file_amount"] is None and not _told(key, plan)]
    return lines + [own_line(one, FIRST_OWN_LINE + number) for number, one in enumerate(own)]


def _laid_over(row: Row, approval: Row | None) -> Row:
    """The row with the approved amount, unless the file says something else by now than it said then."""
    if approval is None or approval["file_amount"] is None or row["amount_original"] is None:
        return row
    written, then = Decimal(str(row["amount_original"])), Decimal(str(approval["file_amount"]))
    if written != then or row["currency"] != approval["line_currency"]:
        return row
    amount = Decimal(str(approval["plan_amount"])).quantize(_CENT)
    rate = Decimal(str(row["amount"])) / written if written else Decimal(1)
    return {**row, "amount_original": amount, "amount": (amount * rate).quantize(_SIX, ROUND_HALF_UP)}


def own_line(approval: Row, number: int) -> Row:
    """A line for a channel that no line of the file gave money for these days."""
    amount = Decimal(str(approval["plan_amount"])).quantize(_CENT)
    row: Row = dict.fromkeys(_EMPTY)
    return row | {
        "plan_line": number,
        "period_start": day_of(approval["line_start"]),
        "period_end": day_of(approval["line_end"]),
        "channel": approval["channel"],
        "category": "promotion",
        "item": "ads",
        "amount": amount,
        "amount_original": amount,
        "currency": approval["line_currency"],
        "locked": False,
    }


def _told(key: Key, plan: Sequence[Row]) -> bool:
    """Whether the file gives the channel money for any of these days by now."""
    channel, start, end, _ = key
    return any(
        row["channel"] == channel
        and takes_ads(row)
        and row["period_start"] <= end  # type: ignore[operator]
        and start <= row["period_end"]  # type: ignore[operator]
        for row in plan
    )


def takes_ads(row: Mapping[str, object]) -> bool:
    """Whether the line is promotion money that a recommendation may move."""
    return row["category"] == "promotion" and str(row["item"] or "").casefold() in ("", "ads")


def _key(row: Row) -> Key:
    return (
        str(row["channel"]),
        day_of(row["period_start"]),
        day_of(row["period_end"]),
        str(row["item"] or "").casefold(),
    )


def _key_of(approval: Row) -> Key:
    item = str(approval["line_item"] or "").casefold()
    return str(approval["channel"]), day_of(approval["line_start"]), day_of(approval["line_end"]), item
