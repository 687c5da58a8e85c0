"""Raw rows of a past morning, read from any store in pieces of bounded size.

Belongs here: which versions were known and reading them. Not here: the software's own books (`books`).

Replay takes what had been loaded by then. A back-test takes what had been exported by then, and for days no export
written by then speaks of, what later ones say: hindsight, which is counted by day.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

import pandas as pd

from smm_assets.replay.moments import Moment
from smm_assets.schema import RAW_TABLES
from smm_assets.warehouse.columns import quoted
from smm_assets.warehouse.store import ReadOnlyStore, Store

CHUNK_ROWS = 100_000
REPLAY, BACKTEST = "replay", "backtest"
Day = tuple[str, str, object]
_DAY = ["network", "account_id", "period_end"]


@dataclass(kw_only=True)
class CopiedRows:
    """What became of the raw rows. hindsight: rows by table, network, account and last day that later exports gave;
    parts: (file_id, part) of those exports.
    """

    rows: int = 0
    hindsight: Counter[tuple[str, str, str, object]] = field(default_factory=Counter)
    parts: set[tuple[str, str]] = field(default_factory=set)


def anything_loaded(store: ReadOnlyStore, until: datetime) -> bool:
    """Whether any row had been loaded by then."""
    sql = "SELECT 1 AS one FROM {} WHERE loaded_at <= :until LIMIT 1"
    return any(len(store.read(sql.format(quoted("raw", name)), {"until": until})) for name in RAW_TABLES)


def copy_rows(source: ReadOnlyStore, target: Store, moment: Moment, mode: str) -> CopiedRows:
    """Copy the raw rows that were known then, with file, row number and moments as they are."""
    copied = CopiedRows()
    for table in RAW_TABLES:
        known = _known_days(source, table, moment.until) if mode == BACKTEST else set()
        for chunk in _chunks(source, table, moment, mode):
            frame = chunk if mode == REPLAY else _without_future(chunk, table, known, moment, copied)
            copied.rows += target.load("raw", table, frame)
    return copied


def _chunks(source: ReadOnlyStore, table: str, moment: Moment, mode: str) -> Iterator[pd.DataFrame]:
    """Rows of the table in the order of files, at most about CHUNK_ROWS at once."""
    names = [name for name in source.columns("raw", table) if name != "retracted_at"]
    known = "loaded_at <= :until" if mode == REPLAY else "retracted_at IS NULL"
    given = {"until": moment.until}
    sizes = f"""SELECT file_id, COUNT(*) AS n, MIN(row_number) AS low, MAX(row_number) AS high
        FROM {quoted("raw", table)} WHERE {known} GROUP BY file_id ORDER BY file_id"""  # noqa: S608
    columns = ", ".join(quoted(name) for name in names)
    rows = f"""SELECT {columns}, CASE WHEN retracted_at <= :until THEN retracted_at END AS retracted_at
        FROM {quoted("raw", table)} WHERE {known} AND file_id BETWEEN :first_file AND :last_file
            AND row_number BETWEEN :low AND :high
        ORDER BY file_id, part, row_number, row_key"""  # noqa: S608
    for piece in _pieces(source.read(sizes, given if mode == REPLAY else {})):
        yield source.read(rows, {**given, **piece})


def _pieces(sizes: pd.DataFrame) -> Iterator[dict[str, object]]:
    """Ranges of files that hold at most CHUNK_ROWS together; a larger file is cut by its row numbers."""
    waiting: list[tuple[str, int, int, int]] = []
    for file_id, n, low, high in sizes.itertuples(index=False, name=None):
        if waiting and sum(item[1] for item in waiting) + int(n) > CHUNK_ROWS:
            yield from _cut(waiting)
            waiting = []
        waiting.append((str(file_id), int(n), int(low), int(high)))
    if waiting:
        yield from _cut(waiting)


def _cut(files: list[tuple[str, int, int, int]]) -> Iterator[dict[str, object]]:
    rows, low, high = sum(item[1] for item in files), min(item[2] for item in files), max(item[3] for item in files)
    pieces = -(-rows // CHUNK_ROWS)
    width = -(-(high - low + 1) // pieces)
    for start in range(low, high + 1, width):
        yield {"first_file": files[0][0], "last_file": files[-1][0], "low": start, "high": start + width - 1}


def _known_days(source: ReadOnlyStore, table: str, until: datetime) -> set[Day]:
    """Account and last day of everything an export written by then speaks of."""
    sql = f"""SELECT DISTINCT network, account_id, period_end FROM {quoted("raw", table)}
        WHERE retracted_at IS NULL AND exported_at <= :until"""  # noqa: S608
    return set(source.read(sql, {"until": until}).itertuples(index=False, name=None))


def _without_future(
    chunk: pd.DataFrame, table: str, known: set[Day], moment: Moment, copied: CopiedRows
) -> pd.DataFrame:
    days = list(chunk[_DAY].itertuples(index=False, name=None))
    later = (chunk["exported_at"] > pd.Timestamp(moment.until)).to_numpy(dtype=bool)
    lacking = [end < moment.as_of and (network, account, end) not in known for network, account, end in days]
    taken = later & lacking
    copied.hindsight.update((table, *day) for day, used in zip(days, taken, strict=True) if used)
    copied.parts |= set(chunk.loc[taken, ["file_id", "part"]].itertuples(index=False, name=None))
    return chunk[~later | taken]
