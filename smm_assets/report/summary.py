"""One morning's summary: everything the terminal page, `smm status` and the HTML report show.

Belongs here: which facts are collected and what needs a person. Not here: reading single tables (the neighbours) or
showing anything. Every figure comes from a table.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from smm_assets.report import advice, arrivals, delivery, money, results
from smm_assets.report.facts import Advice, BadRows, ChannelData, Files, Need, RedCheck, Refusal, Summary
from smm_assets.report.labels import Labels
from smm_assets.report.tables import Reader, Tables, day
from smm_assets.report.words import listed, plural, short_day
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
    labels = Labels(tables, settings)
    files = arrivals.collect_files(tables, labels, since)
    bad_rows = arrivals.collect_bad_rows(tables)
    checks = arrivals.collect_red_checks(tables)
    run = arrivals.collect_run(tables)
    morning = as_of or _built_for(tables)
    parts = _of_morning(project, tables, labels, morning) if morning else dict(_NOTHING)
    needs = _needs(files, bad_rows, checks, parts["data"], parts["advice"])
    return Summary(
        project=settings.name,
        currency=settings.currency,
        as_of=morning,
        files=files,
        bad_rows=bad_rows,
        red_checks=checks,
        run=run,
        needs=needs,
        **parts,
    )


_NOTHING: dict[str, Any] = dict.fromkeys(("data", "coverage", "pacing", "split", "headlines", "kpis", "advice"), ()) | {
    "spend_month": None
}


def _of_morning(project: Project, tables: Tables, labels: Labels, as_of: date) -> dict[str, Any]:
    settings = project.settings
    return {
        "data": delivery.collect_data(tables, labels, settings, as_of),
        "coverage": delivery.collect_coverage(tables, labels, as_of),
        "pacing": money.collect_pacing(tables, labels, as_of),
        "split": money.collect_split(tables, as_of),
        "spend_month": money.month_spend(tables, as_of),
        "headlines": results.collect_headlines(tables, as_of),
        "kpis": results.collect_kpis(tables, labels, as_of),
        "advice": advice.collect_advice(tables, labels, as_of),
    }


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


def _needs(
    files: Files,
    bad_rows: Sequence[BadRows],
    checks: Sequence[RedCheck],
    data: Sequence[ChannelData],
    advices: Sequence[Advice],
) -> tuple[Need, ...]:
    held = {line.channel for one in advices for line in one.lines if line.action == "hold"}
    late = [one for one in data if one.late]
    refused = {refusal.network for refusal in files.refused if refusal.network}
    return (
        *(_file_need(refusal, late, held) for refusal in files.refused),
        *_row_needs(bad_rows),
        *(_check_need(check) for check in checks if check.severity == "error"),
        *(_channel_need(one, one.channel in held) for one in late if one.network not in refused),
    )


def _file_need(refusal: Refusal, late: Sequence[ChannelData], held: Collection[str]) -> Need:
    """A refused file may be what a late channel waits for."""
    part = f" [{refusal.part}]" if refusal.part else ""
    waiting = [one.label for one in late if one.network and one.network == refusal.network and one.channel in held]
    unlocks = f"the advice for {listed(waiting)}" if waiting else ""
    return Need(topic="file", where=refusal.name + part, what=refusal.reason, cure=refusal.cure, unlocks=unlocks)


def _row_needs(bad_rows: Sequence[BadRows]) -> list[Need]:
    counts: dict[str, int] = {}
    for bad in bad_rows:
        counts[bad.name] = counts.get(bad.name, 0) + bad.count
    return [
        Need(
            topic="rows",
            where=name,
            what=f"{plural(count, 'row')} held back",
            cure="Correct the rows at their source and export again",
        )
        for name, count in counts.items()
    ]


def _check_need(check: RedCheck) -> Need:
    where = f"{check.table}.{check.column}" if check.column else check.table
    return Need(
        topic="check",
        where=where,
        what=f"{check.expectation} failed for {plural(check.count, 'row')}",
        cure=f"Expected {check.expected}, found {check.observed}" if check.expected else "Look at the rows named",
    )


def _channel_need(fact: ChannelData, held: bool) -> Need:
    return Need(
        topic="channel",
        where=fact.label,
        what=f"data only through {short_day(fact.data_through)}" if fact.data_through else "no data yet",
        cure="Export the missing days with a Day breakdown",
        unlocks=f"the advice for {fact.label}" if held else "",
    )
