"""Google Ads report downloads: "Campaign report" and "Ad group report" segmented by day.

Belongs here: preamble, columns, ` --`, thousands in quotes and the several totals rows; both flavours (UTF-16 with
tabs, UTF-8 with commas). Not here: which days are exported.
"""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

import pandas as pd

from smm_assets.simulator.writers.delimited import Row, added, counted, grouped, percent, ratio, table

Flavour = Literal["utf16", "utf8"]
NOTHING = " --"
MEASURES = (
    "Currency code",
    "Impr.",
    "Interactions",
    "Interaction rate",
    "TrueView views",
    "Avg. cost",
    "Cost",
    "Clicks",
    "Conv. rate",
    "Conversions",
    "Conv. value",
    "Cost / conv.",
)
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def write_google_report(
    frame: pd.DataFrame, first: date, last: date, *, currency: str = "EUR", flavour: Flavour = "utf16"
) -> bytes:
    """A report by day without ids, as the default columns are.

    Rows have date, campaign_name, campaign_type and measures; with ad_group_name it is an ad group report.
    """
    entity = "Ad group" if "ad_group_name" in frame else "Campaign"
    leading = _leading(entity)
    rows = [[f"{entity} report"], [f"{_long(first)} - {_long(last)}"], [*leading, *MEASURES]]
    records = frame.to_dict("records")
    budgets = _budgets(records)
    rows += [[*_entity(row, entity, budgets), *_measures([row], currency)] for row in records]
    rows += _totals(records, entity, len(leading), currency)
    if flavour == "utf8":
        return table(rows).encode("utf-8")
    return b"\xff\xfe" + table(rows, delimiter="\t").encode("utf-16-le")


def _long(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def _leading(entity: str) -> list[str]:
    if entity == "Campaign":
        return [
            "Campaign status",
            "Campaign",
            "Day",
            "Budget",
            "Budget type",
            "Status",
            "Status reasons",
            "Campaign type",
        ]
    return ["Ad group status", "Ad group", "Campaign", "Day", "Campaign type", "Status", "Status reasons", "Target CPA"]


def _budgets(records: Sequence[Row]) -> dict[str, str]:
    """Daily budget of each campaign: whole euros a little above what it spends a day."""
    days = len({row["date"] for row in records})
    names = dict.fromkeys(row["campaign_name"] for row in records)
    spent = {name: added([row for row in records if row["campaign_name"] == name], "spend") for name in names}
    return {name: f"{math.ceil(amount / days)}.00" for name, amount in spent.items()}


def _entity(row: Row, entity: str, budgets: Mapping[str, str]) -> list[str]:
    day, campaign, kind = row["date"].isoformat(), row["campaign_name"], row["campaign_type"]
    if entity == "Campaign":
        return ["Enabled", campaign, day, budgets[campaign], "Daily", "Eligible", "", kind]
    return ["Enabled", row["ad_group_name"], campaign, day, kind, "Eligible", "", NOTHING]


def _measures(rows: Sequence[Row], currency: str) -> list[str]:
    """The measure cells of one row or of a total."""
    spend, conversions = added(rows, "spend"), added(rows, "conversions")
    impressions, clicks = counted(rows, "impressions"), counted(rows, "clicks")
    video = [row for row in rows if row["campaign_type"] == "Video"]
    views = counted(video, "video_views")
    acts = clicks + views
    return [
        currency,
        grouped(impressions),
        grouped(acts),
        percent(acts, impressions) if impressions else NOTHING,
        grouped(views) if len(video) else NOTHING,
        f"{ratio(spend, acts, '0.01') or 0}",
        f"{spend:.2f}",
        grouped(clicks),
        percent(conversions, clicks),
        grouped(conversions, 2),
        grouped(added(rows, "conversion_value"), 2),
        f"{ratio(spend, conversions, '0.01') or Decimal('0.00')}",
    ]


def _totals(records: Sequence[Row], entity: str, width: int, currency: str) -> list[list[str]]:
    """Total rows: of the report, of the account, and of each campaign type; each repeats what is above."""
    blank = [""] * (width - 1)
    whole = _measures(records, currency)
    rows = [[f"Total: {entity}s", *blank, *whole], ["Total: Account", *blank, *whole]]
    for kind in dict.fromkeys(row["campaign_type"] for row in records):
        part = [row for row in records if row["campaign_type"] == kind]
        rows.append([f"Total: {kind}", *blank, *_measures(part, currency)])
    return rows
