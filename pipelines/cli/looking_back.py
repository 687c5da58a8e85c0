"""One held-back thing in full: its findings from the ledger, and its own text and today's question from the archive.

Belongs here: putting them together for `smm quarantine show`. Not here: laying them out (`holding.py`).
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from pipelines.cli.answers import answers
from pipelines.cli.holding import home_option
from pipelines.cli.terminal import shown
from smm_assets.errors import SmmError

if TYPE_CHECKING:
    from smm_assets.report.held import HeldItem
    from smm_assets.settings import Project
    from smm_assets.warehouse import ReadOnlyStore


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One fault of one record. line: as a spreadsheet shows it; original: the record's text in the archive."""

    line: int
    column: str
    value: str
    rule: str
    reason: str
    original: str = ""


@dataclass(frozen=True, kw_only=True)
class Amount:
    """Amounts of one day or period without a rate, as exported."""

    channel: str
    account: str
    kind: str
    first_day: date
    last_day: date
    rows: int
    amount: Decimal
    currency: str


@dataclass(frozen=True, kw_only=True)
class LookedUp:
    """A held-back thing. question: what stops it today; answers: settings and commands that lead on."""

    item: "HeldItem"
    archived: str = ""
    header: tuple[str, ...] = ()
    question: str = ""
    cure: str = ""
    answers: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)


def looked_up(project: "Project", reader: "ReadOnlyStore", item: "HeldItem", *, now: datetime) -> LookedUp:
    """Everything known of it."""
    if item.kind == "rate":
        return LookedUp(item=item, question=item.reason, cure=item.cure, amounts=_amounts(reader, item))
    if item.kind == "unread":
        return LookedUp(item=item, question=item.reason, cure=item.cure)
    return _of_file(project, reader, item, now)


def _of_file(project: "Project", reader: "ReadOnlyStore", item: "HeldItem", now: datetime) -> LookedUp:
    from smm_assets.ingest.landing import ledger
    from smm_assets.ingest.landing.originals import originals

    (known,) = ledger.known_files(reader, file_id=item.key)
    found = _findings(reader, item)
    path = shown(project.archive / known.archive_path)
    home = home_option(project)
    try:
        text = originals(project, known, item.part, [one.line for one in found], now=now.replace(tzinfo=None))
    except SmmError as error:
        return LookedUp(item=item, archived=path, question=error.message, cure=error.cure, findings=found)
    if text is None:
        return LookedUp(item=item, archived=path, question=item.reason, cure=item.cure, findings=found)
    own = [account for account in project.settings.accounts if account.network == text.network]
    refusal = text.refusal if item.kind == "file" else None
    return LookedUp(
        item=item,
        archived=path,
        header=text.header,
        question=refusal.message if refusal else "" if item.kind == "rows" else "nothing stops it any more",
        cure=refusal.cure if refusal else item.cure if item.kind == "rows" else "",
        answers=answers(item, refusal, path, own, home, is_mapped=text.is_mapped),
        findings=[Finding(**{**vars(one), "original": text.records.get(one.line, "")}) for one in found],
    )


def _findings(reader: "ReadOnlyStore", item: "HeldItem") -> list[Finding]:
    sql = """SELECT row_number, "column", value, rule, reason FROM ops.quarantined_row
        WHERE file_id = :file_id AND part = :part AND released_at IS NULL ORDER BY row_number, rule"""
    rows = reader.read(sql, {"file_id": item.key, "part": item.part}).astype(object)
    rows = rows.where(rows.notna(), "")
    return [
        Finding(line=int(line), column=column, value=value, rule=rule, reason=reason)
        for line, column, value, rule, reason in rows.itertuples(index=False)
    ]


def _amounts(reader: "ReadOnlyStore", item: "HeldItem") -> list[Amount]:
    sql = """SELECT channel, account_id, kind, period_start, period_end, held_rows, amount_original, currency
        FROM marts.held_amount WHERE network = :network AND lower(currency) = :currency
        ORDER BY period_start, period_end, channel, account_id, kind"""
    currency = item.key.removesuffix(f"-{item.network}")
    rows = reader.read(sql, {"network": item.network, "currency": currency}).astype(object)
    return [
        Amount(channel=channel, account=account, kind=kind, first_day=first, last_day=last, rows=int(count),
               amount=Decimal(str(amount)), currency=code)
        for channel, account, kind, first, last, count, amount, code in rows.itertuples(index=False)
    ]  # fmt: skip
