"""The adapter contract: how a network's report is described. Declarative; hooks only for true quirks.

Belongs here: the frozen types a network folder fills in. Not here: the engine that applies them (`detect`, `apply`),
nor any network's names.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from smm_assets import schema

if TYPE_CHECKING:
    import pandas as pd

NOT_REPORTED = ("", "-", "--", "n/a", "nan", "undefined", "null")
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
    span: of a date_range whose cells name a week, month, quarter or year: "2026-06-01" (its first day), "June 2026",
    "Week of Jun 1, 2026", "2nd quarter 2026". Spans end where the table's own period ends; of several such columns the
    days they have in common count.
    last_resort: read only where no earlier field of its target is in the header, such as a total that holds more than
    the target and stands beside it.
    percent: of a share: "percent" (12.5 is an eighth) or "fraction" (0.125) where the network is known to write so; ""
    lets the whole column tell, and so does a percent sign in any of its cells.
    adds: the column is a part of the target, such as one kind of reaction: columns that add are added up, unless a
    column that does not has a value. Twins under one name count once.
    clock: what the time of day beside a day means; "" drops it. "midnight": none but midnight may stand there, other
    times mean rows by the hour, which is refused as unsupported. "end": the span ends at that moment, so midnight
    belongs to the day before. "utc": the moment, in UTC, at which the account's own day began; the nearest day is it.
    "utc_end": the moment, in UTC, at which that day ended; it is the day before the nearest one, and a day without time
    of day is asked about.
    if_several: of an unsupported column: it is refused only where it holds several values, for one splits nothing.
    counted: of a day column: cells number the days of the period stated above the table, from 0 ("0016").
    born: reads out of a cell the moment its subject came to be (UTC), such as the id in the link of a post. It is
    `published_at` where no column says it, and no day of the row written without a year lies before it.
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
    span: Literal["", "week", "month", "quarter", "year"] = ""
    percent: Literal["", "percent", "fraction"] = ""
    adds: bool = False
    last_resort: bool = False
    clock: Literal["", "midnight", "end", "utc", "utc_end"] = ""
    if_several: bool = False
    counted: bool = False
    born: Callable[[str], datetime | None] | None = None

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
    above: why the network's rows may add up to less than its total ("places with few views are left out"): a smaller
    sum is then a remark that says so, a larger one still a difference.
    """

    label: str = ""
    control: str = ""
    control_else: str = ""
    blank_entities: bool = False
    above: str = ""


@dataclass(frozen=True, kw_only=True)
class Signature:
    """When a header is this report's.

    needs: each item is the target of one of `Report.fields` (or a tuple of alternatives, one of which must be there).
    forbids: canonical targets or header names none of which may be there.
    header: normalised header names of which at least one must be there, in any language ("" = not asked).
    all_of: header names all of which must be there, whether read or not.
    only: where given, the whole header is made of these names; any other column means another report.
    sheet: regular expression on the sheet name, raises the score. Targets found beyond `needs` raise the score too.
    """

    needs: tuple[str | tuple[str, ...], ...]
    header: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    forbids: tuple[str, ...] = ()
    sheet: str = ""


@dataclass(frozen=True, kw_only=True)
class FileContext:
    """What is known about a file beside its cells, all optional: name, sub-folder account, declared account, clock.

    account_id, currency, timezone, publisher come from the declared account when one applies; is_only_account: it is
    the network's only one, declared by name alone, so that one id a file states is its. arrived_at is the clock.
    exported_at: when its source wrote it, where the source says so (UTC).
    """

    name: str
    arrived_at: datetime
    exported_at: datetime | None = None
    account_id: str | None = None
    account_name: str | None = None
    currency: str | None = None
    timezone: str | None = None
    publisher: str | None = None
    is_only_account: bool = False


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
    it. table: raw table. constants: canonical columns with one value for every row (conversion_definition …), numbers
    too (orders, where every row is one).
    missing: tokens meaning "not reported" in any column. totals, signature: see their types.
    trailer: regular expression of lines after the data that are not records ("Downloaded on …").
    excerpt: the same of lines that say that the network left rows out ("Showing top 500 results"); the rows are loaded,
    a remark says so, and a total above their sum is no difference.
    needs_currency: money columns exist, so a currency must be found (column, header suffix, account).
    needs_period: rows without their own dates need a period from preamble or file name, else the file is held; without
    that need they speak of the day the file arrived.
    preamble_order: "dmy" or "mdy", how the network writes days above the header; used only where they are in doubt.
    period_of: name of the report on another sheet of the same file, or in another member of the same archive, whose
    days are the period of this table too where neither it nor a file name says one.
    starts: a day cell is the first day of whatever the export is broken down by, which the file does not say. One day
    alone that begins a longer stated period speaks of the whole period; days that are weeks or months apart are asked.
    no_delivery: regular expression on the first line of an export that has no table because nothing was delivered.
    file_period: regular expressions with two groups (start, end) that read a period from the file name; the name of an
    archive's member counts before the archive's.
    continues: canonical columns that are all blank on a line that only continues the record above, such as the second
    article of an order; such lines are no records of their own.
    explained: the line under the header may explain the columns in sentences; it is no record. Told by its cells: text
    where numbers belong, nothing where names and days belong.
    stacked: the file may hold several tables, each under its own title line; every table is a part.
    reshape: turns the records from the header line on, (line, cells) each, into (header, records) of a tidy table where
    an export writes it otherwise, such as names in one row and values in the next. Small tables only: it sees all.
    beside: reports of other records of the very same table. Each reshapes the table for itself and becomes a part of
    its own, named by its title; without records of its own there is none. Not registered, so not recognised alone.
    refuse: this export is known but not loaded; the text says why, advice "again" what to do instead.
    row_limit: the network cuts its file off at so many records; a file of exactly that many is refused as cut off.
    page_limit: the network's page exports at most so many rows; a file of exactly that many whose own totals row says
    more is refused as cut off (without a totals row there is no telling).
    points: the network writes decimal points in every language; believed where nothing else in the file tells, unless
    its delimiter says that a spreadsheet program saved it again.
    decimal, day_order: how its numbers and days are written, where that is known beforehand; a file whose cells say
    otherwise is held. "" lets each file tell.
    home_currency: currency by the network's convention where neither file nor account says one.
    header_notes: normalised header name to what a person should know about that column; a warning on the file.
    finish: last hook on the canonical frame (one chunk), for quirks that are really this network's own. finish_reads:
    the columns the frame has for it; all of the table when empty.
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
    missing: tuple[str, ...] = NOT_REPORTED
    constants: Mapping[str, str | bool | Decimal] = field(default_factory=dict)
    trailer: str = ""
    excerpt: str = ""
    needs_currency: bool = True
    needs_period: bool = True
    preamble_order: Literal["", "dmy", "mdy"] = ""
    period_of: str = ""
    starts: bool = False
    no_delivery: str = ""
    file_period: tuple[str, ...] = ()
    continues: tuple[str, ...] = ()
    explained: bool = False
    stacked: bool = False
    reshape: Reshape | None = None
    beside: tuple["Report", ...] = ()
    refuse: str = ""
    row_limit: int = 0
    page_limit: int = 0
    points: bool = False
    decimal: Literal["", ".", ","] = ""
    day_order: Literal["", "dmy", "mdy", "ymd"] = ""
    home_currency: str = ""
    header_notes: Mapping[str, str] = field(default_factory=dict)
    finish: Finish | None = None
    finish_reads: tuple[str, ...] = ()
    advice: Mapping[str, str] = field(default_factory=dict)
