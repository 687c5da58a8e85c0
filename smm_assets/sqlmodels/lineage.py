"""Which columns a model's columns are made from, read from the SQL itself.

Belongs here: column lineage and the schema it needs. Not here: table order (`graph`).
"""

from collections.abc import Iterable, Mapping
from typing import cast

from sqlglot import exp
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, build_scope
from sqlglot.schema import MappingSchema

from smm_assets.budget.seed_tables import SEEDS
from smm_assets.schema import RAW_TABLES
from smm_assets.sqlmodels.kept import Kept
from smm_assets.sqlmodels.load import SEED_SCHEMA
from smm_assets.sqlmodels.model import Model
from smm_assets.sqlmodels.render import tree
from smm_assets.warehouse.bookkeeping import BOOKKEEPING
from smm_assets.warehouse.columns import ColumnLike, sql_type

Origin = tuple[str, str]
Tables = dict[str, dict[str, dict[str, str]]]
_KEPT = Kept("lineage", 1)


def column_lineage(models: Mapping[str, Model]) -> dict[str, dict[str, list[Origin]]]:
    """{model: {column: [(schema.table, column) it is made from, sorted]}}; one step back. Kept once made."""
    tables = tables_of(models)
    schema = schema_of(models)
    found = {name: _kept_lineage(model, schema, tables) for name, model in models.items()}
    _KEPT.write()
    return found


def _kept_lineage(model: Model, schema: MappingSchema, tables: Tables) -> dict[str, list[Origin]]:
    read = sorted({*model.sources, *((layer, ref) for ref, layer in model.tables.items())})
    origin = (model.sql, [(*place, tables.get(place[0], {}).get(place[1])) for place in read])
    found = _KEPT.of(origin, lambda: _lineage(model, schema))
    return {column: [(table, name) for table, name in origins] for column, origins in found.items()}


def schema_of(models: Mapping[str, Model]) -> MappingSchema:
    """`tables_of` as sqlglot wants it."""
    return MappingSchema(dict(tables_of(models)), dialect="duckdb")


def tables_of(models: Mapping[str, Model]) -> Tables:
    """Tables with their columns and SQL types of everything models can read, by schema."""
    found: Tables = {"raw": {}, SEED_SCHEMA: {}}
    for raw in RAW_TABLES.values():
        found["raw"][raw.name] = _types(raw.columns)
    for seed in SEEDS.values():
        found[SEED_SCHEMA][seed.name] = _types(seed.columns)
    for table in BOOKKEEPING:
        found.setdefault(table.schema, {})[table.name] = _types(table.columns)
    for model in models.values():
        found.setdefault(model.layer, {})[model.name] = _types(model.columns)
    return found


def _types(columns: Iterable[ColumnLike]) -> dict[str, str]:
    return {column.name: sql_type(column.kind) for column in columns}


def _lineage(model: Model, schema: MappingSchema) -> dict[str, list[Origin]]:
    query = qualify(tree(model).copy(), schema=schema, dialect="duckdb", validate_qualify_columns=False, identify=False)
    scope = build_scope(query)
    return _origins_of(scope) if scope is not None else {}


def _origins_of(scope: Scope) -> dict[str, list[Origin]]:
    traces: dict[int, dict[str, frozenset[Origin]]] = {}
    return {name: sorted(origins) for name, origins in _outputs(scope, traces).items()}


def _outputs(scope: Scope, traces: dict[int, dict[str, frozenset[Origin]]]) -> dict[str, frozenset[Origin]]:
    """Output column → origins of one scope; unions join theirs by position."""
    if id(scope) not in traces:
        if scope.set_operation_scopes:
            left, right = (_outputs(part, traces) for part in scope.set_operation_scopes)
            pairs = zip(left.items(), right.values(), strict=True)
            traces[id(scope)] = {name: own | other for (name, own), other in pairs}
        else:
            selects = cast(exp.Query, scope.expression).selects
            traces[id(scope)] = {
                item.alias_or_name: _used(cast(exp.Expression, item), scope, traces) for item in selects
            }
    return traces[id(scope)]


def _used(item: exp.Expression, scope: Scope, traces: dict[int, dict[str, frozenset[Origin]]]) -> frozenset[Origin]:
    found: frozenset[Origin] = frozenset()
    for column in item.find_all(exp.Column):
        source = _source(column.table, scope)
        if isinstance(source, exp.Table):
            found |= {(f"{source.db}.{source.name}", column.name)}
        elif isinstance(source, Scope):
            found |= _outputs(source, traces).get(column.name, frozenset())
    for query in item.find_all(exp.Subquery):
        inner = next((part for part in scope.subquery_scopes if part.expression is query.this), None)
        if inner is not None:
            for origins in _outputs(inner, traces).values():
                found |= origins
    return found


def _source(alias: str, scope: Scope | None) -> object:
    while scope is not None:
        if alias in scope.sources:
            return scope.sources[alias]
        scope = scope.parent
    return None
