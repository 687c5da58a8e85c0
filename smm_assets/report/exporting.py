"""A published table as a file: CSV, XLSX or Parquet.

Belongs here: finding the table, its kinds and units, the order of its rows, the sheet that explains its columns. Not
here: how cells are written (`sheets`), or which tables go together (`several`).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smm_assets.errors import UsageError
from smm_assets.report.sheets import Sheet, whole, write_csv, write_xlsx
from smm_assets.report.tables import plain_rows
from smm_assets.sqlmodels.model import ColumnSpec, adds_up
from smm_assets.warehouse.bookkeeping import BOOKKEEPING
from smm_assets.warehouse.columns import ColumnLike, quoted

if TYPE_CHECKING:
    import pyarrow as pa

    from smm_assets.sqlmodels import Model
    from smm_assets.warehouse import ReadOnlyStore

FORMS = (".csv", ".xlsx", ".parquet")
COLUMNS = "Columns"


def check_form(path: Path) -> str:
    """The format a file's name asks for. Raises UsageError."""
    form = path.suffix.lower()
    if form not in FORMS:
        seen = f"'{path.name}' names no format" if not form else f"'{form}' is no format of an export"
        raise UsageError(seen, cure=f"End the file in {', '.join(FORMS[:-1])} or {FORMS[-1]}")
    return form


def read_table(
    reader: "ReadOnlyStore", schema: str, table: str, models: Mapping[str, "Model"], currency: str = ""
) -> Sheet:
    """All rows of a published table in order of its grain. currency: code of the reporting currency."""
    model = models.get(table) if schema in ("marts", "bi") else None
    names = reader.columns(schema, table)
    known = columns_of(schema, table, models)
    grain = [name for name in (model.grain if model else ()) if name in names] or names
    order = ", ".join(quoted(name) for name in grain)
    frame = reader.read(f"SELECT * FROM {quoted(schema, table)} ORDER BY {order}")  # noqa: S608 names of the store
    return Sheet(
        title=table,
        columns={name: known[name].kind if name in known else "" for name in names},
        rows=plain_rows(frame),
        units={name: known[name].unit for name in names if name in known},
        currency=currency,
    )


def columns_of(schema: str, table: str, models: Mapping[str, "Model"]) -> dict[str, ColumnLike]:
    """What is known of a table's columns, by name: from its model, else from the books."""
    model = models.get(table)
    if model is not None and model.layer == schema:
        return {column.name: column for column in model.columns}
    kept = next((one for one in BOOKKEEPING if (one.schema, one.name) == (schema, table)), None)
    return {column.name: column for column in kept.columns} if kept else {}


def explained(names: Mapping[tuple[str, str], Sheet], models: Mapping[str, "Model"]) -> Sheet:
    """A sheet with a line for each column of the tables, by (schema, table): meaning, unit, whether it adds up."""
    lines = []
    for (schema, table), sheet in names.items():
        known = columns_of(schema, table, models)
        for name in sheet.columns:
            one = known.get(name)
            line: dict[str, str | None] = {"table": f"{schema}.{table}", "column": name}
            if one is not None:
                line |= {"meaning": " ".join(one.description.split()), "unit": one.unit}
                line["adds_up"] = _adds_up(one, models.get(table))
            lines.append(line)
    heads = ("table", "column", "meaning", "unit", "adds_up")
    return Sheet(title=COLUMNS, columns=dict.fromkeys(heads, "text"), rows=lines)


def _adds_up(column: ColumnLike, model: "Model | None") -> str | None:
    """Whether its numbers may be summed over rows; None where that is not told or it is no number."""
    if not column.unit or not isinstance(column, ColumnSpec) or model is None:
        return None
    return adds_up(column.additive, model.grain)


def write_table(path: Path, sheet: Sheet, *more: Sheet) -> None:
    """Write it in the format its name asks for; a workbook has the other sheets too."""
    form = check_form(path)
    if form == ".csv":
        write_csv(path, sheet)
    elif form == ".xlsx":
        write_xlsx(path, [sheet, *more])
    else:
        _write_parquet(path, sheet)


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
