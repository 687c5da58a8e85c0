"""How much there is: days, networks and their part of the rows.

Belongs here: numbers a volume is made of. Not here: what rows say (`delivery`), how networks write them (`formats`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

LAST_DAY = date(2026, 10, 31)
DAYS = 400
RESTATED_DAYS = 7
CURRENCY = "EUR"


@dataclass(frozen=True, kw_only=True)
class Network:
    """One ad account. part: of all rows, in tenths. cpm_cents: price of a thousand impressions in `currency`."""

    name: str
    part: int
    currency: str
    cpm_cents: int
    impressions: int
    click_rate: float
    conversion_rate: float


NETWORKS = (
    Network(
        name="meta",
        part=4,
        currency="EUR",
        cpm_cents=750,
        impressions=2_400,
        click_rate=0.014,
        conversion_rate=0.03,
    ),
    Network(
        name="google",
        part=3,
        currency="EUR",
        cpm_cents=1_900,
        impressions=1_300,
        click_rate=0.035,
        conversion_rate=0.04,
    ),
    Network(
        name="tiktok",
        part=2,
        currency="USD",
        cpm_cents=520,
        impressions=3_600,
        click_rate=0.011,
        conversion_rate=0.02,
    ),
    Network(
        name="linkedin",
        part=1,
        currency="USD",
        cpm_cents=3_400,
        impressions=900,
        click_rate=0.006,
        conversion_rate=0.05,
    ),
)
PARTS = sum(network.part for network in NETWORKS)


@dataclass(frozen=True, kw_only=True)
class Volume:
    """So many rows over so many days up to and with `last`; one network alone where `only` names it."""

    rows: int
    days: int = DAYS
    last: date = LAST_DAY
    seed: int = 1
    only: str = ""

    @property
    def first(self) -> date:
        """The first day."""
        return self.last - timedelta(days=self.days - 1)

    @property
    def networks(self) -> tuple[Network, ...]:
        """Those that advertise."""
        return tuple(network for network in NETWORKS if self.only in ("", network.name))

    def ads(self, network: Network) -> int:
        """Ads of the network that deliver on each day; at least one."""
        share = 1.0 if self.only else network.part / PARTS
        return max(1, round(self.rows * share / self.days))

    def months(self) -> Iterator[tuple[date, date]]:
        """First and last day of the pieces a team downloads: each calendar month, cut to the history."""
        first = self.first
        while first <= self.last:
            following = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
            yield first, min(following - timedelta(days=1), self.last)
            first = following
