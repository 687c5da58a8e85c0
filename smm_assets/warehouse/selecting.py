"""What every engine demands of a SELECT that becomes rows of a table.

Belongs here: whether its columns are the declared ones, and days as conditions. Not here: any engine's types.
"""

from collections.abc import Sequence
from datetime import date

from smm_assets.errors import StoreError
from smm_assets.warehouse.columns import ColumnLike, quoted

DayRanges = Sequence[tuple[date, date]]


def check_yielded(where: str, yielded: Sequence[str], columns: Sequence[ColumnLike]) -> None:
    """Raises StoreError naming what a SELECT lacks, and what it yields beside the declared columns."""
    declared = [column.name for column in columns]
    lacking = [name for name in declared if name not in yielded]
    undeclared = [name for name in yielded if name not in declared]
    if lacking or undeclared:
        parts = [f"lacks {', '.join(lacking)}"] if lacking else []
        parts += [f"yields undeclared {', '.join(undeclared)}"] if undeclared else []
        raise StoreError(f"{where}: its SELECT {' and '.join(parts)}", cure="Make columns and SELECT agree")


def check_kind(where: str, kind: str) -> None:
    """Raises StoreError unless it is a kind of materialization."""
    if kind not in ("table", "view"):
        raise StoreError(f"{where}: materialization '{kind}' is neither table nor view")


def within(time_column: str, ranges: DayRanges) -> str:
    """An SQL condition: the day of the column lies in one of the ranges, both ends included."""
    day = f"CAST({quoted(time_column)} AS DATE)"
    parts = [f"{day} BETWEEN DATE '{first:%Y-%m-%d}' AND DATE '{last:%Y-%m-%d}'" for first, last in ranges]
    return f"({' OR '.join(parts)})" if parts else "(1 = 0)"
