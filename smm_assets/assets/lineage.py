"""Columns as Dagster shows them: names, types, meanings, and where each one comes from.

Belongs here: turning column specs and the lineage of the SQL into Dagster's types. Not here: computing lineage
(`sqlmodels`) or what is an asset (the other modules here).
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import dagster as dg

from smm_assets.warehouse.columns import ColumnLike, sql_type

Origin = tuple[str, str]


def table_metadata(name: str, columns: Iterable[ColumnLike]) -> dict[str, Any]:
    """Definition metadata of a table: its name in the store and its columns."""
    return {"dagster/table_name": name, "dagster/column_schema": table_schema(columns)}


def table_schema(columns: Iterable[ColumnLike]) -> dg.TableSchema:
    """Column names with SQL type and meaning; the unit stands in the meaning where there is one."""
    return dg.TableSchema([_column(column.name, column.kind, _meaning(column)) for column in columns])


def written_lineage(columns: Mapping[str, Iterable[Origin]]) -> dict[str, Any]:
    """Metadata of a table that Python writes: where its columns come from. Every table they name is an asset."""
    tables = {table for origins in columns.values() for table, _ in origins}
    found = column_lineage(columns, {table: (dg.AssetKey(table.split(".")),) for table in tables})
    return {"dagster/column_lineage": found}


@cache
def _column(name: str, kind: str, meaning: str) -> dg.TableColumn:
    """Made once for all tables that have it: there are thousands, most of them alike."""
    return dg.TableColumn(name=name, type=sql_type(kind), description=meaning)


def column_lineage(
    columns: Mapping[str, Iterable[Origin]], producers: Mapping[str, Iterable[dg.AssetKey]]
) -> dg.TableColumnLineage:
    """Where each column comes from. producers: "schema.table" → the assets that fill it; others are left out.

    An asset that fills two tables with a column of one name is told once.
    """
    found = {
        column: dict.fromkeys((key, name) for table, name in origins for key in producers.get(table, ()))
        for column, origins in columns.items()
    }
    return dg.TableColumnLineage({
        column: [dg.TableColumnDep(asset_key=key, column_name=name) for key, name in deps]
        for column, deps in found.items()
    })  # fmt: skip


def _meaning(column: ColumnLike) -> str:
    unit = getattr(column, "unit", "")
    return f"{column.description} ({unit})" if unit else column.description
