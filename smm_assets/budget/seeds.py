"""Fills the tables seed_*: everything models know beside exports.

Belongs here: gathering from project, networks and raw keys, and writing. Not here: reading the user's files
(`user_files`), the rows of one resolved table (`campaigns`, `channel_rows`) or one key (`channels`, `outcomes`).
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from smm_assets import maturity
from smm_assets.budget import raw_keys
from smm_assets.budget.approved import approvals, with_approved
from smm_assets.budget.benchmarks import benchmark_rows
from smm_assets.budget.campaigns import campaign_rows
from smm_assets.budget.channel_floors import with_floors
from smm_assets.budget.channel_rows import account_rows, channel_rows
from smm_assets.budget.channels import Channels
from smm_assets.budget.days import calendar_rows
from smm_assets.budget.export_advice import advice_rows
from smm_assets.budget.fixed_rows import fixed_rows
from smm_assets.budget.naming import naming_rows
from smm_assets.budget.off_target import off_target_rows
from smm_assets.budget.outcome_rows import outcome_rows
from smm_assets.budget.permalinks import permalink_rows
from smm_assets.budget.plan import Row
from smm_assets.budget.plan_parts import part_rows, past_versions, with_budgets
from smm_assets.budget.post_clock import post_clock_rows
from smm_assets.budget.rates import rate_rows
from smm_assets.budget.user_files import UserFiles, read_files
from smm_assets.budget.vat import TableVat
from smm_assets.budget.versions import log_version
from smm_assets.budget.writing import write_seeds
from smm_assets.ingest.habits import Network
from smm_assets.registry import registry
from smm_assets.replay.files import keep_files
from smm_assets.settings import Project, Settings
from smm_assets.warehouse.store import Store

Tables = dict[str, Sequence[Mapping[str, object]]]


def load(
    project: Project,
    store: Store,
    as_of: dt.date,
    *,
    now: dt.datetime | None = None,
) -> dict[str, int]:
    """Write all seed_* tables, log a changed plan, keep changed files and maturity, in one transaction; returns rows by
    table.

    now: moment new versions of plan and files are logged at, UTC (default: as_of, midnight). Raises
    ConfigurationError with every problem of every file, nothing written.
    """
    readable = registry(project, [])  # what is wrong with mapping files is told with all other files below
    found = readable.networks
    channels = Channels(settings=project.settings, networks=found)
    latest = raw_keys.campaign_names(store)
    campaigns = campaign_rows(raw_keys.campaigns(store), raw_keys.pages(store), latest, channels)
    files = read_files(project, channels.names() | {str(row["channel"]) for row in campaigns})
    files = replace(files, plan=with_approved(files.plan, approvals(store)))
    tables: Tables = fixed_rows(project.settings, as_of, found)
    tables["seed_export_advice"] = advice_rows(readable.reports)
    tables |= _of_files(files, channels)
    tables["seed_benchmark"] = benchmark_rows(files.benchmarks, files.rates, as_of)
    past = past_versions(store, files.rates, TableVat.of(project.settings, "plan"))
    tables["seed_plan_part"] = part_rows(tables["seed_plan"], past, as_of)  # type: ignore[arg-type]
    tables |= _resolved(store, channels, campaigns, latest, as_of, _named(files))
    tables["seed_channel"] = with_floors(tables["seed_channel"], found, files.tests, files.rates, as_of)  # type: ignore[arg-type]
    tables |= _people_and_posts(store, project.settings, tables["seed_account"])
    known = raw_keys.bounds(store)
    tables["seed_calendar"] = calendar_rows(as_of, [*known, *_days(files)])
    tables["seed_maturity"] = _maturity(store, found, as_of, tables["seed_account"])
    spent = [row["date"] for row in tables["seed_calendar"] if known and min(known) <= row["date"] <= max(known)]  # type: ignore[operator]
    tables["seed_fx"] = rate_rows(files.rates, raw_keys.currencies(store), spent)  # type: ignore[arg-type]
    with store.transaction():
        write_seeds(store, tables)
        seen_at = now or dt.datetime.combine(as_of, dt.time())
        log_version(store, files.plan, as_of, seen_at)
        keep_files(store, project.home, now=seen_at)
        maturity.keep(store, tables["seed_maturity"], as_of)
    return {name: len(rows) for name, rows in sorted(tables.items())}


def check(project: Project, store: Store) -> None:
    """Read everything the user wrote before any of it is used: a wrong file stops a run before it touched a table.

    Raises ConfigurationError with every problem of every file.
    """
    channels = Channels(settings=project.settings, networks=registry(project, []).networks)
    named = raw_keys.campaign_names(store)
    campaigns = campaign_rows(raw_keys.campaigns(store), raw_keys.pages(store), named, channels)
    read_files(project, channels.names() | {str(row["channel"]) for row in campaigns})


def _of_files(files: UserFiles, channels: Channels) -> Tables:
    plan = [{**row, "awaits_ads": _awaits_ads(row, channels)} for row in with_budgets(files.plan)]
    return {
        "seed_plan": plan,
        "seed_cost": files.costs,
        "seed_event": files.events,
        "seed_test": files.tests,
        "seed_post_tag": files.post_tags,
        "seed_mood": files.mood,
    }


def _named(files: UserFiles) -> set[str]:
    """Channels that are to get money: those of promotion lines of the plan and of tests."""
    promotion = [row for row in files.plan if row["category"] == "promotion"]
    return {str(row["channel"]) for row in [*promotion, *files.tests] if row["channel"]}


def _awaits_ads(row: Row, channels: Channels) -> bool:
    """Whether a network reports the money of the line; contests and influencers are known from costs alone."""
    channel, settings = str(row["channel"] or ""), channels.settings
    if row["category"] != "promotion" or str(row["item"] or "ads").casefold() != "ads" or not channel:
        return False
    declared = settings.channels.get(channel)
    return (
        any(channels.networks[owner].kind in ("ads", "mixed") for owner in channels.owners(channel))
        or bool(declared and declared.match)
        or any(account.channel == channel for account in settings.accounts)
    )


def _resolved(
    store: Store,
    channels: Channels,
    campaigns: Sequence[Row],
    latest: Sequence[raw_keys.Record],
    as_of: dt.date,
    named: set[str],
) -> Tables:
    parts, misnamed = naming_rows(latest, channels.settings.naming)
    outcomes = outcome_rows(raw_keys.outcomes(store), channels, campaigns, latest)
    return {
        "seed_campaign": campaigns,
        "seed_campaign_name": latest,
        "seed_campaign_name_part": parts,
        "seed_naming_violation": misnamed,
        "seed_outcome_map": outcomes,
        "seed_permalink": permalink_rows(raw_keys.permalinks(store)),
        "seed_account": account_rows(raw_keys.accounts(store), channels, as_of),
        "seed_channel": channel_rows(channels, campaigns, {str(row["channel"]) for row in outcomes} | named),
    }


def _people_and_posts(store: Store, settings: Settings, accounts: Sequence[Mapping[str, object]]) -> Tables:
    zones = {(str(row["network"]), str(row["account_id"])): row["timezone"] for row in accounts}
    target = settings.target_audience
    people = raw_keys.people(store) if target.is_told else []
    return {
        "seed_post_clock": post_clock_rows(raw_keys.post_moments(store), zones, settings.timezone),  # type: ignore[arg-type]
        "seed_off_target": off_target_rows(people, target),
    }


def _maturity(
    store: Store,
    found: Mapping[str, Network],
    as_of: dt.date,
    accounts: Sequence[Mapping[str, object]],
) -> Sequence[Mapping[str, object]]:
    """What restatements taught, else what networks document."""
    ahead = {
        (str(row["network"]), str(row["account_id"])): float(str(row["utc_offset_hours"]))
        for row in accounts
        if row["utc_offset_hours"] is not None
    }
    return maturity.rows(maturity.curves(store, found, as_of, ahead))


def _days(files: UserFiles) -> list[dt.date]:
    rows = [*files.plan, *files.costs]
    return [row[key] for row in rows for key in ("period_start", "period_end") if row[key] is not None]  # type: ignore[misc]
