"""The rows of a recognised table of a database as the bytes of a file.

Belongs here: the days taken, what of a table is content. Not here: choosing tables (`pointed`), the text of values and
the order of rows (`rendering`).

Days count back from the newest one in the table, not from today, so that a table nobody writes to stays what it is.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from smm_assets.ingest.contract import Report
from smm_assets.ingest.landing.pointed import Pointed, recognised
from smm_assets.ingest.landing.rendering import csv_of, text_of
from smm_assets.ingest.text.moments import read_moment
from smm_assets.warehouse.foreign import ForeignDatabase

SYNCED = "_fivetran_synced"  # when the connector last wrote the row, UTC
DELETED = "_fivetran_deleted"  # true: the row is gone at the network
_YES = ("true", "t", "1")
_DAYS = ("day", "day_hour", "period_end")


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a table holds. exported_at: when its connector last wrote one of the rows; None where no column says so."""

    data: bytes
    rows: int
    exported_at: datetime | None


def content(
    database: ForeignDatabase, table: Pointed, reports: tuple[Report, ...], *, days: int, today: date
) -> Content:
    """The rows of the last `days` days (0: all). Raises SourceError."""
    day = next((table.reads[target] for target in _DAYS if target in table.reads), None)
    first, limit = _window(database, table, day, days, today) if day and days else (None, None)
    rows = _Rows(table, day, first)
    kept = _kept(table, reports)
    pieces = rows.taken(database.rows(table.schema, table.name, table.header, since=limit), kept)
    data = csv_of(kept, pieces)
    return Content(data=data, rows=rows.count, exported_at=read_moment(rows.synced)[1] if rows.synced else None)


class _Rows:
    """Rows on their way. count: those taken; synced: the latest moment the connector wrote one of them."""

    def __init__(self, table: Pointed, day: str | None, first: date | None) -> None:
        self.places = {name: place for place, name in enumerate(table.header)}
        self.first = first
        self.day = self.places.get(day or "")
        self.mark = self.places.get(table.column(SYNCED) or "")
        self.gone = self.places.get(table.column(DELETED) or "")
        self.count = 0
        self.synced = ""

    def taken(
        self, pieces: Iterable[Sequence[Sequence[Any]]], columns: Sequence[str]
    ) -> Iterator[Sequence[Sequence[str]]]:
        """Those columns of the rows that are taken, as text."""
        places = [self.places[name] for name in columns]
        for piece in pieces:
            rows = [row for row in ([text_of(value) for value in values] for values in piece) if self._is_taken(row)]
            self.count += len(rows)
            if self.mark is not None:
                self.synced = max([self.synced, *(row[self.mark] for row in rows)])
            yield [[row[place] for place in places] for row in rows]

    def _is_taken(self, row: Sequence[str]) -> bool:
        """Whether a row is there at the network and of the days; a day nobody can read is no reason to lose it."""
        if self.gone is not None and row[self.gone].casefold() in _YES:
            return False
        own = _day(row[self.day]) if self.first and self.day is not None else None
        return own is None or self.first is None or own >= self.first


def _kept(table: Pointed, reports: tuple[Report, ...]) -> list[str]:
    """The columns that are content: without the connector's own moment, where the table is read alike without it.

    That moment changes with every synchronisation, also of rows that stay as they were.
    """
    mark = table.column(SYNCED)
    without = [column for column in table.header if column != mark]
    if mark is None or mark in table.reads.values() or not without:
        return list(table.header)
    return without if recognised(without, reports).report is table.report else list(table.header)


def _window(
    database: ForeignDatabase, table: Pointed, day: str, days: int, today: date
) -> tuple[date | None, tuple[str, object] | None]:
    """(first day taken, the same for the database to compare with, where it keeps days as days)."""
    newest, kinds = date.min, set()
    for value in database.values(table.schema, table.name, day):
        if value is not None:
            kinds.add((type(value), getattr(value, "tzinfo", None) is not None))
            own = _day(text_of(value))
            newest = own if own and newest < own <= today + timedelta(days=1) else newest
    if newest == date.min:
        return None, None
    first = newest - timedelta(days=min(days, newest.toordinal()) - 1)
    bound = _comparable(kinds, first)
    return first, None if bound is None else (day, bound)


def _comparable(kinds: Collection[tuple[type, bool]], first: date) -> object:
    """A value of the column's own kind to compare with; None where it is no day or of several kinds. A day early where
    days are moments, for the clock of the database may not be the table's.
    """
    if len(kinds) != 1:
        return None
    ((kind, zoned),) = kinds
    if issubclass(kind, datetime):
        early = datetime.combine(max(first, date(2, 1, 1)) - timedelta(days=1), time(0))
        return early.replace(tzinfo=UTC) if zoned else early
    return first if issubclass(kind, date) else None


def _day(text: str) -> date | None:
    """The day of an ISO text such as 2026-11-01 05:00:00 or 2026110105; None for any other."""
    for length in (10, 8):
        try:
            return date.fromisoformat(text[:length])
        except ValueError:
            continue
    return None
