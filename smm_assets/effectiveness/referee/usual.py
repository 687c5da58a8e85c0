"""What a result usually costs on each channel, from the published tables, to plan a test by.

Belongs here: which count is meant, and the shop's own last 90 days. Not here: the plan itself (`planning`).
"""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from smm_assets.errors import UsageError
from smm_assets.report.tables import Reader, plain_rows
from smm_assets.report.words import AMOUNTS

DAYS = 90
OWN = {
    "orders": ("orders", "conversions"),
    "conversions": ("orders", "conversions"),
    "leads": ("own_leads", "leads"),
    "link_clicks": ("sessions", "rate_clicks"),
}
CALLED = {"own_leads": "leads", "rate_clicks": "link_clicks"}
COLUMNS = (
    *("orders", "new_customers", "own_leads", "sessions"),
    *("conversions", "leads", "rate_clicks", "engagements", "follows", "video_views", "impressions"),
)
MEASURED_BY_THE_SHOP = COLUMNS[:4]


@dataclass(frozen=True, kw_only=True)
class Usual:
    """One channel. rate: results per unit of money; spend, results: of its own days on which both are known.

    basis: own (its last 90 days), told (by the user) or others (all channels of the project).
    """

    channel: str
    label: str
    rate: float
    basis: str
    spend: float
    results: float


def usual_rates(
    reader: Reader, asked: Sequence[str], metric: str | None, morning: date, cost: float | None
) -> tuple[str, str, list[Usual]]:
    """What is counted, by whom (platform, analytics or crm), and each channel.

    metric: None for that of the channels' objective; cost: what a result costs where a channel has no history. Raises
    UsageError for unknown channels and where nothing is known of a cost.
    """
    channels = {row["channel"]: row for row in plain_rows(reader.read("SELECT * FROM marts.channel ORDER BY channel"))}
    _check(asked, channels)
    days = plain_rows(reader.read(_SUMS, {"since": morning - timedelta(days=DAYS), "morning": morning}))
    column = _column(asked, channels, metric, days)
    sums = {row["channel"]: (_number(row[f"spend_{column}"]), _number(row[column])) for row in days}
    return (
        CALLED.get(column, column),
        _source(column, days),
        [_usual(channels[name], sums, cost) for name in asked],
    )


_EACH = ", ".join(
    f"SUM(CASE WHEN spend IS NOT NULL THEN {name} END) AS {name}, "
    f"SUM(CASE WHEN {name} IS NOT NULL THEN spend END) AS spend_{name}"
    for name in COLUMNS
)
_SUMS = f"""
SELECT channel, MAX(own_source) AS own_source, {_EACH}
FROM marts.channel_daily
WHERE date >= :since AND date < :morning
GROUP BY channel
ORDER BY channel
"""  # noqa: S608 names are ours


def _check(asked: Sequence[str], channels: Mapping[str, Any]) -> None:
    unknown = [name for name in asked if name not in channels]
    if unknown:
        close = difflib.get_close_matches(unknown[0], sorted(channels), n=1)
        known = f"Known: {', '.join(sorted(channels))}"
        raise UsageError(
            f"unknown channel '{unknown[0]}'", cure=f"Did you mean {close[0]}? {known}" if close else known
        )
    if len(set(asked)) < 2 or len(set(asked)) < len(asked):
        raise UsageError(
            f"'{', '.join(asked)}' is nothing to compare",
            cure="Name two different channels or more, such as --channels a,b",
        )


def _column(asked: Sequence[str], channels: Mapping[str, Any], metric: str | None, days: Sequence[Any]) -> str:
    """The column of channel_daily that counts: the shop's own where it has any, unless another source is declared."""
    metrics = {metric} if metric else {str(channels[name]["result_metric"]) for name in asked}
    if len(metrics) > 1:
        raise UsageError(
            f"the channels are judged by different results: {', '.join(sorted(metrics))}",
            cure="Name the one of the test, such as --result orders",
        )
    (one,) = metrics
    if one in AMOUNTS:
        raise UsageError(
            f"{one} is an amount, and a test is judged by a count", cure="Name one, such as --result orders"
        )
    by_platforms = not metric and all(channels[name]["result_source"] == "platform" for name in asked)
    choice = [name for name in OWN.get(one, (one,)) if not (by_platforms and name in MEASURED_BY_THE_SHOP)]
    return next((name for name in choice if any(_number(row[name]) > 0 for row in days)), choice[-1])


def _source(column: str, days: Sequence[Any]) -> str:
    if column == "sessions":
        return "analytics"
    own = next((str(row["own_source"]) for row in days if row["own_source"]), "crm")
    return own if column in MEASURED_BY_THE_SHOP else "platform"


def _usual(channel: Mapping[str, Any], sums: Mapping[str, tuple[float, float]], cost: float | None) -> Usual:
    spend, results = sums.get(channel["channel"], (0.0, 0.0))
    told = {"channel": channel["channel"], "label": channel["label"], "spend": spend, "results": results}
    if spend > 0 and results > 0:
        return Usual(rate=results / spend, basis="own", **told)
    if cost is not None:
        return Usual(rate=1 / cost, basis="told", **told)
    money, counted = (sum(pair[place] for pair in sums.values()) for place in (0, 1))
    if money > 0 and counted > 0:
        return Usual(rate=counted / money, basis="others", **told)
    raise UsageError(
        f"what a result costs is not known: no day tells both money and results of {channel['label']} or any other",
        cure="Say what one usually costs, such as a published figure: --cost 12",
    )


def _number(value: Any) -> float:
    return 0.0 if value is None else float(value)
