"""Facts about what each channel's money brings: cost per result with its likely range, shares, places, publishers.

Belongs here: windows of 28 and 7 days beside each other. Not here: changes against the week before (`comparison`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from smm_assets.report.labels import Labels
from smm_assets.report.tables import Row, Tables, number, text, whole

WINDOW, WEEK = "28d", "7d"
BENCHMARKED = ("ctr", "cpc", "cpm", "cvr")


@dataclass(frozen=True, kw_only=True)
class PublishedFigure:
    """A rate or price of ours beside what others publish. metric: ctr, cpc, cpm or cvr."""

    metric: str
    ours: float | None
    others: float


@dataclass(frozen=True, kw_only=True)
class Efficiency:
    """One channel or publisher in one window. Money in the reporting currency, shares 0–1, None where unknown.

    matched: results of the days whose spend is known too, which the cost is told of; loaded: cost of a result with all
    costs beside media; rank: 1 for the cheapest group, None where not comparable; grade: A–D; flips_under:
    under which other counting of results the order of channels changes, "" under none.
    """

    name: str
    label: str
    spend: float | None
    results: float | None
    matched: float | None
    cost: float | None
    low: float | None
    high: float | None
    loaded: float | None
    returned: float | None
    returned_low: float | None
    returned_high: float | None
    benchmark: float | None
    benchmark_source: str
    share_of_spend: float | None
    share_of_results: float | None
    rank: int | None
    grade: str
    flips_under: str = ""
    published: tuple[PublishedFigure, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Effectiveness:
    """One objective: channels in the long window, cheapest first, and in the short one by channel."""

    objective: str
    metric: str
    source: str
    lines: tuple[Efficiency, ...]
    week: Mapping[str, Efficiency]


@dataclass(frozen=True, kw_only=True)
class Publishers:
    """Publishers of one network and objective, as the network reports them."""

    network: str
    objective: str
    metric: str
    lines: tuple[Efficiency, ...]


def collect_effectiveness(tables: Tables, labels: Labels, as_of: date) -> tuple[Effectiveness, ...]:
    """Every objective with spend in the last 28 days, most spend first."""
    rows = _rows(tables, "channel_effectiveness", as_of)
    long = [row for row in rows if row["window"] == WINDOW and number(row.get("spend"))]
    short = [row for row in rows if row["window"] == WEEK]
    found = []
    for objective in dict.fromkeys(text(row["objective"]) for row in long):
        own = [row for row in long if row["objective"] == objective]
        found.append(
            Effectiveness(
                objective=objective,
                metric=text(own[0]["result_metric"]),
                source=text(own[0]["result_source"]),
                lines=_cheapest_first(_channel(row, labels) for row in own),
                week={text(row["channel"]): _channel(row, labels) for row in short if row["objective"] == objective},
            )
        )
    return tuple(sorted(found, key=lambda one: (-sum(line.spend or 0.0 for line in one.lines), one.objective)))


def collect_publishers(tables: Tables, labels: Labels, as_of: date) -> tuple[Publishers, ...]:
    """Publishers of the last 28 days where a network has more than one."""
    rows = [row for row in _rows(tables, "publisher_effectiveness", as_of) if row["window"] == WINDOW]
    keys = dict.fromkeys((text(row["network"]), text(row["objective"])) for row in rows)
    found = (
        Publishers(
            network=labels.network(network),
            objective=objective,
            metric=text(own[0]["result_metric"]),
            lines=_cheapest_first(_publisher(row, labels) for row in own),
        )
        for network, objective in keys
        if (own := [row for row in rows if (row["network"], row["objective"]) == (network, objective)])
    )
    return tuple(one for one in found if len(one.lines) > 1)


def _rows(tables: Tables, name: str, as_of: date) -> list[dict[str, Any]]:
    return tables.rows(
        f"marts.{name}",
        f"SELECT * FROM marts.{name} WHERE as_of = :as_of",  # noqa: S608  (names of our own)
        {"as_of": as_of},
    )


def _cheapest_first(lines: Iterable[Efficiency]) -> tuple[Efficiency, ...]:
    return tuple(sorted(lines, key=lambda one: (one.cost is None, one.cost or 0.0, one.label)))


def _channel(row: Row, labels: Labels) -> Efficiency:
    return _efficiency(row, text(row["channel"]), labels.channel(text(row["channel"])))


def _publisher(row: Row, labels: Labels) -> Efficiency:
    name = text(row["publisher"])
    known = labels.channel(name)
    return _efficiency(row, name, name.replace("_", " ").capitalize() if known == name else known)


def _efficiency(row: Row, name: str, label: str) -> Efficiency:
    return Efficiency(
        name=name,
        label=label,
        spend=number(row.get("spend")),
        results=number(row.get("results")),
        matched=number(row.get("matched_results")),
        cost=number(row.get("cost_per_result")),
        low=number(row.get("cost_per_result_low")),
        high=number(row.get("cost_per_result_high")),
        loaded=number(row.get("fully_loaded_cost_per_result")),
        returned=number(row.get("roas")),
        returned_low=number(row.get("roas_low")),
        returned_high=number(row.get("roas_high")),
        benchmark=number(row.get("benchmark")),
        benchmark_source=text(row.get("benchmark_source")),
        share_of_spend=number(row.get("share_of_spend")),
        share_of_results=number(row.get("share_of_results")),
        rank=None if row.get("rank") is None else whole(row["rank"]),
        grade=text(row.get("comparability")),
        flips_under=text(row.get("flips_under")),
        published=tuple(
            PublishedFigure(metric=metric, ours=number(row.get(metric)), others=others)
            for metric in BENCHMARKED
            if (others := number(row.get(f"benchmark_{metric}"))) is not None
        ),
    )
