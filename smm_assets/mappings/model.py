"""What a mapping file may say: keys, types, meanings.

Belongs here: the form of one file. Not here: reading it, names of canonical columns and what only several files
together show (`reading`, `checking`), nor what it becomes (`building`).
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal

from babel.numbers import list_currencies
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from smm_assets.settings.kinds import ChannelName, Objective

ReportValue = Literal[
    "ads",
    "ads_breakdown",
    "organic_post",
    "organic_metric",
    "organic_audience",
    "organic_competitor",
    "outcome",
]
PERIODS_IN_NAMES = {
    "iso": r"(\d{4}-\d{2}-\d{2})\D{1,5}(\d{4}-\d{2}-\d{2})",
    "compact": r"(?<!\d)(\d{8})\D{1,5}(\d{8})(?!\d)",
    "dotted": r"(\d{1,2}\.\d{1,2}\.\d{4})\D{1,5}(\d{1,2}\.\d{1,2}\.\d{4})",
}
VALUE = re.compile(r"[a-z][a-z0-9_]*")
_SMALLEST_SCALE, _LARGEST_SCALE = Decimal("0.000001"), Decimal(9999)


def _word(value: Any) -> Any:
    """A number where a text belongs is the text it was written as."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _list(value: Any) -> Any:
    value = _word(value)
    return [value] if isinstance(value, str) else value


def _columns(value: Any) -> Any:
    """One header name, a list of them, one description, or a list of descriptions: always a list of descriptions."""
    if isinstance(value, dict):
        return [value]
    if isinstance(value, str) or (isinstance(value, list) and not any(isinstance(item, dict) for item in value)):
        return [{"names": value}]
    return value


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(
            f"'{value}' is no regular expression ({error}); Put a \\ before marks such as ( or *"
        ) from None
    return value


def _value(value: str) -> str:
    if not VALUE.fullmatch(value):
        raise ValueError(f"'{value}' is no name of a network: a-z first, then a-z, 0-9 and _ only")
    return value


def _scale(value: Any) -> Any:
    """YAML reads 0.000001 as a float; its shortest text is what was written."""
    return Decimal(str(value)) if isinstance(value, float | int) and not isinstance(value, bool) else value


Word = Annotated[str, BeforeValidator(_word)]
Text = Annotated[str, Field(min_length=1), BeforeValidator(_word)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_list)]
Pattern = Annotated[str, AfterValidator(_pattern)]
NetworkValue = Annotated[str, AfterValidator(_value)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, strict=False)


class Column(_Strict):
    """One column of the export. The plain form is its header name, or a list of them.

    names: header names as the export writes them (spaces, capitals and a currency at the end do not matter); the first
    that is there is read. missing: marks that mean "not reported" in this column only. default: text of blank cells.
    values: cell text to the text read instead, such as "да": "1". scale: what a number is multiplied by: 0.000001 for
    amounts in micros. percent: of a share, what its numbers are: percent or fraction. duration: cells such as 0:05:12.
    piece: separator and position (0 or 1) where a cell holds two values: [" / ", 0]. fact: canonical columns that tell
    this column's figure from the others of the row, such as {metric: likes}. needed: whether an export without this
    column is another one.
    """

    names: Annotated[Texts, Field(min_length=1)]
    missing: Texts = ()
    default: Word | None = None
    values: Mapping[Text, Word] = Field(default_factory=dict)
    scale: Annotated[Decimal, BeforeValidator(_scale)] | None = None
    percent: Literal["percent", "fraction"] | None = None
    duration: bool = False
    piece: tuple[Text, Annotated[int, Field(ge=0, le=1)]] | None = None
    fact: Mapping[str, str] = Field(default_factory=dict)
    needed: bool = True

    @field_validator("scale")
    @classmethod
    def _scale_fits(cls, value: Decimal | None) -> Decimal | None:
        if value is None:
            return None
        if not _SMALLEST_SCALE <= value <= _LARGEST_SCALE or value != round(value, 6):
            raise ValueError(f"{value:f} is no scale: from 0.000001 to 9999, with six decimals at most")
        return value


class Totals(_Strict):
    """How totals rows begin. label: regular expression of the first text cell; control: of the row that must equal the
    sum of all rows, where there are subtotals too. Capitals do not matter.
    """

    label: Annotated[Pattern, Field(min_length=1)]
    control: Pattern = ""


class MappingFile(_Strict):
    """One file of the folder mappings/: one export of one network.

    network: its value in every table; left out, it is the name of the file. extends: true adds this export to a network
    the software knows already. label: what people call the network. title: what people call the export.
    report: which kind of table it is. columns: canonical column to header name(s), see Column; in organic_metric the
    name of a metric stands for the day's value of that metric. unsupported: header names of columns that split rows in
    a way that cannot be read; where one holds several values the file is refused. header: names that must all be there
    for the file to be recognised (default: every needed column). constants: canonical columns with one value for all
    rows; {orders: 1} where every row is one order. level: account, campaign, ad_group or ad, where names do not tell.
    currency: of amounts where neither the file nor a declared account says another. dates: order of day and month;
    decimal: decimal mark; auto lets each file tell. missing: marks that mean "not reported" in any column.
    totals: see Totals; the plain form is its label. trailer: regular expression of lines after the data that are no
    rows. period_in_name: how a file name states its days: iso, compact, dotted, or a regular expression with a group
    for the first and one for the last day. row_limit: the network cuts its export off at so many rows.
    channel: where the money of the network belongs (default: the network). objective: its default objective.
    outcome_sources: shell patterns of traffic sources (utm_source) that mean this network. click_kind: which clicks
    comparisons use. measured_by: who measured the results of an outcome report: analytics or crm.
    """

    network: NetworkValue | None = None
    extends: bool = False
    label: Text | None = None
    title: Text | None = None
    report: ReportValue
    columns: Annotated[
        Mapping[str, Annotated[tuple[Column, ...], BeforeValidator(_columns), Field(min_length=1)]], Field(min_length=1)
    ]
    unsupported: Texts = ()
    header: Texts = ()
    constants: Mapping[str, str | bool | int] = Field(default_factory=dict)
    level: Literal["account", "campaign", "ad_group", "ad"] | None = None
    currency: str = ""
    dates: Literal["auto", "dmy", "mdy", "ymd"] = "auto"
    decimal: Literal["auto", ".", ","] = "auto"
    missing: Texts = ()
    totals: Totals | None = None
    trailer: Pattern = ""
    period_in_name: str = ""
    row_limit: Annotated[int, Field(ge=0)] = 0
    channel: ChannelName | None = None
    objective: Objective | None = None
    outcome_sources: Texts | None = None
    click_kind: Literal["link", "all"] | None = None
    measured_by: Literal["platform", "analytics", "crm"] | None = None

    @field_validator("totals", mode="before")
    @classmethod
    def _plain_totals(cls, value: Any) -> Any:
        return {"label": value} if isinstance(value, str) else value

    @field_validator("currency")
    @classmethod
    def _known_currency(cls, value: str) -> str:
        if value and value not in list_currencies():
            raise ValueError(f"'{value}' is not an ISO 4217 currency code such as EUR")
        return value

    @field_validator("period_in_name")
    @classmethod
    def _two_days(cls, value: str) -> str:
        pattern = PERIODS_IN_NAMES.get(value, value)
        if pattern and re.compile(_pattern(pattern)).groups != 2:
            words = ", ".join(PERIODS_IN_NAMES)
            raise ValueError(
                f"'{value}' is none of {words} and no regular expression with two groups, first and last day"
            )
        return pattern
