"""A KPI of a window: its definition down to columns of exports, the days that count, and those that do not with why.

Belongs here: reading channel_daily and campaign_daily again by the KPI's own formula. Not here: the values themselves
(kpi_values), parsing formulas or lineage (`kpis`).
"""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from smm_assets.budget.days import window_rows
from smm_assets.errors import UsageError
from smm_assets.kpis.definition import CONSTANT, DAYS, Kpi, Linear
from smm_assets.kpis.documentation import made_from
from smm_assets.kpis.lineage import origins
from smm_assets.kpis.model import project_kpis
from smm_assets.report.tables import Row, Tables
from smm_assets.settings import Project
from smm_assets.sqlmodels.load import ROOT, load_models


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """A day of the window that does not count. unknown: metrics of the formula that are null on it."""

    date: date
    unknown: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class KpiValue:
    """A KPI of one channel and window. numerator and denominator are summed anew over the days that count; ties: they
    are those of kpi_values. days_used: how many days count; lines of campaigns count one by one. made_from: each metric
    with the columns of exports it is made of.
    """

    kpi: str
    title: str
    formula: str
    channel: str
    campaign: str
    window: str
    window_start: date
    window_end: date
    value: float | None
    numerator: float | None
    denominator: float | None
    ties: bool
    target: float | None
    status: str
    sample_ok: bool | None
    days_used: int
    left_out: tuple[LeftOut, ...]
    unit: str
    direction: str
    warn: float | None
    breach: float | None
    min_sample: dict[str, float]
    owner: str
    made_from: tuple[str, ...]


def explain_kpi(tables: Tables, project: Project, name: str, channel: str = "") -> list[KpiValue]:
    """Every published value of a KPI, of one channel or all. Raises UsageError for an unknown KPI or channel."""
    models = load_models(project)
    known = {kpi.name: kpi for kpi in project_kpis(models, project, ROOT)}
    if name not in known:
        close = difflib.get_close_matches(name.casefold(), known, n=2, cutoff=0.5)
        cure = f"Did you mean {' or '.join(close)}?" if close else f"Known: {', '.join(sorted(known))}"
        raise UsageError(f"there is no KPI '{name}'", cure=cure)
    rows = tables.rows(
        "marts.kpi_values",
        'SELECT * FROM marts.kpi_values WHERE kpi = :kpi ORDER BY channel, campaign, "window"',
        {"kpi": name},
    )
    found = [row for row in rows if channel in ("", row["channel"])]
    if not found:
        channels = ", ".join(sorted({str(row["channel"]) for row in rows}))
        cure = f"Known channels: {channels}" if channels else "Drop the networks' exports into the inbox, then: smm run"
        raise UsageError(f"{name} has no value of {channel or 'any channel'}", cure=cure)
    kpi = known[name]
    made_of = tuple(made_from(kpi, origins(models, kpi.level, kpi.ratio.metrics)))
    return [_explained(tables, kpi, row, made_of) for row in found]


def _explained(tables: Tables, kpi: Kpi, row: Row, made_of: tuple[str, ...]) -> KpiValue:
    window = next(one for one in window_rows(row["as_of"]) if one["window_name"] == row["window"])
    first, last = cast(date, window["window_start"]), cast(date, window["window_end"])
    days = tables.rows(
        f"marts.{kpi.level}_daily",
        f"SELECT * FROM marts.{kpi.level}_daily WHERE channel = :channel AND date BETWEEN :first AND :last "  # noqa: S608
        + ("AND campaign_key = :campaign " if kpi.level == "campaign" else "")
        + "ORDER BY date",
        {"channel": row["channel"], "first": first, "last": last}
        | ({"campaign": row["campaign"]} if kpi.level == "campaign" else {}),
    )
    names = kpi.ratio.columns
    used = [day for day in days if all(day[name] is not None for name in names)]
    top, bottom = _summed(kpi.ratio.top, used), _summed(kpi.ratio.bottom, used)
    return KpiValue(
        kpi=kpi.name,
        title=kpi.title,
        formula=kpi.formula,
        channel=row["channel"],
        campaign=row["campaign_name"] or row["campaign"] or "",
        window=row["window"],
        window_start=first,
        window_end=last,
        value=row["value"],
        numerator=top,
        denominator=bottom,
        ties=_same(top, row["numerator"]) and _same(bottom, row["denominator"]),
        target=row["target"],
        status=row["status"],
        sample_ok=row["sample_ok"],
        days_used=len(used),
        left_out=tuple(
            LeftOut(date=day["date"], unknown=tuple(name for name in names if day[name] is None))
            for day in days
            if day not in used
        ),
        unit=kpi.unit,
        direction=kpi.direction,
        warn=row["warn"],
        breach=row["breach"],
        min_sample={name: float(number) for name, number in kpi.min_sample.items()},
        owner=kpi.owner,
        made_from=made_of,
    )


def _summed(linear: Linear, days: Sequence[Row]) -> float | None:
    """The sum over the days; a plain number stays what it is; None where no day counts but for the number of days."""
    if linear.constant is not None:
        return float(linear.constant)
    if not days and set(linear.metrics) != {DAYS}:
        return None
    once = linear.factors.get(CONSTANT, Decimal(0)) + linear.factors.get(DAYS, Decimal(0)) * len(_dates(days))
    metrics = [(name, factor) for name, factor in linear.factors.items() if name not in (CONSTANT, DAYS)]
    return float(sum((factor * _exact(day[name]) for day in days for name, factor in metrics), once))


def _dates(days: Sequence[Row]) -> set[date]:
    return {day["date"] for day in days}


def _exact(value: Any) -> Decimal:
    return Decimal(str(value))


def _same(again: float | None, published: float | None) -> bool:
    if again is None or published is None:
        return again is None and published is None
    return abs(again - published) <= 1e-9 * max(1.0, abs(published))
