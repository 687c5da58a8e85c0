"""The adapter contract: how a network's report is described. Declarative; hooks only for true quirks.

Belongs here: the frozen types a network folder fills in. Not here: the engine that applies them (`detect`, `apply`),
nor any network's names.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from smm_assets import schema

if TYPE_CHECKING:
    import pandas as pd

PeriodColumn = Literal["day", "period_start", "period_end", "day_hour", "date_range"]


@dataclass(frozen=True, kw_only=True)
class Field:
    """One source column.

    to: canonical column of the report's table, or a period column (`day`, `period_start`, `period_end`, `day_hour`
    as YYYYMMDDHH, `date_range` as "2026-06-01 - 2026-06-26"), "currency", or "unsupported": a column that splits rows
    in a way that is not read; where it is there, the table is refused with advice "unsupported". Several fields may
    feed one target: the first that has a value in the row wins.
    names: header names in every language known, compared after normalising (NFKC, soft hyphens and odd spaces out,
    case folded, a trailing "(USD)" or ", ₽" split off as the column's currency). Whole names only, never parts.
    missing: extra tokens of this column that mean "not reported". default: text used where the cell is blank.
    values: cell text, case folded, to the text read instead ("да" → "1", "женский" → "female"); others stay as is.
    piece: (separator, position) where one cell holds two values: (" / ", 1) reads "cpc" out of "google / cpc". Two
    fields may then name the same header.
    fact: where a record holds several facts, one column each (a day with reach and likes), the canonical columns that
    tell this column's fact from the others: Field(to="value", fact={"metric": "reach"}). Every such column becomes a
    row of its own; `target` names it: "value:reach".
    sets: canonical columns that have this value wherever this column is in the header ({"dimension": "country"}).
    scale: what a number is multiplied by: "0.000001" for amounts in micros, "3600" for hours read as seconds.
    duration: cells are lengths of time such as 0:05:12, read as seconds.
    order: "dmy" or "mdy", the network's own habit; used only where the column's days leave it open.
    percent: of a share: "percent" (12.5 is an eighth) or "fraction" (0.125) where the network is known to write so; ""
    lets the whole column tell.
    """

    to: str
    names: tuple[str, ...]
    missing: tuple[str, ...] = ()
    default: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    piece: tuple[str, int] | None = None
    fact: Mapping[str, str] = field(default_factory=dict)
    sets: Mapping[str, str] = field(default_factory=dict)
    scale: str = ""
    duration: bool = False
    order: Literal["", "dmy", "mdy"] = ""
    percent: Literal["", "percent", "fraction"] = ""

    @property
    def target(self) -> str:
        """The canonical column, with the fact where a record holds several: "value:reach"."""
        return ":".join((self.to, *self.fact.values()))


@dataclass(frozen=True, kw_only=True)
class Totals:
    """How totals rows look. They are counted as skipped, used as control totals and never loaded.

    label: regular expression searched in the row's first text cell that is neither blank nor a dash, and in cells
    beyond the header, both normalised; control: the label whose row equals the sum of the rows (default: any);
    control_else: the label that is believed where no row has the control label;
    blank_entities: a row whose name and id cells are all blank is a total.
    """

    label: str = ""
    control: str = ""
    control_else: str = ""
    blank_entities: bool = False


@dataclass(frozen=True, kw_only=True)
class Signature:
    """When a header is this report's.

    needs: each item is the target of one of `Report.fields` (or a tuple of alternatives, one of which must be there).
    forbids: canonical targets or header names none of which may be there.
    header: normalised header names of which at least one must be there, in any language ("" = not asked).
    only: where given, the whole header is made of these names; any other column means another report.
    sheet: regular expression on the sheet name, raises the score. Targets found beyond `needs` raise the score too.
    """

    needs: tuple[str | tuple[str, ...], ...]
    header: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    forbids: tuple[str, ...] = ()
    sheet: str = ""


@dataclass(frozen=True, kw_only=True)
class FileContext:
    """What is known about a file beside its cells, all optional: name, sub-folder account, declared account, clock.

    account_id, currency, timezone, publisher come from the declared account when one applies. arrived_at is the clock.
    """

    name: str
    arrived_at: datetime
    account_id: str | None = None
    account_name: str | None = None
    currency: str | None = None
    timezone: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, kw_only=True)
class Preamble:
    """What the lines above a header said. period: inclusive; None where nothing was said."""

    lines: tuple[str, ...] = ()
    title: str = ""
    period: tuple[date, date] | None = None
    exported_at: datetime | None = None
    account_name: str | None = None


Finish = Callable[["pd.DataFrame", Preamble, FileContext], "pd.DataFrame"]
Records = Sequence[tuple[int, list[str]]]
Reshape = Callable[[Records], tuple[list[str], Records]]


@dataclass(frozen=True, kw_only=True, eq=False)
class Report:
    """One export of one network, described.

    network, report: values of the ledger; name: stable id inside the network ("ads_manager"); title: what people call
    it. table: raw table. constants: canonical columns with one value for every row (conversion_definition …).
    missing: tokens meaning "not reported" in any column. totals, signature: see their types.
    trailer: regular expression of lines after the data that are not records ("Showing top 500 results").
    needs_currency: money columns exist, so a currency must be found (column, header suffix, account).
    needs_period: rows without their own dates need a period from preamble or file name, else the file is held; without
    that need they speak of the day the file arrived.
    file_period: regular expressions with two groups (start, end) that read a period from the file name.
    continues: canonical columns that are all blank on a line that only continues the record above, such as the second
    article of an order; such lines are no records of their own.
    stacked: the file may hold several tables, each under its own title line; every table is a part.
    reshape: turns the records from the header line on, (line, cells) each, into (header, records) of a tidy table where
    an export writes it otherwise, such as names in one row and values in the next. Small tables only: it sees all.
    refuse: this export is known but not loaded; the text says why, advice "again" what to do instead.
    row_limit: the network cuts its file off at so many records; a file of exactly that many is refused as cut off.
    page_limit: the network's page exports at most so many rows; a file of exactly that many whose own totals row says
    more is refused as cut off (without a totals row there is no telling).
    home_currency: currency by the network's convention where neither file nor account says one.
    header_notes: normalised header name to what a person should know about that column; a warning on the file.
    finish: last hook on the canonical frame (one chunk), for quirks that are really this network's own.
    advice: how to get a better file, by topic: "day", "ids", "currency", "account", "period", "again",
    "limit" (the network cut the file off), "unsupported", "totals" (what to do when the rows do not add up to the
    file's own total).
    """

    network: str
    report: str
    name: str
    title: str
    table: schema.RawTable
    fields: tuple[Field, ...]
    signature: Signature
    totals: Totals = field(default_factory=Totals)
    missing: tuple[str, ...] = ("", "-", "--", "n/a", "nan", "undefined", "null")
    constants: Mapping[str, str | bool] = field(default_factory=dict)
    trailer: str = ""
    needs_currency: bool = True
    needs_period: bool = True
    file_period: tuple[str, ...] = ()
    continues: tuple[str, ...] = ()
    stacked: bool = False
    reshape: Reshape | None = None
    refuse: str = ""
    row_limit: int = 0
    page_limit: int = 0
    home_currency: str = ""
    header_notes: Mapping[str, str] = field(default_factory=dict)
    finish: Finish | None = None
    advice: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Retired:
    """A metric a network no longer reports: its cells are read as null for days from `since` on, whatever they hold.

    table, column: raw table and measure; column is the metric's name in raw.account_metric. why: what people should
    know, such as which metric replaced it. source: where that is said.
    """

    table: str
    column: str
    since: date
    why: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Maturity:
    """Documented completeness of a late metric by age in days (age 1 = yesterday), before there is evidence."""

    metric: str
    by_age: tuple[float, ...]
    source: str


@dataclass(frozen=True, kw_only=True)
class Network:
    """One network folder's `NETWORK`: its value, its label, and its habits.

    channel_rules: default channels, first match wins: (channel, {canonical column: tuple of values}); an empty mapping
    matches all. click_kind: what `clicks` comparisons use. objective: default objective of its channel.
    daily_overspend: legal factor of a daily budget on one day; minimum_daily: smallest useful daily budget per ISO
    currency. late: maturity defaults. retired: metrics it stopped reporting, with the day. measured_by: who stands
    behind the results it reports. outcome_sources: shell patterns of traffic sources, as analytics and shops name them,
    that mean this network.
    """

    value: str
    label: str
    kind: Literal["ads", "organic", "outcome", "mixed"]
    channel_rules: tuple[tuple[str, Mapping[str, tuple[str, ...]]], ...] = ()
    channel_labels: Mapping[str, str] = field(default_factory=dict)
    objective: str = "sales"
    timezone_note: str = ""
    daily_overspend: float = 1.0
    minimum_daily: Mapping[str, float] = field(default_factory=dict)
    late: tuple[Maturity, ...] = ()
    retired: tuple[Retired, ...] = ()
    click_kind: Literal["link", "all"] = "link"
    measured_by: Literal["platform", "analytics", "crm"] = "platform"
    outcome_sources: tuple[str, ...] = ()
