"""What a table's survey settles for all its rows: decimal marks, day order, currency, account, level, period.

Belongs here: decisions that rest on the whole table; what stays open is asked by refusing with status "held". Not here:
collecting evidence (`survey`) and reading rows (`convert`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from smm_assets import schema
from smm_assets.errors import Problem
from smm_assets.ingest.contract import FileContext
from smm_assets.ingest.recognition.examine import Part
from smm_assets.ingest.recognition.headers import Source, normalised
from smm_assets.ingest.recognition.periods import day_after, file_name_moment, named_period
from smm_assets.ingest.rows.asking import held
from smm_assets.ingest.rows.calendar import (
    day_orders,
    day_years,
    range_ends,
    speaks_of_period,
    stated_period,
    taken_for_arrival,
)
from smm_assets.ingest.rows.cells import UNKNOWN_CURRENCY
from smm_assets.ingest.rows.layout import BREAKDOWNS, LEVELS, Layout
from smm_assets.ingest.rows.marks import decimal_marks, note_missing, share_scales
from smm_assets.ingest.rows.survey import Survey
from smm_assets.ingest.text.dates import Period, day_reader, read_hour
from smm_assets.ingest.text.spans import span_of, within


@dataclass(frozen=True, kw_only=True)
class Decisions:
    """What holds for every row of a part.

    decimals: decimal mark per number column; scales: what shares are multiplied by, per column; orders: day order per
    column of days or moments; years: the day each text without a year means, per column; currency: code of rows without
    one; period: period of rows without days; whole: rows speak of that period although they show its first day;
    level, by_id: finest entity and whether it goes by the network's id; carries: optional
    dimensions with values; accounts: "stated", "named" or "one"; account_id: for the last;
    trims: the writer leaves blank cells off the end of lines; exported_at: when the network wrote the file, as well as
    it is known.
    """

    decimals: dict[int, str]
    orders: dict[int, str]
    exported_at: datetime
    exported_at_basis: str
    currency: str = ""
    period: Period | None = None
    whole: bool = False
    level: str = ""
    by_id: bool = False
    carries: frozenset[str] = frozenset()
    trims: bool = False
    accounts: str = "one"
    account_id: str = ""
    account_name: str | None = None
    scales: dict[int, str] = field(default_factory=dict)
    years: dict[int, dict[str, date]] = field(default_factory=dict)
    evidence: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def decide(part: Part, layout: Layout, found: Survey, context: FileContext) -> Decisions:
    """All decisions of a part. Raises FileRefused with status "held" for what the file leaves open."""
    evidence: dict[str, str] = {}
    problems: list[Problem] = []
    decimals = decimal_marks(part, layout, found, evidence)
    scales = share_scales(layout, found, decimals, evidence)
    note_missing(layout, found, evidence)
    period = stated_period(part, layout, context)
    orders = day_orders(part, layout, found, period, evidence)
    undated = taken_for_arrival(part, layout, context)
    problems += [undated] if undated else []
    years = day_years(layout, found, context, period, evidence)
    currency = _currency(layout, found, context, problems)
    level, by_id = _level(layout, found)
    accounts, account_id, account_name = _account(part, layout, found, context)
    exported_at, basis = _exported(part, layout, found, context, orders, years)
    for heading in layout.header:
        note = layout.report.header_notes.get(normalised(heading).text)
        if note:
            where = f"{context.name} column {heading.strip()}"
            problems.append(Problem(where=where, seen=note, severity="warning"))
    return Decisions(
        decimals=decimals,
        scales=scales,
        years=years,
        orders=orders,
        currency=currency,
        period=period,
        whole=speaks_of_period(part, layout, found, period, orders),
        level=level,
        by_id=by_id,
        carries=frozenset(_carried(layout, found)),
        trims=found.short * 2 > found.rows,
        accounts=accounts,
        account_id=account_id,
        account_name=account_name,
        exported_at=exported_at,
        exported_at_basis=basis,
        evidence=evidence,
        problems=tuple(problems),
    )


def _currency(layout: Layout, found: Survey, context: FileContext, problems: list[Problem]) -> str:
    """Code of rows whose own cell says none."""
    if not layout.money:
        return context.currency or ""
    suffixes = sorted({source.currency for source in layout.money if source.currency})
    if len(suffixes) > 1:
        question = f"which currency is it? The headers name {' and '.join(suffixes)}"
        raise held(layout, "currency", question, "Export each currency by itself")
    cells = found.distinct.get("currency", set())
    known = {cell for cell in cells if not cell.startswith(UNKNOWN_CURRENCY)}
    if cells and not known:
        seen = min(cells).removeprefix(UNKNOWN_CURRENCY)
        raise held(
            layout, "currency", f"'{seen}' is no currency known here", "Declare the account's currency in smm.yaml"
        )
    stated = next(iter(known)) if len(known) == 1 else ""
    code = (suffixes[0] if suffixes else stated) or context.currency or layout.report.home_currency
    if not code and not known and layout.report.needs_currency:
        question = "which currency are the amounts in? The file does not say"
        raise held(layout, "currency", question, "Declare the account with its currency in smm.yaml")
    if context.currency and (suffixes or known) and {*suffixes, *known} != {context.currency}:
        seen = f"amounts are in {', '.join(sorted({*suffixes, *known}))}, the account is declared in {context.currency}"
        problems.append(Problem(where=context.name, seen=seen, cure="The file's currency was used", severity="warning"))
    return code


def _carried(layout: Layout, found: Survey) -> Iterator[str]:
    """Canonical columns with values; the hour where days say theirs."""
    yield from (target for target, count in found.filled.items() if count)
    if "day_hour" in layout.by_target:
        yield "hour"


def _level(layout: Layout, found: Survey) -> tuple[str, bool]:
    """Finest entity with values, and whether most of its rows carry the network's id."""
    fixed = str(layout.settled.get("level", ""))
    level = fixed or next(
        (name for name in reversed(LEVELS) if found.filled[f"{name}_id"] or found.filled[f"{name}_name"]), "account"
    )
    return level, found.rows > 0 and found.filled[f"{level}_id"] * 2 > found.rows


def _account(part: Part, layout: Layout, found: Survey, context: FileContext) -> tuple[str, str, str | None]:
    """How rows get their account: by id cells, by several name cells, or one for all."""
    network = layout.report.network
    names = found.distinct.get("account_name", set())
    fallback = context.account_id or f"{network}:default"
    label = next(iter(names)) if len(names) == 1 else (part.preamble.account_name or context.account_name)
    ids = found.distinct.get("account_id", set())
    if ids and not (context.is_only_account and len(ids) == 1):
        return "stated", fallback, label
    return ("named" if len(names) > 1 else "one"), fallback, label


def _exported(
    part: Part,
    layout: Layout,
    found: Survey,
    context: FileContext,
    orders: dict[int, str],
    years: dict[int, dict[str, date]],
) -> tuple[datetime, str]:
    """Stated by file or source, else in the file name, else the end of what is reported, else the arrival."""
    stated_at = part.preamble.exported_at or context.exported_at
    if stated_at:
        return stated_at, "stated"
    moment = file_name_moment(context.name)
    if moment:
        return moment, "file_name"
    named = named_period(layout.report, part.part, context.name)
    stated = part.preamble.period or named
    days = [day for source in layout.periods for day in _days(source, found, orders, stated)]
    days += [day for texts in years.values() for day in texts.values()]
    if part.preamble.period or (named and not days):
        days += stated[1:] if stated else ()
    if days:
        return day_after(max(days)), "period_end"
    return context.arrived_at.replace(tzinfo=None), "arrival"


def _days(source: Source, found: Survey, orders: dict[int, str], period: Period | None) -> list[date]:
    read = read_hour if source.to == "day_hour" else day_reader(source.field, orders[source.index])
    texts = found.days.get(source.index, {})
    if source.field.span:
        spans = (span_of(text, source.field.span, orders[source.index]) for text in texts)
        return [within(span, period)[1] for span in spans if span]
    days = [read(text) for text in range_ends(source, texts)]
    return [day for day in days if day is not None]


def carried_breakdowns(decisions: Decisions) -> str:
    """The breakdown dimensions a part carries, joined by +."""
    return "+".join(name for name in BREAKDOWNS if name in decisions.carries)


def report_value(layout: Layout, decisions: Decisions) -> str:
    """The ledger's report value: broken-down ads are ads_breakdown."""
    broken = layout.table.name == schema.AD_DELIVERY.name and carried_breakdowns(decisions)
    return "ads_breakdown" if broken and layout.report.report == "ads" else layout.report.report
