"""Rows of seed_campaign: channel and objective of everything that delivered.

Belongs here: what a row without type or publisher takes from its campaign. Not here: the rules (`channels`).
"""

from collections.abc import Mapping, Sequence

from smm_assets.budget.channels import Channels, Delivery
from smm_assets.budget.plan import Row
from smm_assets.budget.raw_keys import Record

CAMPAIGN = ("network", "account_id", "campaign_key")


def campaign_rows(
    found: Sequence[Record], pages: Sequence[Record], named: Sequence[Record], channels: Channels
) -> list[Row]:
    """Rows of seed_campaign. A row without type or publisher takes those its campaign has elsewhere.

    named: campaigns with their latest name, which the rules of channels and objectives go by. Delivery an account
    tells only in all has a row where its channel is certain (`_account_rows`).
    """
    names = {_campaign(record): record["campaign_name"] for record in named}
    types: dict[tuple[str, ...], str] = {}
    publishers: dict[tuple[str, ...], set[str]] = {}
    for record in found:
        types[_campaign(record)] = record["campaign_type"] or types.get(_campaign(record), "")
        publishers.setdefault(_campaign(record), set()).update({record["publisher"]} - {""})
    rows = {}
    plain = [{**record, "publisher": "", "campaign_type": ""} for record in found]
    for record in [*found, *plain]:
        name = names.get(_campaign(record), "")
        only = publishers[_campaign(record)]
        publisher = record["publisher"] or (next(iter(only)) if len(only) == 1 else "")
        kind = record["campaign_type"] or types[_campaign(record)]
        key = (*_campaign(record), record["publisher"], record["campaign_type"])
        rows[key] = _campaign_row(record, name, kind, publisher, channels, paid=True)
    for row in _account_rows(list(rows.values()), channels):
        rows.setdefault((*_campaign(row), "", ""), row)  # type: ignore[arg-type]
    for page in pages:
        record = {**page, "campaign_key": "", "campaign_type": ""}
        key = (*_campaign(record), page["publisher"], "")
        rows.setdefault(key, _campaign_row(record, "", "", page["publisher"], channels, paid=False))
    return list(rows.values())


def channel_by_name(campaigns: Sequence[Row], named: Sequence[Record]) -> dict[str, str]:
    """Channel of each campaign by its latest name and by its key, case folded: how own results name campaigns."""
    names = {_campaign(record): record["campaign_name"] for record in named}
    keys = [(*(str(row[key]) for key in CAMPAIGN), str(row["channel"])) for row in campaigns]
    found = {names.get((network, account, key), "").casefold(): channel for network, account, key, channel in keys}
    return found | {key.casefold(): channel for _, _, key, channel in keys}


def objective_by_name(campaigns: Sequence[Row], named: Sequence[Record]) -> dict[str, dict[str, str]]:
    """Objectives of each channel's paid campaigns by their latest name and by their key, case folded."""
    names = {_campaign(record): record["campaign_name"] for record in named}
    found: dict[str, dict[str, str]] = {}
    for row in (row for row in campaigns if row["is_paid_media"]):
        own, key = found.setdefault(str(row["channel"]), {}), tuple(str(row[part]) for part in CAMPAIGN)
        own.setdefault(names.get(key, "").casefold(), str(row["objective"]))
        own[key[-1].casefold()] = str(row["objective"])
    return found


def _account_rows(rows: Sequence[Row], channels: Channels) -> list[Row]:
    """Rows of accounts as a whole: the one channel of all campaigns, else a declared channel whose rules take the rest.

    Without either there is none: a channel made up for what may never come would wait for data.
    """
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        found.setdefault((str(row["network"]), str(row["account_id"])), []).append(row)
    certain = []
    for (network, account_id), own in found.items():
        record = {
            "network": network,
            "account_id": account_id,
            "campaign_key": "",
            "publisher": "",
            "campaign_type": "",
        }
        made = _campaign_row(record, "", "", "", channels, paid=True)
        pairs = {(row["channel"], row["objective"]) for row in own}
        if len(pairs) == 1:
            channel, objective = pairs.pop()
            certain.append({**made, "channel": channel, "objective": objective})
        elif made["channel"] in channels.settings.channels or made["channel"] in {channel for channel, _ in pairs}:
            certain.append(made)
    return certain


def _campaign(record: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(record[key] for key in CAMPAIGN)


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
        "channel": channel,
        "objective": channels.objective(channel, name, record["network"]),
        "is_paid_media": paid,
    }
