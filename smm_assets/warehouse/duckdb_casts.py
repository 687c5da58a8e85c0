"""Columns of a SELECT cast to the types that are declared, as DuckDB says it.

Belongs here: that SQL. Not here: which SELECT (`duckdb_store`), or the types of kinds (`columns`).
"""

from smm_assets.warehouse.columns import ColumnLike, quoted, sql_type


def cast(column: ColumnLike, yielded: str) -> str:
    """A column of a SELECT cast to its type; doubles become decimals as they print, alike on every engine."""
    name, kind = quoted(column.name), sql_type(column.kind)
    printed = f"CAST({name} AS VARCHAR)" if yielded in ("DOUBLE", "FLOAT") and kind.startswith("DECIMAL") else name
    return f"CAST({printed} AS {kind}) AS {name}"


def cast_as_found(column: ColumnLike) -> str:
    """The same whatever type the SELECT yields."""
    name = quoted(column.name)
    if not sql_type(column.kind).startswith("DECIMAL"):
        return cast(column, "")
    kind = sql_type(column.kind)
    printed = f"CAST(CAST({name} AS VARCHAR) AS {kind})"
    return f"CASE WHEN TYPEOF({name}) IN ('DOUBLE', 'FLOAT') THEN {printed} ELSE CAST({name} AS {kind}) END AS {name}"
