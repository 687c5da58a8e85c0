"""The facts every page shows: plain frozen values, each read from a published table.

Belongs here: what the terminal page, `smm status` and the HTML report agree on. Not here: reading tables (`summary.py`
and its neighbours) or wording (`words.py`). Money is Decimal in the reporting currency; None means unknown.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from smm_assets.report.advice_facts import Advice
from smm_assets.report.backtest_facts import BackTest
from smm_assets.report.campaign_facts import CampaignLine
from smm_assets.report.fetch_facts import PageData, ToFetch
from smm_assets.report.gap_facts import LateAccount, MissingRate, UntiedExport, UntiedTotal
from smm_assets.report.oddity_facts import Oddity
from smm_assets.report.since_facts import SinceYesterday

if TYPE_CHECKING:
    from smm_assets.report.blended import Blended  # reads tables, which loads what a help page does not need


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """One file, or part of one, that was not loaded. status: held, quarantined, unrecognised or empty."""

    name: str
    part: str
    status: str
    network: str
    network_label: str
    reason: str
    cure: str
    period_start: date | None = None
    period_end: date | None = None


@dataclass(frozen=True, kw_only=True)
class Files:
    """Files that arrived, and source records in them. by_outcome: arrivals per outcome of the ledger.

    since_run: whether only arrivals of the last run are counted; False: all that ever arrived.
    records: read = loaded + superseded + quarantined + totals.
    """

    found: int
    by_outcome: dict[str, int]
    since_run: bool
    records: dict[str, int]
    refused: tuple[Refusal, ...]


@dataclass(frozen=True, kw_only=True)
class BadRows:
    """Quarantined rows of one file that broke the same rule. example: row number, column and value of the first."""

    name: str
    part: str
    rule: str
    reason: str
    count: int
    row_number: int | None
    column: str
    value: str


@dataclass(frozen=True, kw_only=True)
class RedCheck:
    """One audit of the tables that failed. severity: error or warning."""

    table: str
    expectation: str
    column: str
    observed: str
    expected: str
    count: int
    severity: str


@dataclass(frozen=True, kw_only=True)
class ChannelData:
    """How far a channel's data reach. late: behind by more than the project allows.

    late_accounts: those that hold it back; unpriced: currencies of its spend that have no exchange rate.
    """

    channel: str
    label: str
    network: str
    data_through: date | None
    late: bool
    missing_days: int
    late_accounts: tuple[LateAccount, ...] = ()
    unpriced: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CoverageStrip:
    """Days of one account at one network, oldest first: (day, complete | missing | stale | immature, rows)."""

    network: str
    label: str
    account: str
    days: tuple[tuple[date, str, int], ...]

    @property
    def is_whole(self) -> bool:
        """Whether no day is missing or late."""
        return not any(status in ("missing", "stale") for _, status, _ in self.days)


@dataclass(frozen=True, kw_only=True)
class Pacing:
    """One line of marts.budget_adherence."""

    channel: str
    label: str
    category: str
    period_start: date
    period_end: date
    budget: Decimal | None
    spend: Decimal | None
    estimated: Decimal | None
    expected: Decimal | None
    pace: float | None
    projected: Decimal | None
    projected_low: Decimal | None
    projected_high: Decimal | None
    needed_per_day: Decimal | None
    status: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class SplitLine:
    """One category's share of the whole budget against its target; shares 0–1."""

    category: str
    target: float | None
    planned: float | None
    actual: float | None
    amount: Decimal | None
    status: str


@dataclass(frozen=True, kw_only=True)
class Headline:
    """Results of one objective over the last 7 days and the 7 before, all channels of the objective together."""

    objective: str
    metric: str
    source: str
    grade: str
    results: float | None
    cost_per_result: float | None
    cost_before: float | None
    filling_days: int
    still_to_come: float | None


@dataclass(frozen=True, kw_only=True)
class Kpi:
    """One value of marts.kpi_values in the 7-day window. status: good, watch, bad, breach, no_target or no_data.

    unit: money, ratio (shown as percent), times (a ratio that reaches 1 somewhere) or what is counted. note: what the
    value lacks because a network stopped reporting it; "" when nothing.
    """

    name: str
    title: str
    unit: str
    channel: str
    label: str
    value: float | None
    target: float | None
    status: str
    sample_ok: bool
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Run:
    """The last run of the daily job."""

    started_at: datetime | None
    finished_at: datetime | None
    as_of: date | None
    status: str
    message: str


@dataclass(frozen=True, kw_only=True)
class Need:
    """One thing only a person can do. topic: rate, file, total, rows, check, channel, results, habit, names, alerts;
    where: its name; what: what is wrong; channels: whose advice it unlocks.
    """

    topic: str
    where: str
    what: str
    cure: str
    unlocks: str = ""
    channels: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Summary:
    """Everything the pages show about one project on one morning."""

    project: str
    currency: str
    as_of: date | None
    files: Files
    bad_rows: tuple[BadRows, ...]
    red_checks: tuple[RedCheck, ...]
    data: tuple[ChannelData, ...]
    coverage: tuple[CoverageStrip, ...]
    pacing: tuple[Pacing, ...]
    split: tuple[SplitLine, ...]
    spend_month: Decimal | None
    headlines: tuple[Headline, ...]
    kpis: tuple[Kpi, ...]
    advice: tuple[Advice, ...]
    run: Run | None
    needs: tuple[Need, ...]
    missing_rates: tuple[MissingRate, ...] = ()
    untied_totals: tuple[UntiedTotal, ...] = ()
    fetch: tuple[ToFetch, ...] = ()
    pages: tuple[PageData, ...] = ()
    oddities: tuple[Oddity, ...] = ()
    misnamed: int = 0
    untied_exports: tuple[UntiedExport, ...] = ()
    campaigns: tuple[CampaignLine, ...] = ()
    backtests: tuple[BackTest, ...] = ()
    blended: "tuple[Blended, ...]" = ()
    since: SinceYesterday | None = None

    @property
    def without_advice(self) -> tuple[ChannelData, ...]:
        """Channels whose spend cannot be converted, so that no recommendation could name them."""
        named = {line.channel for one in self.advice for line in one.lines}
        return tuple(one for one in self.data if one.unpriced and one.channel not in named)

    @property
    def blocking(self) -> tuple[Need, ...]:
        """What waits for a person, but for a missing export, an unusual figure, a name or an alert."""
        return tuple(one for one in self.needs if one.topic not in ("channel", "results", "habit", "names", "alerts"))

    @property
    def needs_person(self) -> bool:
        """Whether anything waits for a person (exit code 3)."""
        return bool(self.blocking)
