"""Whether a model can have no rows because tables it reads have none.

Belongs here: what follows from the SQL itself, whatever rows there are. Not here: which tables have rows, or what is
built because of it (`current`).

What is told is never more than what holds: a query of which nothing can be told counts as one that may have rows.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlglot import exp

from smm_assets.sqlmodels.kept import Kept
from smm_assets.sqlmodels.model import Model
from smm_assets.sqlmodels.render import tree, with_tables

_KEPT = Kept("vacant", 1)

# "schema.table": that table has no rows; ["any", …] and ["all", …] of such; None: nothing can be told.
Told = Any


def told(model: Model) -> Told:
    """What has to be without rows for the model to be so; to be asked with `holds`."""
    return _KEPT.of(with_tables(model.sql, model.tables), lambda: _query(tree(model), {}))


def holds(told: Told, is_empty: Callable[[str], bool]) -> bool:
    """Whether it follows that there are no rows. is_empty: of "schema.table"."""
    if isinstance(told, str):
        return is_empty(told)
    if not told:
        return False
    kind, parts = told
    return (any if kind == "any" else all)(holds(part, is_empty) for part in parts)


def keep() -> None:
    """Keep what was found for the next process."""
    _KEPT.write()


def _query(query: exp.Expr | None, named: Mapping[str, Told]) -> Told:
    """Of a SELECT, or of several put together. named: what was found of steps that were named before."""
    if query is None:
        return None
    steps = dict(named)
    for step in getattr(query.args.get("with_"), "expressions", ()):
        steps[step.alias] = _query(step.this, steps)
    if isinstance(query, exp.Union):
        return _both("all", _query(query.left, steps), _query(query.right, steps))
    if isinstance(query, exp.Select):
        return None if _is_always_a_row(query) else _rows(query, steps)
    return _query(query.this, steps) if isinstance(query, exp.Subquery) else None


def _rows(select: exp.Select, steps: Mapping[str, Told]) -> Told:
    """Of the rows a SELECT reads: its joins and the subqueries its WHERE demands rows of."""
    source = select.args.get("from_")
    found = _source(source.this, steps) if source else None
    for join in select.args.get("joins") or ():
        found = _joined(found, join, steps)
    where = select.args.get("where")
    for part in where.this.flatten() if where and isinstance(where.this, exp.And) else [where.this] if where else ():
        if isinstance(part, exp.Exists):
            found = _both("any", found, _query(part.this, steps))
        elif isinstance(part, exp.In) and part.args.get("query") is not None:
            found = _both("any", found, _query(part.args["query"], steps))
    return found


def _joined(found: Told, join: exp.Expr, steps: Mapping[str, Told]) -> Told:
    other, side = _source(join.this, steps), str(join.args.get("side") or "").upper()
    if side == "LEFT":
        return found
    if side == "FULL":
        return _both("all", found, other)
    plain = not side and str(join.args.get("kind") or "").upper() in ("", "INNER", "CROSS")
    return _both("any", found, other) if plain else None


def _source(source: exp.Expr, steps: Mapping[str, Told]) -> Told:
    if isinstance(source, exp.Subquery):
        return _query(source.this, steps)
    if not isinstance(source, exp.Table):
        return None
    return f"{source.db}.{source.name}" if source.db else steps.get(source.name)


def _both(kind: str, one: Told, other: Told) -> Told:
    """Either has to be without rows ("any"), or both ("all")."""
    if one is None or other is None:
        return None if kind == "all" else one if other is None else other
    return [kind, [one, other]]


def _is_always_a_row(select: exp.Select) -> bool:
    """Whether it sums all rows into one, which there is even of none."""
    if select.args.get("group"):
        return bool(set(select.args["group"].args) - {"expressions"} - _unset(select.args["group"]))
    asked = [*select.expressions, *(part for part in (select.args.get("having"), select.args.get("order")) if part)]
    return any(_sums(node, select) for part in asked for node in part.find_all(exp.AggFunc, exp.Anonymous))


def _unset(node: exp.Expr) -> set[str]:
    return {name for name, value in node.args.items() if not value}


def _sums(node: exp.Expr, select: exp.Select) -> bool:
    """A sum of the SELECT itself: not one over a window, nor one of a query within."""
    return node.find_ancestor(exp.Select) is select and not isinstance(node.parent, exp.Window)
