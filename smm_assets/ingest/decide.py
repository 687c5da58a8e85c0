"""What a table's survey settles for all its rows: decimal marks, day order, currency, account, level, period.

Belongs here: decisions that rest on the whole table; what stays open is asked by refusing with status "held". Not here:
collecting evidence (`survey`) and reading rows (`convert`).
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

from smm_assets import schema
from smm_assets.errors import FileRefused, Problem
from smm_assets.ingest.cells import UNKNOWN_CURRENCY
from smm_assets.ingest.contract import FileContext
from smm_assets.ingest.dates import day_order, order_within, read_day, read_hour
from smm_assets.ingest.examine import AGAIN, Part
from smm_assets.ingest.headers import Source, normalised
from smm_assets.ingest.layout import BREAKDOWNS, LEVELS, Layout
from smm_assets.ingest.numbers import Verdict, verdict
from smm_assets.ingest.periods import Period, day_after, file_name_moment, file_name_period
from smm_assets.ingest.survey import Survey

_POINT_LANGUAGES = ("en", "ja", "ko", "zh")


@dataclass(frozen=True, kw_only=True)
class Decisions:
    """What holds for every row of a part.

    decimals: decimal mark per number column; orders: day order per period column; currency: code of rows without one;
    period: period of rows without days; level, by_id: finest entity and whether it goes by the network's id;
    carries: optional dimensions with values; accounts: "stated", "named" or "one"; account_id: for the last;
    trims: the writer leaves blank cells off the end of lines; exported_at: when the network wrote the file, as well as
    it is known.
    """

    decimals: dict[int, str]
    orders: dict[int, str]
    exported_at: datetime
    exported_at_basis: str
    currency: str = ""
    period: Period | None = None
    level: str = ""
    by_id: bool = False
    carries: frozenset[str] = frozenset()
    trims: bool = False
    accounts: str = "one"
    account_id: str = ""
    account_name: str | None = None
    evidence: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def held(layout: Layout, topic: str, question: str, cure: str) -> FileRefused:
    """A question only a person can answer; the report's own advice on the topic comes first."""
    return FileRefused(question, cure=layout.report.advice.get(topic, cure), status="held")


def decide(part: Part, layout: Layout, found: Survey, context: FileContext) -> Decisions:
    """All decisions of a part. Raises FileRefused with status "held" for what the file leaves open."""
    evidence: dict[str, str] = {}
    problems: list[Problem] = []
    decimals = _decimals(part, layout, found, evidence)
    period = _period(part, layout, context)
    orders = _orders(part, layout, found, period, evidence)
    currency = _currency(layout, found, context, problems)
    level, by_id = _level(layout, found)
    accounts, account_id, account_name = _account(part, layout, found, context)
    exported_at, basis = _exported(part, layout, found, context, orders)
    for heading in layout.header:
        note = layout.report.header_notes.get(normalised(heading).text)
        if note:
            where = f"{context.name} column {heading.strip()}"
            problems.append(Problem(where=where, seen=note, severity="warning"))
    return Decisions(
        decimals=decimals,
        orders=orders,
        currency=currency,
        period=period,
        level=level,
        by_id=by_id,
        carries=frozenset(target for target, count in found.filled.items() if count),
        trims=found.short * 2 > found.rows,
        accounts=accounts,
        account_id=account_id,
        account_name=account_name,
        exported_at=exported_at,
        exported_at_basis=basis,
        evidence=evidence,
        problems=tuple(problems),
    )


def _decimals(part: Part, layout: Layout, found: Survey, evidence: dict[str, str]) -> dict[int, str]:
    verdicts = {source.index: verdict(found.shapes.get(source.index, {})) for source in layout.numeric}
    for source in layout.numeric:
        if verdicts[source.index].mixed:
            raise FileRefused(
                f"column '{source.heading}' mixes decimal commas and decimal points",
                cure=layout.report.advice.get("again", AGAIN),
            )
    common = _common_mark(part, layout, found, verdicts)
    marks = {}
    for source in layout.numeric:
        own = verdicts[source.index]
        mark = own.decimal or _doubtful(layout, found, source, own, common)
        marks[source.index] = mark
        basis = "its own cells" if own.decimal else ("other columns" if own.ambiguous else "no marks in it")
        evidence[source.heading] = f"decimal '{mark}' ({basis})"
    return marks


def _common_mark(part: Part, layout: Layout, found: Survey, verdicts: dict[int, Verdict]) -> str:
    """The decimal mark of the file as a whole, from telling cells first, from counts with thousands marks next."""
    votes = Counter(item.decimal for item in verdicts.values() if item.decimal)
    if part.grid is not None and part.grid.decimal:
        votes[part.grid.decimal] += 1
    other = verdict(found.other_shapes)
    if other.decimal and not other.mixed:
        votes[other.decimal] += 1
    if votes:
        return next(iter(votes)) if len(votes) == 1 else ""
    if part.delimiter in (",", "\t") and part.locale in _POINT_LANGUAGES:
        return "."  # exports in these languages write a decimal point unless a spreadsheet program saved them again
    for source in layout.numeric:
        if layout.kinds[source.to] == "count" and verdicts[source.index].ambiguous:
            return "." if verdicts[source.index].ambiguous == "," else ","
    return ""


def _doubtful(layout: Layout, found: Survey, source: Source, own: Verdict, common: str) -> str:
    """The mark of a column whose own cells do not tell."""
    if not own.ambiguous or common:
        return common or "."
    if layout.kinds[source.to] == "count":
        return "." if own.ambiguous == "," else ","
    example = next((text for text in found.examples[source.index].values() if own.ambiguous in text), "")
    raise held(
        layout,
        "numbers",
        f"column '{source.heading}': is '{example}' a thousand or a fraction? Nothing in the file tells",
        "Export again with more columns or days, or in a language whose decimal mark is a point",
    )


def _orders(
    part: Part, layout: Layout, found: Survey, period: Period | None, evidence: dict[str, str]
) -> dict[int, str]:
    texts = {source.index: _ends(source, found.days.get(source.index, set())) for source in layout.periods}
    orders = {index: day_order(values) for index, values in texts.items()}
    settled = {order for order in orders.values() if order in ("dmy", "mdy")}
    for source in layout.periods:
        if orders[source.index] == "?":
            bounds = part.preamble.period or period
            guess = order_within(texts[source.index], *bounds) if bounds else "?"
            guess = next(iter(settled)) if guess == "?" and len(settled) == 1 else guess
            if guess == "?":
                example = min(texts[source.index])
                question = (
                    f"column '{source.heading}': is '{example}' day/month or month/day? Nothing in the file tells"
                )
                cure = "Export a range that goes beyond the 12th of a month, or with dates written 2026-01-31"
                raise held(layout, "day_order", question, cure)
            orders[source.index] = guess
        evidence[source.heading] = f"days {orders[source.index]}"
    return orders


def _ends(source: Source, texts: set[str]) -> set[str]:
    if source.to != "date_range":
        return texts
    return {end.strip() for text in texts for end in text.split(" - ")}


def _period(part: Part, layout: Layout, context: FileContext) -> Period | None:
    targets = set(layout.by_target)
    if targets & {"day", "day_hour", "date_range"} or {"period_start", "period_end"} <= targets:
        return part.preamble.period or file_name_period(layout.report, context.name)
    period = part.preamble.period or file_name_period(layout.report, context.name)
    if period is None:
        said = "; ".join(part.preamble.lines)
        above = f" (above the header it says: {said})" if said else ""
        question = (
            f"which days does the file cover? Neither its rows, nor the lines above them, nor its name say{above}"
        )
        raise held(layout, "period", question, "Export again with a date range and broken down by day")
    return period


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


def _level(layout: Layout, found: Survey) -> tuple[str, bool]:
    """Finest entity with values, and whether most of its rows carry the network's id."""
    fixed = str(layout.report.constants.get("level", ""))
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
    if found.distinct.get("account_id"):
        return "stated", fallback, label
    return ("named" if len(names) > 1 else "one"), fallback, label


def _exported(
    part: Part, layout: Layout, found: Survey, context: FileContext, orders: dict[int, str]
) -> tuple[datetime, str]:
    """Stated, else in the file name, else the end of what is reported, else the arrival."""
    if part.preamble.exported_at:
        return part.preamble.exported_at, "stated"
    moment = file_name_moment(context.name)
    if moment:
        return moment, "file_name"
    days = [day for source in layout.periods for day in _days(source, found, orders)]
    stated = part.preamble.period or (None if days else file_name_period(layout.report, context.name))
    if stated:
        days.append(stated[1])
    if days:
        return day_after(max(days)), "period_end"
    return context.arrived_at.replace(tzinfo=None), "arrival"


def _days(source: Source, found: Survey, orders: dict[int, str]) -> list[date]:
    read = read_hour if source.to == "day_hour" else (lambda text: read_day(text, orders[source.index]))
    days = [read(text) for text in _ends(source, found.days.get(source.index, set()))]
    return [day for day in days if day is not None]


def carried_breakdowns(decisions: Decisions) -> str:
    """The breakdown dimensions a part carries, joined by +."""
    return "+".join(name for name in BREAKDOWNS if name in decisions.carries)


def report_value(layout: Layout, decisions: Decisions) -> str:
    """The ledger's report value: broken-down ads are ads_breakdown."""
    broken = layout.table.name == schema.AD_DELIVERY.name and carried_breakdowns(decisions)
    return "ads_breakdown" if broken and layout.report.report == "ads" else layout.report.report
