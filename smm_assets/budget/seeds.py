"""Fills the tables seed_*: everything models know beside exports.

Belongs here: gathering from project, networks and raw keys, and writing. Not here: reading the user's files
(`user_files`), the rows of one resolved table (`campaigns`, `channel_rows`) or one key (`channels`, `outcomes`).
"""

import datetime as dt
from collections.abc import Mapping, Sequence

import pandas as pd

from smm_assets.budget import raw_keys
from smm_assets.budget.campaigns import campaign_rows
from smm_assets.budget.channel_rows import account_rows, channel_rows, result_of
from smm_assets.budget.channels import Channels
from smm_assets.budget.days import calendar_rows, window_rows
from smm_assets.budget.outcomes import Outcome, attribute
from smm_assets.budget.permalinks import permalink_rows
from smm_assets.budget.plan import Row
from smm_assets.budget.rates import rate_rows
from smm_assets.budget.seed_tables import SEEDS
from smm_assets.budget.user_files import UserFiles, read_files
from smm_assets.budget.versions import log_version
from smm_assets.ingest.habits import Network
from smm_assets.registry import registry
from smm_assets.replay.files import keep_files
from smm_assets.settings import OBJECTIVES, Project, Settings
from smm_assets.warehouse.store import Store

Tables = dict[str, Sequence[Mapping[str, object]]]


def load(
    project: Project,
    store: Store,
    as_of: dt.date,
    *,
    now: dt.datetime | None = None,
) -> dict[str, int]:
    """Write all seed_* tables, log a changed plan and keep changed files, in one transaction; returns rows by table.

    now: moment new versions of plan and files are logged at, UTC (default: as_of, midnight). Raises
    ConfigurationError with every problem of every file, nothing written.
    """
    found = registry(project, []).networks  # what is wrong with mapping files is told with all other files below
    channels = Channels(settings=project.settings, networks=found)
    campaigns = campaign_rows(raw_keys.campaigns(store), raw_keys.pages(store), channels)
    files = read_files(project, channels.names() | {str(row["channel"]) for row in campaigns})
    tables = _fixed(project.settings, as_of, found)
    tables |= _of_files(files, channels)
    tables |= _resolved(store, channels, campaigns, as_of, _named(files))
    days = [*raw_keys.bounds(store), *_days(files)]
    tables["seed_calendar"] = calendar_rows(as_of, days)
    past = [row["date"] for row in tables["seed_calendar"]]
    tables["seed_fx"] = rate_rows(files.rates, raw_keys.currencies(store), past)  # type: ignore[arg-type]
    with store.transaction():
        for name, rows in tables.items():
            _write(store, name, rows)
        seen_at = now or dt.datetime.combine(as_of, dt.time())
        log_version(store, files.plan, as_of, seen_at)
        keep_files(store, project.home, now=seen_at)
    return {name: len(rows) for name, rows in sorted(tables.items())}


def check(project: Project, store: Store) -> None:
    """Read everything the user wrote before any of it is used: a wrong file stops a run before it touched a table.

    Raises ConfigurationError with every problem of every file.
    """
    channels = Channels(settings=project.settings, networks=registry(project, []).networks)
    campaigns = campaign_rows(raw_keys.campaigns(store), raw_keys.pages(store), channels)
    read_files(project, channels.names() | {str(row["channel"]) for row in campaigns})


def _fixed(settings: Settings, as_of: dt.date, found: Mapping[str, Network]) -> Tables:
    limits = settings.thresholds
    return {
        "seed_settings": [
            {
                "as_of": as_of,
                "reporting_currency": settings.currency,
                "timezone": settings.timezone,
                "project_name": settings.name,
                "stale_days": limits.stale_days,
                "immature_days": limits.immature_days,
                "split_tolerance": limits.split_tolerance,
                "quarantined_share": limits.quarantined_share,
            }
        ],
        "seed_window": window_rows(as_of),
        "seed_network": [
            {
                "network": network.value,
                "label": network.label,
                "click_kind": network.click_kind,
                "kind": network.kind,
                "measured_by": network.measured_by,
            }
            for network in found.values()
        ],
        "seed_objective": [{"objective": name, **result_of(settings, name)} for name in OBJECTIVES],
        "seed_split": [{"category": name, "target_share": share} for name, share in settings.split.items()],
        "seed_maturity": [
            {"network": network.value, "metric": metric, "age_days": age, "completeness": share}
            for network in found.values()
            for late in network.late
            for metric in late.metrics
            for age, share in enumerate(late.by_age, 1)
        ],
        "seed_retired_metric": [
            {"network": network.value, "raw_table": one.table, "metric": one.column, "since": one.since}
            | {"publisher": one.publisher or None, "why": one.why, "source": one.source}
            for network in found.values()
            for one in network.retired
        ],
    }


def _of_files(files: UserFiles, channels: Channels) -> Tables:
    plan = [{**row, "awaits_ads": _awaits_ads(row, channels)} for row in files.plan]
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


def _resolved(store: Store, channels: Channels, campaigns: Sequence[Row], as_of: dt.date, named: set[str]) -> Tables:
    known = {str(row["campaign_name"] or "").casefold(): str(row["channel"]) for row in campaigns}
    known |= {str(row["campaign_key"]).casefold(): str(row["channel"]) for row in campaigns}
    outcomes = []
    for record in raw_keys.outcomes(store):
        parts = {key: value for key, value in record.items() if key not in ("network", "account_id")}
        channel, paid = attribute(Outcome(**parts), channels, known)
        outcomes.append({**record, "channel": channel, "is_paid": paid})
    return {
        "seed_campaign": campaigns,
        "seed_outcome_map": outcomes,
        "seed_permalink": permalink_rows(raw_keys.permalinks(store)),
        "seed_account": account_rows(raw_keys.accounts(store), channels, as_of),
        "seed_channel": channel_rows(channels, campaigns, {str(row["channel"]) for row in outcomes} | named),
    }


def _days(files: UserFiles) -> list[dt.date]:
    rows = [*files.plan, *files.costs]
    return [row[key] for row in rows for key in ("period_start", "period_end") if row[key] is not None]  # type: ignore[misc]


def _write(store: Store, name: str, rows: Sequence[Mapping[str, object]]) -> None:
    table = SEEDS[name]
    columns = [column.name for column in table.columns]
    frame = pd.DataFrame([[row.get(column) for column in columns] for row in rows], columns=columns, dtype=object)
    store.replace(table.schema, name, frame, table.columns, table.description)
