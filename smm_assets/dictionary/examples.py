"""An example query for a table, made from its grain and its columns; runs as it stands on DuckDB and PostgreSQL.

Belongs here: which columns are shown and how rows are narrowed. Not here: hand-written answers to real questions
(`dbt_like_sql/questions`).
"""

from collections.abc import Sequence

from smm_assets.sqlmodels.model import OVERLAPPING, ColumnSpec
from smm_assets.warehouse.columns import ColumnLike

_QUOTED = ("window", "column")
_KEYS = ("row_key", "campaign_key", "ad_group_key", "ad_key", "file_id", "inputs_hash", "sha256", "content_json")
_BY = ("channel", "network", "source", "objective")
MOST, SUMMED = 7, 4


def example(table: str, grain: Sequence[str], columns: Sequence[ColumnLike]) -> str:
    """A SELECT on "schema.table": sums of the last week where days can be added up, else some of its newest rows."""
    names = [column.name for column in columns]
    sums = [one.name for one in columns if isinstance(one, ColumnSpec) and one.additive and one.kind != "text"]
    by = next((name for name in _BY if name in names), "")
    if "date" in grain and sums and by and not set(grain) & set(OVERLAPPING):
        return _of_a_week(table, by, sums[:SUMMED])
    shown = list(dict.fromkeys([*(name for name in grain if name not in _KEYS), *_telling(columns, grain)]))[:MOST]
    newest = f"\nWHERE as_of = (SELECT MAX(as_of) FROM {table})" if "as_of" in names else ""  # noqa: S608
    order = ", ".join(map(_said, [name for name in grain if name in shown] or shown[:1]))
    return f"SELECT {', '.join(map(_said, shown))}\nFROM {table}{newest}\nORDER BY {order}\nLIMIT 20"


def _of_a_week(table: str, by: str, sums: Sequence[str]) -> str:
    added = ", ".join(f"SUM({name}) AS {name}" for name in sums)
    first = f"CAST((SELECT MAX(date) FROM {table}) - INTERVAL '6' DAY AS DATE)"  # noqa: S608 names are ours
    return f"SELECT {by}, {added}\nFROM {table}\nWHERE date >= {first}\nGROUP BY {by}\nORDER BY {by}"


def _telling(columns: Sequence[ColumnLike], grain: Sequence[str]) -> list[str]:
    """Columns that say something: numbers, statuses and reasons before keys and dates."""
    words = ("status", "verdict", "action", "class", "reason")
    rest = [one for one in columns if one.name not in grain and one.name not in _KEYS]
    numbers = [one.name for one in rest if one.unit][:4]
    return [*numbers, *(one.name for one in rest if one.name in words), *(one.name for one in rest)]


def _said(name: str) -> str:
    return f'"{name}"' if name in _QUOTED else name
