"""Periods, export moments and titles stated outside the table: in lines above the header and in file names.

Belongs here: reading a preamble and a file name. Not here: dates in rows (`dates`).
"""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from smm_assets.ingest.contract import Preamble, Report
from smm_assets.ingest.text.dates import Period, read_day
from smm_assets.ingest.text.moments import read_moment
from smm_assets.ingest.text.months import days_in, moment_in
from smm_assets.ingest.text.plain import plain

_START = re.compile(
    r"\b(start date|date from|from date|report start|начало|startdatum|begindatum|rapport(?:start| begint)|"
    r"berichtsbeginn|fecha de inicio|data de início|début du rapport)\b"
)
_END = re.compile(
    r"\b(end date|date to|to date|report end|конец|окончание|enddatum|einddatum|rapport(?:einde| eindigt)|"
    r"berichtsende|fecha de finalización|data de término|fin du rapport)\b"
)
_EXPORTED = re.compile(
    r"\b(generated|exported|downloaded|created|report time|export time|date of export|erstellt|gegenereerd|généré|"
    r"сформирован\w*|выгру\w+)\b"
)
_ACCOUNT = re.compile(r"^(?:account(?: name)?|аккаунт|кабинет|konto)\s*:\s*(.+)$")
_SEPARATOR = re.compile(r"^sep=.?$")
_SLASHED = re.compile(r"(?<!\d)\d{1,2}/\d{1,2}/\d{4}(?!\d)")
_EPOCH_MS = re.compile(r"(?<!\d)(1[3-9]\d{11}|2[0-9]\d{11})(?!\d)")


def preamble_line(cells: Sequence[str]) -> str:
    """Text of a line above the header: padding cells and comment marks off."""
    return " ".join(cell.strip() for cell in cells if cell.strip()).lstrip("#").strip(" -\t")


def period_in(text: str, order: str = "") -> Period | None:
    """The inclusive period a text states: exactly two days in order, or one day and nothing else.

    order: "dmy" or "mdy" of days such as 2/10/2026 that could be either.
    """
    days = list(days_in(text))
    slashed = _SLASHED.findall(text)
    if order and len(days) < len(slashed):
        read = [(read_day(found, order), found) for found in slashed]
        days = [(day, found) for day, found in read if day]
    if len(days) == 2 and days[0][0] <= days[1][0]:
        return days[0][0], days[1][0]
    if len(days) == 1 and text.strip() == days[0][1].strip():
        return days[0][0], days[0][0]
    return None


def _days_after(pattern: re.Pattern[str], lines: Sequence[str]) -> date | None:
    for line in lines:
        if pattern.search(plain(line)):
            for day, _ in days_in(line):
                return day
    return None


def _stated_period(lines: Sequence[str], order: str) -> Period | None:
    start, end = _days_after(_START, lines), _days_after(_END, lines)
    if start and end and start <= end:
        return start, end
    for line in lines:
        if not _EXPORTED.search(plain(line)):
            period = period_in(line, order)
            if period:
                return period
    return None


def _stated_moment(lines: Sequence[str]) -> datetime | None:
    for line in lines:
        if _EXPORTED.search(plain(line)):
            moment = moment_in(line) or read_moment(line.partition(":")[2])[1]
            if moment:
                return moment
            for day, _ in days_in(line):
                return datetime(day.year, day.month, day.day)
    return None


def _stated_account(lines: Sequence[str]) -> str | None:
    for line in lines:
        if _ACCOUNT.match(plain(line)):
            return line.split(":", 1)[1].strip()
    return None


def read_preamble(records: Sequence[Sequence[str]], order: str = "") -> Preamble:
    """What the records above a header say. The title is the first line that is no separator, period or comment.

    order: the network's own order of day and month, for days that could be read either way.
    """
    said = [
        (preamble_line(cells), bool(cells) and cells[0].lstrip().startswith("#"))
        for cells in records
        if preamble_line(cells) and not _SEPARATOR.match(cells[0].strip())
    ]
    lines = tuple(line for line, _ in said)
    titles = [line for line, comment in said if not comment and period_in(line, order) is None]
    return Preamble(
        lines=lines,
        title=titles[0] if titles else "",
        period=_stated_period(lines, order),
        exported_at=_stated_moment(lines),
        account_name=_stated_account(lines),
    )


def file_name_period(report: Report, name: str) -> Period | None:
    """The period a file name states by one of the report's own patterns."""
    for pattern in report.file_period:
        found = re.search(pattern, name)
        if found:
            days = [next(days_in(_spaced(group)), None) for group in found.groups()[:2]]
            if len(days) == 2 and days[0] and days[1] and days[0][0] <= days[1][0]:
                return days[0][0], days[1][0]
    return None


def named_period(report: Report, part: str, name: str) -> Period | None:
    """The period stated by the name of the archive's member the table is, else by the file's own name."""
    return file_name_period(report, part) or file_name_period(report, name)


def _spaced(text: str) -> str:
    return (
        re.sub(r"[-_]+", "-", text.strip()) if re.search(r"\d{4}[-_]\d", text) else re.sub(r"[-_]+", " ", text.strip())
    )


def file_name_moment(name: str) -> datetime | None:
    """The moment a file name carries: milliseconds since 1970 or year to second; UTC."""
    found = _EPOCH_MS.search(name)
    if found:
        return datetime.fromtimestamp(int(found.group(1)) / 1000, tz=UTC).replace(tzinfo=None)
    return moment_in(name)


def day_after(day: date) -> datetime:
    """Midnight that ends the day."""
    following = day + timedelta(days=1)
    return datetime(following.year, following.month, following.day)
