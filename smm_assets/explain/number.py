"""One number of channel_daily with everything it was made from.

Belongs here: the walk from the published value to its parts, and what to say where it is null. Not here: reading the
parts (`parts`), cells of files (`cells`) or printing.
"""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from smm_assets.errors import UsageError
from smm_assets.explain.cells import Archived
from smm_assets.explain.metrics import CLICKS, DELIVERED, METRICS, OWN, RATIOS, exported
from smm_assets.explain.own_rows import own_rows
from smm_assets.explain.parts import Part, Shape, delivered_parts, own_parts, shapes, without_lone_sums
from smm_assets.report.tables import Tables
from smm_assets.settings import Project
from smm_assets.warehouse.store import ReadOnlyStore


@dataclass(frozen=True, kw_only=True)
class Question:
    """Which number: a metric of channel_daily on a day. campaign: only that one, by key, id or name."""

    metric: str
    channel: str
    day: date
    campaign: str = ""


@dataclass(frozen=True, kw_only=True)
class Covered:
    """What is known of one account on the day."""

    network: str
    account_id: str
    status: str
    reason: str
    files: int
    exported_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number explained. value: as published; total: sum of its parts; ties: whether the two are the same exactly,
    which they are not where a part has no exchange rate.

    formula and operands: of a derived number; it has no parts of its own. remarks: what a reader has to know, such as
    why it is null. completeness: usual share of the final value known on that day; None where days do not fill up.
    """

    metric: str
    channel: str
    date: date
    value: Decimal | None
    total: Decimal | None
    ties: bool
    measured_by: str
    completeness: float | None = None
    formula: str = ""
    operands: tuple["Number", ...] = ()
    parts: tuple[Part, ...] = ()
    shapes: tuple[Shape, ...] = ()
    coverage: tuple[Covered, ...] = ()
    remarks: tuple[str, ...] = ()


def explain_number(
    tables: Tables, question: Question, project: Project | None = None, store: ReadOnlyStore | None = None
) -> Number:
    """Walk a number back. project: where the cells' own text is to be read from the archived files; store: where own
    results are to be told row by row, which the published tables do not hold.

    Raises UsageError for a metric, channel, day or campaign that is not there, with what may have been meant.
    """
    metric, channel, day = question.metric, question.channel, question.day
    if metric not in METRICS:
        raise _unknown("metric", metric, METRICS)
    row = _channel_day(tables, question)
    if metric == "rate_clicks":
        clicks = CLICKS.get(row["click_kind"] or "", "clicks")
        return explain_number(tables, replace(question, metric=clicks), project, store)
    if metric in RATIOS:
        return _derived(tables, question, row, project, store)
    if metric in OWN:
        measured_by = "analytics" if metric == "sessions" else row["own_source"] or ""
        parts = (
            own_parts(tables, metric, channel, day, measured_by)
            if store is None
            else own_rows(store, metric, channel, day, measured_by)
        )
    else:
        measured_by, parts = "platform", delivered_parts(tables, metric, channel, day)
    value = _exact(row[metric])
    accounts = sorted({(part.network, part.account_id) for part in parts} | set(_accounts(tables, channel, metric)))
    told = shapes(tables, metric, day, accounts, parts)
    parts = without_lone_sums(parts, told)
    if question.campaign:
        parts = _of_campaign(parts, question.campaign)
        value = _sum(parts)
    number = Number(
        metric=metric,
        channel=channel,
        date=day,
        value=value,
        total=_sum(parts),
        ties=not any(part.is_unpriced for part in parts) and (value or Decimal(0)) == (_sum(parts) or Decimal(0)),
        measured_by=measured_by,
        completeness=row.get(f"{metric}_completeness"),
        parts=tuple(_with_cells(tables, parts, metric, project)),
        shapes=tuple(told),
        coverage=tuple(_coverage(tables, day, accounts)),
    )
    return replace(number, remarks=tuple(_remarks(number, row)))


def _channel_day(tables: Tables, question: Question) -> dict[str, Any]:
    where = {"channel": question.channel, "day": question.day}
    row = tables.first(
        "marts.channel_daily", "SELECT * FROM marts.channel_daily WHERE channel = :channel AND date = :day", where
    )
    if row:
        return row
    known = tables.rows(
        "marts.channel_daily",
        "SELECT channel, MIN(date) AS first_day, MAX(date) AS last_day FROM marts.channel_daily GROUP BY channel",
    )
    span = {str(one["channel"]): (one["first_day"], one["last_day"]) for one in known}
    if question.channel not in span:
        raise _unknown("channel", question.channel, sorted(span))
    first, last = (f"{day:%Y-%m-%d}" for day in span[question.channel])
    raise UsageError(
        f"{question.channel} has no {question.day}", cure=f"Ask for a day from {first} to {last}, as YYYY-MM-DD"
    )


def _derived(
    tables: Tables, question: Question, row: dict[str, Any], project: Project | None, store: ReadOnlyStore | None
) -> Number:
    ratio = RATIOS[question.metric]
    operands = tuple(
        explain_number(tables, replace(question, metric=name), project, store)
        for name in (ratio.numerator, ratio.denominator)
    )
    above, below = (operand.value for operand in operands)
    value = _exact(row[question.metric])
    again = None if above is None or not below else float(ratio.factor * above) / float(below)
    if question.campaign:
        value = None if again is None else Decimal(str(again))
    remark = () if value is not None else ("null: the denominator is zero or one of the two is unknown",)
    return Number(
        metric=question.metric,
        channel=question.channel,
        date=question.day,
        value=value,
        total=None if again is None else Decimal(str(again)),
        ties=(again is None) == (value is None)
        and (value is None or again is None or abs(float(value) - again) <= 1e-12 * abs(again)),
        measured_by=operands[0].measured_by,
        formula=ratio.words(),
        operands=operands,
        remarks=remark,
    )


def _of_campaign(parts: Sequence[Part], campaign: str) -> list[Part]:
    asked = campaign.casefold()
    found = [part for part in parts if asked in (part.campaign_key.casefold(), part.campaign_name.casefold())]
    if not found:
        names = sorted({part.campaign_name or part.campaign_key for part in parts})
        raise _unknown("campaign", campaign, names)
    return found


def _accounts(tables: Tables, channel: str, metric: str) -> list[tuple[str, str]]:
    """Accounts that ever delivered for the channel, so that a day without rows still says what is known of it."""
    if metric in OWN:
        return []
    rows = tables.rows(
        "marts.ad_daily",
        "SELECT DISTINCT network, account_id FROM marts.ad_daily WHERE channel = :channel",
        {"channel": channel},
    )
    return [(row["network"], row["account_id"]) for row in rows]


def _coverage(tables: Tables, day: date, accounts: Sequence[tuple[str, str]]) -> list[Covered]:
    rows = tables.rows(
        "marts.data_coverage",
        "SELECT network, account_id, status, reason, files, exported_at FROM marts.data_coverage WHERE date = :day "
        "ORDER BY network, account_id",
        {"day": day},
    )
    return [
        Covered(**{**row, "files": int(row["files"])})
        for row in rows
        if (row["network"], row["account_id"]) in accounts
    ]


def _with_cells(tables: Tables, parts: Sequence[Part], metric: str, project: Project | None) -> list[Part]:
    if project is None:
        return list(parts)
    rows = tables.rows(
        "ops.export_file",
        "SELECT f.file_id, f.part, f.name, f.archive_path, a.sha256 FROM ops.export_file AS f "
        "INNER JOIN ops.arrival AS a ON a.arrival_id = f.arrival_id",
    )
    archived = Archived(project, {(row["file_id"], row["part"]): row for row in rows})
    return [
        replace(part, cell=archived.cell(part.file_id or "", part.part, part.row_number, exported(metric)))
        if part.row_number is not None and not part.is_sum and not part.older
        else part
        for part in parts
    ]


def _remarks(number: Number, row: dict[str, Any]) -> list[str]:
    said = []
    missing = [one for one in number.coverage if one.status in ("missing", "stale")]
    if number.value is None and not number.measured_by:
        said.append("null: no source of own results is loaded")
    elif number.value is None and missing:
        said += [_unknown_day(one) for one in missing]
    elif number.value is None and any(part.is_unpriced for part in number.parts):
        said.append("null: an amount has no exchange rate on that day")
    elif number.value is None:
        said.append("null: no export of that day reports it")
    elif not number.parts:
        said.append("zero: a loaded export covers the day and has no row for it")
    if number.completeness is not None and number.completeness < 1:
        said.append(
            f"the day is still filling up: usually {number.completeness:.0%} of the final value is known by then"
        )
    if number.metric in DELIVERED and number.value is None and number.total is not None and not row["is_known"]:
        said.append("its parts are what is known so far; the day is not published as known")
    return said


def _unknown_day(one: Covered) -> str:
    if one.files:
        return f"null: {one.network} {one.account_id}: {one.reason}; smm quarantine list shows which"
    return f"null: no loaded export covers {one.network} {one.account_id} on that day"


def _sum(parts: Sequence[Part]) -> Decimal | None:
    known = [part.value for part in parts if part.value is not None]
    return sum(known, Decimal(0)) if known else None


def _exact(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _unknown(kind: str, seen: str, known: Sequence[str]) -> UsageError:
    close = difflib.get_close_matches(seen.casefold(), known, n=2, cutoff=0.5)
    cure = f"Did you mean {' or '.join(close)}?" if close else f"Known: {', '.join(known) or 'none yet'}"
    return UsageError(f"there is no {kind} '{seen}'", cure=cure)
