"""One morning's summary: everything the terminal page, `smm status` and the HTML report show.

Belongs here: which facts are collected. Not here: reading single tables (the neighbours), what needs a person
(`needs.py`) or showing anything. Every figure comes from a table.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from smm_assets.report import advice, arrivals, campaigns, delivery, fetching, gaps, money, oddities, results, untied
from smm_assets.report.backtests import collect_before_record
from smm_assets.report.blended import collect_blended
from smm_assets.report.facts import Summary
from smm_assets.report.gap_facts import MissingRate
from smm_assets.report.labels import Labels
from smm_assets.report.needs import needs_of
from smm_assets.report.since_yesterday import collect_since
from smm_assets.report.tables import Reader, Tables, day
from smm_assets.report.untold import collect_untold, untold_needs
from smm_assets.settings import Project

DATED = (
    "marts.channel_effectiveness",
    "marts.kpi_values",
    "marts.budget_adherence",
    "marts.budget_split",
)


def collect(project: Project, reader: Reader, as_of: date | None = None, *, since: datetime | None = None) -> Summary:
    """The summary of one morning, by default the one the tables were built for.

    since: start of the run whose files are to be counted (UTC, naive); files of all times when None or none came.
    """
    tables = Tables(reader)
    settings = project.settings
    labels = Labels(tables, project)
    files = arrivals.collect_files(tables, labels, since)
    bad_rows = arrivals.collect_bad_rows(tables)
    checks = arrivals.collect_red_checks(tables)
    run = arrivals.collect_run(tables)
    morning = as_of or _built_for(tables)
    rates = gaps.collect_missing_rates(tables, labels)
    parts = _of_morning(project, tables, labels, morning, rates) if morning else dict(_NOTHING)
    found = Summary(
        project=settings.name,
        currency=settings.currency,
        as_of=morning,
        files=files,
        bad_rows=bad_rows,
        red_checks=checks,
        run=run,
        needs=(),
        missing_rates=rates,
        untied_totals=gaps.collect_untied_totals(tables),
        fetch=fetching.collect_fetch(tables, labels),
        pages=fetching.collect_pages(tables, labels),
        oddities=oddities.collect_oddities(tables, labels, morning) if morning else (),
        misnamed=oddities.count_misnamed(tables),
        untied_exports=untied.collect_untied_exports(tables, labels, morning) if morning else (),
        backtests=collect_before_record(tables),
        **parts,
    )
    return replace(found, needs=(*needs_of(found), *untold_needs(collect_untold(tables))))


_NOTHING: dict[str, Any] = dict.fromkeys(
    ("data", "coverage", "pacing", "split", "headlines", "kpis", "advice", "campaigns", "blended"), ()
) | {"spend_month": None, "since": None}


def _of_morning(
    project: Project, tables: Tables, labels: Labels, as_of: date, rates: Sequence[MissingRate]
) -> dict[str, Any]:
    settings = project.settings
    found: dict[str, Any] = {
        "data": delivery.collect_data(tables, labels, settings, as_of, rates),
        "coverage": delivery.collect_coverage(tables, labels, as_of),
        "pacing": money.collect_pacing(tables, labels, as_of),
        "split": money.collect_split(tables, as_of),
        "spend_month": money.month_spend(tables, as_of),
        "headlines": results.collect_headlines(tables, as_of),
        "kpis": results.collect_kpis(tables, labels, as_of),
        "advice": advice.collect_advice(tables, labels, as_of),
        "campaigns": campaigns.collect_campaigns(tables, labels, as_of),
        "blended": collect_blended(tables, as_of),
    }
    compared = {name: found[name] for name in ("advice", "data", "pacing", "kpis")}
    return found | {"since": collect_since(tables, labels, as_of, **compared)}


def morning_of(reader: Reader) -> date | None:
    """The morning the tables were built for; None before the first run."""
    return _built_for(Tables(reader))


def _built_for(tables: Tables) -> date | None:
    found = [
        day(tables.first(table, f"SELECT max(as_of) AS as_of FROM {table}").get("as_of"))  # noqa: S608
        for table in DATED
    ]
    last = arrivals.collect_run(tables)
    return max((value for value in found if value), default=last.as_of if last else None)
