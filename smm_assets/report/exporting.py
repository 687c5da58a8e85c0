"""A published table as a file: CSV, XLSX or Parquet.

Belongs here: finding the table, its kinds and the order of its rows. Not here: how cells are written (`sheets`).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smm_assets.errors import UsageError
from smm_assets.report.sheets import Sheet, whole, write_csv, write_xlsx
from smm_assets.report.tables import plain_rows
from smm_assets.warehouse.bookkeeping import BOOKKEEPING
from smm_assets.warehouse.columns import quoted

if TYPE_CHECKING:
    import pyarrow as pa

    from smm_assets.sqlmodels import Model
    from smm_assets.warehouse import ReadOnlyStore

FORMS = (".csv", ".xlsx", ".parquet")


def check_form(path: Path) -> str:
    """The format a file's name asks for. Raises UsageError."""
    form = path.suffix.lower()
    if form not in FORMS:
        seen = f"'{path.name}' names no format" if not form else f"'{form}' is no format of an export"
        raise UsageError(seen, cure=f"End the file in {', '.join(FORMS[:-1])} or {FORMS[-1]}")
    return form


def read_table(reader: "ReadOnlyStore", schema: str, table: str, models: Mapping[str, "Model"]) -> Sheet:
    """All rows of a published table in order of its grain."""
    model = models.get(table) if schema == "marts" else None
    names = reader.columns(schema, table)
    kinds = {column.name: column.kind for column in model.columns} if model else _kept_kinds(schema, table)
    grain = [name for name in (model.grain if model else ()) if name in names] or names
    order = ", ".join(quoted(name) for name in grain)
    frame = reader.read(f"SELECT * FROM {quoted(schema, table)} ORDER BY {order}")  # noqa: S608 names of the store
    return Sheet(title=table, columns={name: kinds.get(name, "") for name in names}, rows=plain_rows(frame))


def write_table(path: Path, sheet: Sheet) -> None:
    """Write it in the format its name asks for."""
    form = check_form(path)
    if form == ".csv":
        write_csv(path, sheet)
    elif form == ".xlsx":
        write_xlsx(path, [sheet])
    else:
        _write_parquet(path, sheet)


def _kept_kinds(schema: str, table: str) -> dict[str, str]:
    for stored in BOOKKEEPING:
        if (stored.schema, stored.name) == (schema, table):
            return {column.name: column.kind for column in stored.columns}
    return {}


def _write_parquet(path: Path, sheet: Sheet) -> None:
    """Values as they are, to the last decimal; every column has its type also where all of it is unknown."""
    import pyarrow as pa
    from pyarrow import parquet

    columns = {
        name: pa.array([row.get(name) for row in sheet.rows], type=_arrow_type(kind, sheet, name))
        for name, kind in sheet.columns.items()
    }
    with whole(path) as place:
        parquet.write_table(pa.table(columns), place)


def _arrow_type(kind: str, sheet: Sheet, name: str) -> "pa.DataType | None":
    import pyarrow as pa

    types: dict[str, Any] = {
        "text": pa.string(), "day": pa.date32(), "moment": pa.timestamp("us"), "money": pa.decimal128(18, 6),
        "decimal": pa.decimal128(18, 6), "share": pa.decimal128(18, 6), "count": pa.int64(), "flag": pa.bool_(),
        "ratio": pa.float64(),
    }  # fmt: skip
    if kind in types:
        return types[kind]
    return None if any(row.get(name) is not None for row in sheet.rows) else pa.string()
