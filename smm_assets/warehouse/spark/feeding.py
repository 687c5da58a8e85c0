"""Rows of frames as files of a table, few and by months, and the condition of a change.

Belongs here: how rows are spread over files when they come in. Not here: writing one file (`local`).
"""

import pyarrow as pa
import pyarrow.compute as pc

from smm_assets.warehouse.frames import Rows, names_of, to_arrow
from smm_assets.warehouse.spark.folder import Folder
from smm_assets.warehouse.spark.local import Local
from smm_assets.warehouse.spark.relations import DataFile, Relation

LARGE = 100_000
MANY = 32
SMALL_BYTES = 8 * 1024**2
BY = "period_start"


def fed(relation: Relation, frame: Rows, local: Local, folder: Folder) -> Relation:
    """The table with the rows of a frame: large ones by months, few rows in one file."""
    rows = to_arrow(frame, {name: relation.types[name] for name in names_of(frame)})
    files = list(relation.files)
    for part in _by_months(rows):
        files += local.write(relation, part, folder.fresh(*relation.key))
    return _gathered(relation.holding(files), local, folder)


def _by_months(rows: pa.Table) -> list[pa.Table]:
    if len(rows) < LARGE or BY not in rows.column_names:
        return [rows]
    months = pc.fill_null(pc.strftime(rows[BY], format="%Y-%m"), "")
    return [rows.filter(pc.equal(months, month)) for month in sorted(pc.unique(months).to_pylist())]


def _gathered(relation: Relation, local: Local, folder: Folder) -> Relation:
    """Small files of a month become one when there are many, so that a table never consists of thousands of them."""
    small: dict[str, list[DataFile]] = {}
    for file in relation.files:
        if file.size_bytes < SMALL_BYTES:
            small.setdefault(_month(file), []).append(file)
    for group in small.values():
        if len(group) >= MANY:
            local.show(relation.holding(group), f"gathering {group[0].path}")
            made = local.write_kept(relation.key, relation.fields, folder.fresh(*relation.key))
            relation = relation.holding([*(one for one in relation.files if one not in group), *made])
    return relation


def _month(file: DataFile) -> str:
    span = file.days.get(BY)
    return f"{span[0]:%Y-%m}" if span and f"{span[0]:%Y-%m}" == f"{span[1]:%Y-%m}" else ""


def condition(sql: str) -> str:
    """Which rows an UPDATE or DELETE concerns; "" where it concerns all."""
    import sqlglot

    where = sqlglot.parse_one(sql).args.get("where")
    return str(where.this.sql()) if where is not None else ""
