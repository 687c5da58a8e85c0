"""The entries of the data dictionary, from the models, the books and the lineage of the SQL.

Belongs here: what is said of every published table. Not here: how it is laid out (`pages`, `html`).
"""

import re
from collections.abc import Iterable, Mapping

from smm_assets.budget.seed_tables import written
from smm_assets.dictionary.entry import ColumnEntry, TableEntry
from smm_assets.dictionary.examples import example
from smm_assets.dictionary.formulas import expression_of, formula_of, keep
from smm_assets.sqlmodels import Model, column_lineage, order
from smm_assets.sqlmodels.domains import domain
from smm_assets.sqlmodels.lineage import Origin
from smm_assets.sqlmodels.model import adds_up
from smm_assets.sqlmodels.questions import Question, questions
from smm_assets.warehouse.bookkeeping import BOOKKEEPING
from smm_assets.warehouse.columns import ColumnLike, StoredTable
from smm_assets.warehouse.store import PUBLISHED_SCHEMAS

_GRAIN = re.compile(r"\s*Grain\s?[-:]\s*(?P<grain>[^.]*)\.?")
_KINDS = {"day": "date", "moment": "timestamp (UTC)", "flag": "true or false", "count": "whole number"} | {
    "money": "decimal", "decimal": "decimal", "share": "decimal", "ratio": "decimal (double)", "text": "text",
}  # fmt: skip
_USERS = {table.name: table.description.partition(" Grain")[0].rstrip(". ") for table in written.TABLES}
_NO_NUMBER = ("text", "day", "moment", "flag")
Ends = Mapping[str, tuple[frozenset[str], frozenset[str]]]


def entries(models: Mapping[str, Model]) -> list[TableEntry]:
    """Every published table: views for BI tools first, then marts, then the books; by name within each."""
    lineage, ends = column_lineage(models), _ends(models)
    asked = questions().values()
    made = [
        _of_model(model, lineage[name], ends, asked)
        for name, model in models.items()
        if model.layer in PUBLISHED_SCHEMAS
    ]
    keep()
    kept = [_of_books(table, taken=set(models), asked=asked) for table in BOOKKEEPING]
    places = ("bi", "marts", "state", "ops")
    return sorted([*made, *kept], key=lambda one: (places.index(one.schema), one.name))


def _of_model(model: Model, lineage: Mapping[str, list[Origin]], ends: Ends, asked: Iterable[Question]) -> TableEntry:
    names = [column.name for column in model.columns]
    exports, files = ends[model.name]
    table = f"{model.layer}.{model.name}"
    columns = []
    for column in model.columns:
        formula = formula_of(column, names)
        sql = expression_of(model, column.name) if formula and model.layer != "bi" else ""
        origins = tuple(".".join(origin) for origin in lineage.get(column.name, ()))
        columns.append(
            _column(column, adding=adds_up(column.additive, model.grain), formula=formula, sql=sql, origins=origins)
        )
    return TableEntry(
        schema=model.layer,
        name=model.name,
        anchor=model.name,
        domain="bi" if model.layer == "bi" else domain(model),
        description=_without_grain(model.description),
        grain=model.grain,
        columns=tuple(columns),
        reads=(*(f"{model.tables[ref]}.{ref}" for ref in model.refs), *(".".join(one) for one in model.sources)),
        exports=tuple(sorted(exports)),
        files=tuple(sorted(_USERS[name] for name in files)),
        example=example(table, model.grain, model.columns),
        questions=_asking(table, asked),
    )


def _of_books(table: StoredTable, *, taken: set[str], asked: Iterable[Question]) -> TableEntry:
    names = [column.name for column in table.columns]
    found = _GRAIN.search(table.description)
    grain = tuple(found["grain"].split(", ")) if found else ()
    keys = [name for name in re.findall(r"\w+", " ".join(grain)) if name in names]
    full = f"{table.schema}.{table.name}"
    return TableEntry(
        schema=table.schema,
        name=table.name,
        anchor=f"{table.schema}-{table.name}" if table.name in taken else table.name,
        domain=table.schema,
        description=_without_grain(table.description),
        grain=grain,
        columns=tuple(_column(column) for column in table.columns),
        reads=(),
        exports=(),
        files=(),
        example=example(full, keys or names[:1], table.columns),
        questions=_asking(full, asked),
    )


def _column(
    column: ColumnLike,
    *,
    adding: str = "",
    formula: str = "",
    sql: str = "",
    origins: tuple[str, ...] = (),
) -> ColumnEntry:
    is_number = column.kind not in _NO_NUMBER
    return ColumnEntry(
        name=column.name,
        kind=_KINDS.get(column.kind, "decimal"),
        unit=column.unit if is_number else "",
        adds_up=adding if is_number else "",
        description=" ".join(column.description.split()),
        formula=formula,
        sql=sql,
        origins=origins,
    )


def _without_grain(description: str) -> str:
    text = " ".join(description.split())
    return " ".join(_GRAIN.sub("", text).split())


def _asking(table: str, asked: Iterable[Question]) -> tuple[Question, ...]:
    return tuple(one for one in asked if table in one.tables)


def _ends(models: Mapping[str, Model]) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Raw tables and users' files each model rests on, through all models before it."""
    found: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for name in order(models):
        model = models[name]
        before = [found[ref] for ref in model.refs if ref in found]
        raw = {".".join(source) for source in model.sources if source[0] == "raw"}
        own = {ref for ref in model.refs if ref in _USERS}
        found[name] = (
            frozenset(raw).union(*(one for one, _ in before)),
            frozenset(own).union(*(one for _, one in before)),
        )
    return found
