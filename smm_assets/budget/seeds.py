"""Fills the tables seed_*: everything models know beside exports.

Belongs here: gathering from project, networks and raw keys, and writing. Not here: reading one file (`plan`, `costs`,
`events`, `rates`) or resolving one key (`channels`, `outcomes`).
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pandas as pd

from smm_assets import networks
from smm_assets.budget import raw_keys
from smm_assets.budget.channels import Channels, Delivery
from smm_assets.budget.costs import read_costs
from smm_assets.budget.days import calendar_rows, window_rows
from smm_assets.budget.declared import check_declared
from smm_assets.budget.events import read_events
from smm_assets.budget.outcomes import Outcome, attribute
from smm_assets.budget.plan import Row, read_plan
from smm_assets.budget.rates import Rates, rate_rows, read_rates
from smm_assets.budget.seed_tables import SEEDS
from smm_assets.budget.versions import log_version
from smm_assets.errors import ConfigurationError, Problem
from smm_assets.ingest.contract import Network
from smm_assets.settings import DEFAULT_RESULTS, OBJECTIVES, Project, Settings
from smm_assets.warehouse.store import Store

Tables = dict[str, Sequence[Mapping[str, object]]]


@dataclass(frozen=True, kw_only=True)
class UserFiles:
    """What the user's own files say, checked."""

    rates: Rates
    plan: Sequence[Row]
    costs: Sequence[Row]
    events: Sequence[Row]


def load(
    project: Project,
    store: Store,
    as_of: dt.date,
    *,
    now: dt.datetime | None = None,
    known_until: dt.datetime | None = None,
) -> dict[str, int]:
    """Write all seed_* tables and log a changed plan, in one transaction; returns rows by table.

    now: moment a new plan version is logged at (default: as_of, midnight UTC). known_until: leave out versions loaded
    later, to replay a past morning. Raises ConfigurationError with every problem of every file, nothing written.
    """
    found = networks.networks()
    channels = Channels(settings=project.settings, networks=found)
    campaigns = campaign_rows(raw_keys.campaigns(store), raw_keys.pages(store), channels)
    files = read_files(project, channels.names() | {str(row["channel"]) for row in campaigns})
    tables = _fixed(project.settings, as_of, known_until, found)
    tables |= _of_files(files, channels)
    planned = {str(row["channel"]) for row in files.plan if row["category"] == "promotion" and row["channel"]}
    tables |= _resolved(store, channels, campaigns, as_of, planned)
    days = [*raw_keys.bounds(store), *_days(files)]
    tables["seed_calendar"] = calendar_rows(as_of, days)
    past = [row["date"] for row in tables["seed_calendar"]]
    tables["seed_fx"] = rate_rows(files.rates, raw_keys.currencies(store), past)  # type: ignore[arg-type]
    with store.transaction():
        for name, rows in tables.items():
            _write(store, name, rows)
        log_version(store, files.plan, as_of, now or dt.datetime.combine(as_of, dt.time()))
    return {name: len(rows) for name, rows in sorted(tables.items())}


def check(project: Project, store: Store) -> None:
    """Read everything the user wrote before any of it is used: a wrong file stops a run before it touched a table.

    Raises ConfigurationError with every problem of every file.
    """
    channels = Channels(settings=project.settings, networks=networks.networks())
    campaigns = campaign_rows(raw_keys.campaigns(store), raw_keys.pages(store), channels)
    read_files(project, channels.names() | {str(row["channel"]) for row in campaigns})


def read_files(project: Project, channels: set[str]) -> UserFiles:
    """Plan, costs, rates and events of the project. Raises ConfigurationError with every problem, of kpis.yml too."""
    from smm_assets.kpis.model import check_project

    problems: list[Problem] = []
    rates = read_rates(project.home, project.settings.currency, problems)
    files = UserFiles(
        rates=rates,
        plan=read_plan(project.home, sorted(channels), rates, problems),
        costs=read_costs(project.home, sorted(channels), rates, problems),
        events=read_events(project.home, sorted(channels), problems),
    )
    problems += check_project(project)
    known = Channels(settings=project.settings, networks=networks.networks())
    problems += check_declared(project, known, channels)
    if problems:
        raise ConfigurationError(problems)
    return files


def campaign_rows(found: Sequence[raw_keys.Record], pages: Sequence[raw_keys.Record], channels: Channels) -> list[Row]:
    """Rows of seed_campaign. A row without type or publisher takes those its campaign has elsewhere."""
    latest: dict[tuple[str, ...], dict[str, str]] = {}
    publishers: dict[tuple[str, ...], set[str]] = {}
    for record in found:
        own = latest.setdefault(_campaign(record), {"campaign_name": "", "campaign_type": ""})
        own |= {key: record[key] for key in own if record[key]}
        publishers.setdefault(_campaign(record), set()).update({record["publisher"]} - {""})
    rows = {}
    plain = [{**record, "publisher": "", "campaign_type": ""} for record in found]
    for record in [*found, *plain]:
        known = latest[_campaign(record)]
        only = publishers[_campaign(record)]
        publisher = record["publisher"] or (next(iter(only)) if len(only) == 1 else "")
        kind = record["campaign_type"] or known["campaign_type"]
        key = (*_campaign(record), record["publisher"], record["campaign_type"])
        rows[key] = _campaign_row(record, known["campaign_name"], kind, publisher, channels, paid=True)
    for page in pages:
        record = {**page, "campaign_key": "", "campaign_type": ""}
        key = (*_campaign(record), page["publisher"], "")
        rows.setdefault(key, _campaign_row(record, "", "", page["publisher"], channels, paid=False))
    return list(rows.values())


def _campaign(record: Mapping[str, str]) -> tuple[str, ...]:
    return record["network"], record["account_id"], record["campaign_key"]


def _campaign_row(
    record: Mapping[str, str], name: str, kind: str, publisher: str, channels: Channels, *, paid: bool
) -> Row:
    item = Delivery(
        network=record["network"],
        account_id=record["account_id"],
        campaign_name=name,
        campaign_type=kind,
        publisher=publisher,
    )
    channel = channels.channel(item)
    keys = ("network", "account_id", "campaign_key", "publisher", "campaign_type")
    return {
        **{key: record[key] for key in keys},
        "campaign_name": name or None,
        "channel": channel,
        "objective": channels.objective(channel, name, record["network"]),
        "is_paid_media": paid,
    }


def _fixed(settings: Settings, as_of: dt.date, known_until: dt.datetime | None, found: Mapping[str, Network]) -> Tables:
    limits = settings.thresholds
    return {
        "seed_settings": [
            {
                "as_of": as_of,
                "known_until": known_until,
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
        "seed_objective": [{"objective": name, **_result(settings, name)} for name in OBJECTIVES],
        "seed_split": [{"category": name, "target_share": share} for name, share in settings.split.items()],
        "seed_maturity": [
            {"network": network.value, "metric": late.metric, "age_days": age, "completeness": share}
            for network in found.values()
            for late in network.late
            for age, share in enumerate(late.by_age, 1)
        ],
    }


def _of_files(files: UserFiles, channels: Channels) -> Tables:
    plan = [{**row, "awaits_ads": _awaits_ads(row, channels)} for row in files.plan]
    return {"seed_plan": plan, "seed_cost": files.costs, "seed_event": files.events}


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


def _resolved(store: Store, channels: Channels, campaigns: Sequence[Row], as_of: dt.date, planned: set[str]) -> Tables:
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
        "seed_account": _accounts(store, channels, as_of),
        "seed_channel": _channels(channels, campaigns, {str(row["channel"]) for row in outcomes} | planned),
    }


def _result(settings: Settings, objective: str) -> dict[str, object]:
    rule = settings.objectives.get(objective) or DEFAULT_RESULTS[objective]  # type: ignore[call-overload,index]
    return {"result_metric": rule.metric, "result_source": rule.source}


def _channels(channels: Channels, campaigns: Sequence[Row], named: set[str]) -> list[Row]:
    """Declared channels, those of the data, and those that the plan or own results name."""
    delivered: dict[str, set[str]] = {}
    for row in campaigns:
        delivered.setdefault(str(row["channel"]), set()).add(str(row["network"]))
    names = set(channels.settings.channels) | set(delivered) | (named - {"unattributed"})
    rows = []
    for name in sorted(names):
        owners = sorted(delivered.get(name, set())) or channels.owners(name)
        declared = channels.settings.channels.get(name)
        objective = channels.objective(name, network=owners[0] if owners else "")
        rows.append(
            {
                "channel": name,
                "label": channels.label(name),
                "network": owners[0] if len(owners) == 1 else None,
                "objective": objective,
                **_result(channels.settings, objective),
                "low": declared.low if declared else None,
                "high": declared.high if declared else None,
                "frozen": declared.frozen if declared else False,
                "patience_until": declared.patience_until if declared else None,
            }
        )
    return rows


def _accounts(store: Store, channels: Channels, as_of: dt.date) -> list[Row]:
    rows: dict[tuple[str, str], Row] = {}
    found = [(record["network"], record["account_id"], record["account_name"]) for record in raw_keys.accounts(store)]
    declared = [(a.network, a.account_id or a.name, a.name) for a in channels.settings.accounts]
    for network, account_id, name in [*found, *declared]:
        account = channels.account(network, account_id)
        zone = account.timezone if account else None
        rows.setdefault(
            (network, account_id),
            {
                "network": network,
                "account_id": account_id,
                "account_name": name or (account.name if account else None),
                "timezone": zone,
                "utc_offset_hours": _offset(zone, as_of),
                "currency": account.currency if account else None,
                "publisher": account.publisher if account else None,
                "ended": account.ended if account else None,
            },
        )
    return list(rows.values())


def _offset(zone: str | None, as_of: dt.date) -> float | None:
    if zone is None:
        return None
    offset = dt.datetime.combine(as_of, dt.time(), tzinfo=ZoneInfo(zone)).utcoffset()
    return None if offset is None else offset.total_seconds() / 3600


def _days(files: UserFiles) -> list[dt.date]:
    rows = [*files.plan, *files.costs]
    return [row[key] for row in rows for key in ("period_start", "period_end") if row[key] is not None]  # type: ignore[misc]


def _write(store: Store, name: str, rows: Sequence[Mapping[str, object]]) -> None:
    table = SEEDS[name]
    columns = [column.name for column in table.columns]
    frame = pd.DataFrame([[row.get(column) for column in columns] for row in rows], columns=columns, dtype=object)
    store.replace(table.schema, name, frame, table.columns, table.description)
