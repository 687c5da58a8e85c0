"""Rows of seed_channel and seed_account: those declared and those of the data.

Belongs here: one row for each, with what smm.yaml says of it. Not here: resolving names (`channels`).
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from smm_assets.budget.channels import Channels
from smm_assets.budget.plan import Row
from smm_assets.budget.raw_keys import Record
from smm_assets.budget.vat import account_factor
from smm_assets.settings import DEFAULT_RESULTS, Settings


def channel_rows(channels: Channels, campaigns: Sequence[Row], named: set[str]) -> list[Row]:
    """Declared channels, those of the data, and those that the plan, tests or own results name."""
    delivered = {str(row["channel"]) for row in campaigns}
    names = set(channels.settings.channels) | delivered | (named - {"unattributed"})
    rows = []
    for name in sorted(names):
        owners = _owners(name, channels, campaigns)
        declared = channels.settings.channels.get(name)
        objective = own_objective(name, channels, campaigns)
        rows.append(
            {
                "channel": name,
                "label": channels.label(name),
                "network": owners[0] if len(owners) == 1 else None,
                "objective": objective,
                **result_of(channels.settings, objective),
                "low": declared.low if declared else None,
                "high": declared.high if declared else None,
                "frozen": declared.frozen if declared else False,
                "patience_until": declared.patience_until if declared else None,
                "is_social": channels.is_social(name),
            }
        )
    return rows


def own_objective(name: str, channels: Channels, campaigns: Sequence[Row]) -> str:
    """The objective of a channel as a whole: the declared one, else that of its first network."""
    owners = _owners(name, channels, campaigns)
    return channels.objective(name, network=owners[0] if owners else "")


def account_rows(found: Iterable[Record], channels: Channels, as_of: dt.date) -> list[Row]:
    """Accounts with data and declared ones. found: network, account_id and account_name of raw tables."""
    rows: dict[tuple[str, str], Row] = {}
    named = [(record["network"], record["account_id"], record["account_name"]) for record in found]
    declared = [(a.network, a.account_id or a.name, a.name) for a in channels.settings.accounts]
    for network, account_id, name in [*named, *declared]:
        account = channels.account(network, account_id)
        zone = account.timezone if account else None
        rows.setdefault(
            (network, account_id),
            {
                "network": network,
                "account_id": account_id,
                "account_name": name or (account.name if account else None),
                "timezone": zone,
                "utc_offset_hours": utc_offset(zone, as_of),
                "currency": account.currency if account else None,
                "publisher": account.publisher if account else None,
                "ended": account.ended if account else None,
                "vat_basis": (account.vat if account else None) or channels.settings.vat,
                "vat_factor": account_factor(channels.settings, account),
            },
        )
    return list(rows.values())


def result_of(settings: Settings, objective: str) -> dict[str, object]:
    """What counts as a result of the objective, and who measures it."""
    rule = settings.objectives.get(objective) or DEFAULT_RESULTS[objective]  # type: ignore[call-overload,index]
    return {"result_metric": rule.metric, "result_source": rule.source}


def _owners(name: str, channels: Channels, campaigns: Sequence[Row]) -> list[str]:
    """Networks that deliver the channel, else those whose rules lead to it."""
    return sorted({str(row["network"]) for row in campaigns if row["channel"] == name}) or channels.owners(name)


def utc_offset(zone: str | None, as_of: dt.date) -> float | None:
    """Hours the zone's clock is ahead of UTC as the day begins; None without a zone."""
    if zone is None:
        return None
    offset = dt.datetime.combine(as_of, dt.time(), tzinfo=ZoneInfo(zone)).utcoffset()
    return None if offset is None else offset.total_seconds() / 3600
