"""Facts about campaigns: what is to be done with each.

Belongs here: reading marts.campaign_action for the pages. Not here: judging (`smm_assets/campaigns`) or the sheet to
work through (`changes.py`).
"""

from datetime import date
from decimal import Decimal

from smm_assets.language import gettext, mark
from smm_assets.report.campaign_facts import TASKS, CampaignLine
from smm_assets.report.labels import Labels
from smm_assets.report.tables import Tables, money, text

NAMELESS = mark("(money its export names no campaign for)")


def collect_campaigns(tables: Tables, labels: Labels, as_of: date) -> tuple[CampaignLine, ...]:
    """Those with something to do first, by money."""
    rows = tables.rows(
        "marts.campaign_action",
        "SELECT * FROM marts.campaign_action WHERE as_of = :as_of "
        "ORDER BY budget_from DESC, channel, network, account_id, campaign_key",
        {"as_of": as_of},
    )
    found = [
        CampaignLine(
            label=labels.channel(text(row["channel"])),
            name=text(row["campaign_name"]) or text(row["campaign_key"]) or gettext(NAMELESS),
            verdict=text(row["verdict"]),
            before=money(row["budget_from"]) or Decimal(0),
            after=money(row["budget_to"]) or Decimal(0),
            reason=text(row["reason"]),
            status=text(row.get("status")),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda line: TASKS.index(line.task)))
