"""Which export files lie in the example's inbox: who exported what for which days, when, and what becomes of it.

Belongs here: the list of files and what a correct reader makes of each. Not here: bytes (`writers/`), or the tables
that follow from all files together (`truth`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pandas as pd

from smm_assets.simulator.world import World

MEASURES = ("spend", "impressions", "clicks", "link_clicks", "conversions", "conversion_value")


@dataclass(frozen=True, kw_only=True)
class ExportFile:
    """One file and its fate.

    path: inside the inbox. exported: the morning it was made. status, rows_read, rows_quarantined, rows_skipped: what
    the ledger must say (rows_read counts totals rows, which are skipped). rows: what it says about ad delivery by day
    (canonical columns, None where it does not report a measure), for files that count towards it. with_ids: rows are
    known by the network's ids.
    """

    path: str
    data: bytes
    network: str
    report: str
    first: date
    last: date
    exported: date
    rows_read: int
    rows_skipped: int = 0
    rows_quarantined: int = 0
    status: str = "loaded"
    channels: tuple[str, ...] = ()
    rows: pd.DataFrame | None = field(default=None, repr=False)
    with_ids: bool = True

    @property
    def name(self) -> str:
        """File name without its folder."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, kw_only=True)
class Span:
    """Days of one export, and the morning it was made."""

    first: date
    last: date
    exported: date


def span(world: World, oldest: int | None, newest: int, *, later: int = 0) -> Span | None:
    """Days from `oldest` to `newest` days before the last data day (oldest None: from the first day), exported the
    morning after, or `later` days after that. None where the world is too short to hold any of them."""
    first = world.first if oldest is None else max(world.first, world.last - timedelta(days=oldest))
    last = world.last - timedelta(days=newest)
    exported = min(last + timedelta(days=1 + later), world.as_of)
    return Span(first=first, last=last, exported=exported) if first <= last else None


def delivered(rows: pd.DataFrame, *, missing: Iterable[str] = ()) -> pd.DataFrame:
    """The rows as a reader of the file knows them: measures the file does not report are None."""
    return rows.assign(**dict.fromkeys(missing)) if missing else rows


def copy_of(original: ExportFile, path: str) -> ExportFile:
    """The same bytes under another name."""
    return replace(original, path=path, status="duplicate", rows=None)
