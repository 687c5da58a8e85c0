"""The ad spend the tables know of each network, every unit counted once.

Belongs here: reading it in the reporting currency, and in the original one what waits for a rate. Not here: money in
files that overlap (`landed`).
"""

from dataclasses import dataclass
from decimal import Decimal

from smm_assets.report.tables import plain_rows, text
from smm_assets.warehouse.store import ReadOnlyStore

TABLES = (("marts", "ad_daily"), ("marts", "ad_period"))
_SQL = """
SELECT network, currency, SUM(spend) AS spend,
    SUM(CASE WHEN spend IS NULL THEN spend_original END) AS waiting
FROM (
    SELECT network, currency, spend, spend_original FROM marts.ad_daily
    UNION ALL
    SELECT network, currency, spend, spend_original FROM marts.ad_period
) AS told
GROUP BY network, currency ORDER BY network, currency"""


@dataclass(frozen=True, kw_only=True)
class Covered:
    """Spend of one network. spend: reporting currency; waiting: by currency, what no rate is known for."""

    spend: Decimal
    waiting: dict[str, Decimal]


def covered(store: ReadOnlyStore) -> dict[str, Covered]:
    """By network; empty while the tables have not been built."""
    found: dict[str, Covered] = {}
    if not all(store.exists(*table) for table in TABLES):
        return found
    for row in plain_rows(store.read(_SQL)):
        one = found.setdefault(text(row["network"]), Covered(spend=Decimal(0), waiting={}))
        waiting = {text(row["currency"]): row["waiting"]} if row["waiting"] else {}
        found[text(row["network"])] = Covered(
            spend=one.spend + (row["spend"] or Decimal(0)), waiting=one.waiting | waiting
        )
    return found
