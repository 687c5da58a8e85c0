"""Rows of seed_outcome_map: channel and objective of every combination own results come in.

Belongs here: bringing campaigns, channels and own results together. Not here: the rules (`outcomes`).
"""

from collections.abc import Sequence

from smm_assets.budget.campaigns import channel_by_name, objective_by_name
from smm_assets.budget.channel_rows import own_objective
from smm_assets.budget.channels import Channels
from smm_assets.budget.outcomes import UNATTRIBUTED, Outcome, attribute, objective_of
from smm_assets.budget.plan import Row
from smm_assets.budget.raw_keys import Record


def outcome_rows(
    found: Sequence[Record], channels: Channels, campaigns: Sequence[Row], named: Sequence[Record]
) -> list[Row]:
    """One row for each combination of keys. named: campaigns with their latest name."""
    known, served = channel_by_name(campaigns, named), objective_by_name(campaigns, named)
    rows: list[Row] = []
    for record in found:
        item = Outcome(**{key: value for key, value in record.items() if key not in ("network", "account_id")})
        channel, paid = attribute(item, channels, known)
        own = own_objective(channel, channels, campaigns)
        objective = None if channel == UNATTRIBUTED else objective_of(item, channel, own, channels, served)
        rows.append({**record, "channel": channel, "objective": objective, "is_paid": paid})
    return rows
