"""What is known of a campaign, and how sure it is.

Belongs here: types and intervals. The count of results is Poisson, its 90 % interval the exact one of Garwood (1936).
Two costs are held against each other by the conditional test of Przyborowski and Wilenski (1940). Not here: what
follows from it (`verdict`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from math import sqrt

from smm_assets.report.words import AMOUNTS

DOUBT = 0.05  # on each side of a 90 % interval
Z = 1.644854
FEW = 10  # results in 28 days below which 90 days are looked at
AMOUNT_SCATTER = 1.25  # mean amount of a sale over which amounts scatter, as for channels (int_result_cost)


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Money and results of a window. settled: money that has had its say; events: results counted one by one."""

    window: str
    spend: Decimal = Decimal(0)
    settled: float = 0.0
    results: float | None = None
    events: float | None = None
    impressions: float = 0.0
    clicks: float = 0.0

    @property
    def worth(self) -> float:
        """Results one event stands for: 1 where results are counts."""
        return self.results / self.events if self.results and self.events else 1.0

    @property
    def cost(self) -> float | None:
        """Money per result; None without results."""
        return self.settled / self.results if self.results else None

    def bounds(self) -> tuple[float | None, float | None]:
        """90 % interval of the cost of a result; its upper end is None without results."""
        from scipy.special import gammaincinv

        if self.events is None or self.results is None or self.settled <= 0:
            return None, None
        most = float(gammaincinv(self.events + 1, 1 - DOUBT))
        least = float(gammaincinv(self.events, DOUBT)) if self.events > 0 else 0.0
        return self.settled / (most * self.worth), self.settled / (least * self.worth) if least > 0 else None


@dataclass(frozen=True, kw_only=True)
class Campaign:
    """A campaign that runs. tallies: 28d and 90d; target: cost of a result, None when none is set."""

    channel: str
    network: str
    account_id: str
    campaign_key: str
    objective: str
    result_metric: str
    result_source: str
    first_day: date
    last_spent: date
    last_day: date
    budget: Decimal
    target: float | None
    month: Tally
    quarter: Tally
    off_target_share: float | None = None

    @property
    def name(self) -> str:
        return "/".join((self.network, self.account_id, self.campaign_key))

    @property
    def told(self) -> Tally:
        """The last 28 days, or 90 where these brought few results."""
        month, quarter = self.month.events or 0.0, self.quarter.events or 0.0
        return self.quarter if month < FEW and (quarter > month or not quarter) else self.month


def counted(tally: Tally, metric: str) -> Tally:
    """The tally with the number of events that amounts of money are worth for their chance."""
    if metric in AMOUNTS and tally.events:
        return replace(tally, events=tally.events / AMOUNT_SCATTER)
    return tally


def together(tallies: Sequence[Tally]) -> Tally:
    """One tally of several campaigns of a window; of those whose results are known."""
    known = [tally for tally in tallies if tally.results is not None and tally.events is not None]
    return Tally(
        window=tallies[0].window if tallies else "28d",
        spend=sum((tally.spend for tally in known), Decimal(0)),
        settled=sum(tally.settled for tally in known),
        results=sum(tally.results or 0.0 for tally in known) if known else None,
        events=sum(tally.events or 0.0 for tally in known) if known else None,
        impressions=sum(tally.impressions for tally in known),
        clicks=sum(tally.clicks for tally in known),
    )


def chance_of_so_few(own: Tally, others: Tally, times: float = 1.0) -> float:
    """How likely so few results would be, did a result cost `times` what it costs the others."""
    from scipy.special import betainc

    x, y, share = _conditional(own, others, times)
    return float(1 - betainc(x + 1, y, share)) if y > 0 else 1.0


def chance_of_so_many(own: Tally, others: Tally) -> float:
    """How likely so many results would be, did a result cost what it costs the others."""
    from scipy.special import betainc

    x, y, share = _conditional(own, others, 1.0)
    return float(betainc(x, y + 1, share)) if x > 0 else 1.0


def _conditional(own: Tally, others: Tally, times: float) -> tuple[float, float, float]:
    """Events of both, and the part of them the campaign would have."""
    exposure = own.settled / times
    together_ = exposure + others.settled
    return own.events or 0.0, others.events or 0.0, exposure / together_ if together_ > 0 else 0.5


def share_bounds(part: float, whole: float) -> tuple[float, float]:
    """90 % score interval of a share (Wilson 1927)."""
    rate, square = part / whole, Z * Z
    middle = rate + square / (2 * whole)
    spread = Z * sqrt(rate * (1 - rate) / whole + square / (4 * whole * whole))
    return (middle - spread) / (1 + square / whole), (middle + spread) / (1 + square / whole)
