"""When posts were published on the project's clock.

Belongs here: turning a moment of one clock into another's. Not here: reading the moment (`smm_assets/ingest/text`).
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from smm_assets.budget.plan import Row

Moment = tuple[str, str, dt.datetime, bool]


def post_clock_rows(moments: Iterable[Moment], zones: Mapping[tuple[str, str], str | None], zone: str) -> list[Row]:
    """Rows of seed_post_clock. moments: network, account_id, published_at, whether it is UTC. zones: time zone by
    network and account; one without is taken to run on the project's clock. zone: the project's.
    """
    return [
        {
            "network": network,
            "account_id": account,
            "published_at": at,
            "published_in_utc": in_utc,
            "published_local": _on_clock(at, "UTC" if in_utc else zones.get((network, account)) or zone, zone),
        }
        for network, account, at, in_utc in moments
    ]


def _on_clock(at: dt.datetime, of: str, wanted: str) -> dt.datetime:
    return at.replace(tzinfo=ZoneInfo(of)).astimezone(ZoneInfo(wanted)).replace(tzinfo=None)
