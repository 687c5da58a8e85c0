"""Facts of the last 28 days: spend and results day by day, and what happened on these days.

Belongs here: days of an objective and of its channels, and the project's own events. Not here: pictures.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from smm_assets.budget.events import read_events
from smm_assets.report.labels import Labels
from smm_assets.report.results import FINAL
from smm_assets.report.tables import Row, Tables, certain_day, number, text
from smm_assets.settings import Project

DAYS, AHEAD = 28, 14
Ranges = dict[tuple[str, date, str], Row]  # likely range of a late figure by channel, day and metric
_RANGED = ("conversions", "conversion_value", "leads")  # whose likely range channel_daily tells

_HISTORY = """
SELECT objective, channel, date, spend, result, completeness, result_metric, result_source
FROM marts.decision_history
WHERE date >= :since AND date < :as_of AND result_metric IS NOT NULL
ORDER BY objective, channel, date
"""


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day. None: unknown. expected: results once the day has filled up, with its likely range low to high; all
    None where it has. lacks_spend, lacks_results: labels of channels not known, so not counted. is_before: the channel
    had not begun.
    """

    day: date
    spend: float | None
    results: float | None
    expected: float | None = None
    low: float | None = None
    high: float | None = None
    lacks_spend: tuple[str, ...] = ()
    lacks_results: tuple[str, ...] = ()
    is_before: bool = False


@dataclass(frozen=True, kw_only=True)
class ChannelDays:
    """The days of one channel, oldest first."""

    channel: str
    label: str
    days: tuple[Day, ...]


@dataclass(frozen=True, kw_only=True)
class Happened:
    """One line of events.csv. label: of its channel, "" for all."""

    first: date
    last: date
    label: str
    kind: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """The days of one objective, all channels together and each alone; the one with the most spend first.

    events: on these days; ahead: what begins in the next two weeks.
    """

    objective: str
    metric: str
    source: str
    days: tuple[Day, ...]
    channels: tuple[ChannelDays, ...]
    events: tuple[Happened, ...] = ()
    ahead: tuple[Happened, ...] = ()


def collect_timelines(project: Project, tables: Tables, labels: Labels, as_of: date) -> tuple[Timeline, ...]:
    """One timeline per objective, most spend first."""
    since = as_of - timedelta(days=DAYS)
    rows = tables.rows("marts.decision_history", _HISTORY, {"since": since, "as_of": as_of})
    ranges = _ranges(tables, since, as_of) if any(_has_range(row) for row in rows) else {}
    happened = _events(project, labels, {text(row["channel"]) for row in rows})
    days = [since + timedelta(days=n) for n in range(DAYS)]
    found = [
        _timeline([row for row in rows if row["objective"] == objective], days, labels, ranges, happened)
        for objective in dict.fromkeys(row["objective"] for row in rows)
    ]
    return tuple(sorted(found, key=lambda one: (-sum(day.spend or 0.0 for day in one.days), one.objective)))


def _timeline(
    rows: Sequence[Row],
    days: Sequence[date],
    labels: Labels,
    ranges: Ranges,
    happened: Iterable[Happened],
) -> Timeline:
    channels = [
        ChannelDays(
            channel=channel,
            label=labels.channel(channel),
            days=_channel_days([row for row in rows if row["channel"] == channel], days, ranges),
        )
        for channel in dict.fromkeys(text(row["channel"]) for row in rows)
    ]
    channels.sort(key=lambda one: (-sum(day.spend or 0.0 for day in one.days), one.channel))
    events = [one for one in happened if one.first <= days[-1] and one.last >= days[0]]
    end = days[-1] + timedelta(days=AHEAD)
    return Timeline(
        objective=text(rows[0]["objective"]),
        metric=text(rows[0]["result_metric"]),
        source=text(rows[0]["result_source"]),
        days=tuple(together(one, channels) for one in range(len(days))),
        channels=tuple(channels),
        events=tuple(events),
        ahead=tuple(one for one in happened if days[-1] < one.first <= end),
    )


def _channel_days(rows: Sequence[Row], days: Sequence[date], ranges: Ranges) -> tuple[Day, ...]:
    by_day = {certain_day(row["date"]): row for row in rows}
    first = min(by_day)
    return tuple(
        Day(day=day, spend=None, results=None, is_before=day < first)
        if day not in by_day
        else _day(by_day[day], ranges)
        for day in days
    )


def _day(row: Row, ranges: Ranges) -> Day:
    day = certain_day(row["date"])
    spend, results, share = number(row["spend"]), number(row["result"]), number(row["completeness"])
    if results is None or share is None or not 0 < share < FINAL:
        return Day(day=day, spend=spend, results=results)
    told = ranges.get((text(row["channel"]), day, text(row["result_metric"])), {}) if _has_range(row) else {}
    return Day(
        day=day, spend=spend, results=results, expected=results / share,
        low=number(told.get("low")), high=number(told.get("high")),
    )  # fmt: skip


def _has_range(row: Row) -> bool:
    """Whether a likely range may be told for a day that is still filling up: of figures the networks report."""
    return row["result_source"] == "platform" and row["result_metric"] in _RANGED


def together(place: int, channels: Sequence[ChannelDays]) -> Day:
    """One day of all channels. Likely ranges of different channels are taken as independent of each other."""
    days = [one.days[place] for one in channels]
    fresh = [day for day in days if day.expected is not None]
    expected = _sum([day.results if day.expected is None else day.expected for day in days]) if fresh else None
    ranged = expected is not None and all(day.low is not None and day.high is not None for day in fresh)
    down = math.hypot(*((day.expected or 0.0) - (day.low or 0.0) for day in fresh))
    up = math.hypot(*((day.high or 0.0) - (day.expected or 0.0) for day in fresh))
    return Day(
        day=days[0].day,
        spend=_sum([day.spend for day in days]),
        results=_sum([day.results for day in days]),
        expected=expected,
        low=expected - down if ranged and expected is not None else None,
        high=expected + up if ranged and expected is not None else None,
        lacks_spend=_lacking(channels, [day.spend is None and not day.is_before for day in days]),
        lacks_results=_lacking(channels, [day.results is None and not day.is_before for day in days]),
    )


def _lacking(channels: Sequence[ChannelDays], lacks: Sequence[bool]) -> tuple[str, ...]:
    return tuple(one.label for one, lack in zip(channels, lacks, strict=True) if lack)


def _sum(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _ranges(tables: Tables, since: date, as_of: date) -> Ranges:
    rows = tables.rows(
        "marts.channel_daily",
        "SELECT * FROM marts.channel_daily WHERE date >= :since AND date < :as_of",
        {"since": since, "as_of": as_of},
    )
    return {
        (text(row["channel"]), certain_day(row["date"]), metric): {
            "low": row.get(f"{metric}_low"),
            "high": row.get(f"{metric}_high"),
        }
        for row in rows
        for metric in _RANGED
    }


def _events(project: Project, labels: Labels, channels: set[str]) -> list[Happened]:
    """Lines of events.csv by their first day; a line with a mistake was told by the run."""
    return sorted(
        (
            Happened(
                first=certain_day(row["date_from"]),
                last=certain_day(row["date_to"] or row["date_from"]),
                label=labels.channel(text(row["channel"])) if row["channel"] else "",
                kind=text(row["kind"]),
                text=text(row["text"]),
            )
            for row in read_events(project.home, channels, [])
            if row["date_from"]
        ),
        key=lambda one: (one.first, one.last, one.label),
    )
