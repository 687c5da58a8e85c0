"""What a channel must be given at least: the network's smallest daily budget, and its part of running small tests.

Belongs here: both amounts a day in the reporting currency. Not here: the user's own least and most (`settings`), or how
the advice keeps to them (`decisions`).
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from smm_assets.budget.plan import Row
from smm_assets.budget.rates import Rates
from smm_assets.ingest.habits import Network

_SIX = Decimal("0.000001")


def with_floors(
    rows: Sequence[Row], networks: Mapping[str, Network], tests: Sequence[Row], rates: Rates, as_of: dt.date
) -> list[Row]:
    """Rows of seed_channel with minimum_daily and test_daily."""
    return [
        row
        | {
            "minimum_daily": _minimum(networks.get(str(row["network"])), rates, as_of),
            "test_daily": _test_money(str(row["channel"]), tests, as_of),
        }
        for row in rows
    ]


def _minimum(network: Network | None, rates: Rates, as_of: dt.date) -> Decimal | None:
    """The network's smallest daily budget; of those it names in several currencies the reporting currency's first."""
    known = dict(network.minimum_daily) if network else {}
    for currency in sorted(known, key=lambda code: (code != rates.reporting, code)):
        rate = rates.rate(currency, as_of, max_age=None)
        if rate is not None:
            return (Decimal(str(known[currency])) * rate).quantize(_SIX, ROUND_HALF_UP)
    return None


def _test_money(channel: str, tests: Sequence[Row], as_of: dt.date) -> Decimal | None:
    """Its even part of the budgets of tests that run on the morning, a day."""
    money = Decimal(0)
    for row in tests:
        start, end = row["date_from"], row["date_to"]
        if row["channel"] == channel and row["test_budget"] is not None and start <= as_of <= end:  # type: ignore[operator]
            beside = sum(1 for other in tests if other["test_id"] == row["test_id"])
            days = (end - start).days + 1  # type: ignore[operator]
            money += Decimal(str(row["test_budget"])) / beside / days
    return money.quantize(_SIX, ROUND_HALF_UP) if money else None
