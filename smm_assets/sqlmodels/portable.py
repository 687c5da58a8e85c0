"""The portable subset: whether a model holds only what means the same on every engine.

Belongs here: looking a parsed model through, and rules about how parts stand together. Not here: which constructs are
inside (`subset`), rules that need types (`typed`), saying it to an engine (`warehouse/dialects`).
"""

from collections.abc import Callable, Iterator
from typing import Any, cast

from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.annotate_types import annotate_types
from sqlglot.optimizer.qualify import qualify
from sqlglot.schema import MappingSchema

from smm_assets.sqlmodels.model import Model
from smm_assets.sqlmodels.render import tree
from smm_assets.sqlmodels.subset import PARTS, SPANS, TYPES, outside
from smm_assets.sqlmodels.typed import typed_findings

_SPAN = "a join of one engine: INNER, LEFT, FULL or CROSS JOIN … ON"


def findings(model: Model, schema: MappingSchema) -> list[str]:
    """What in the model is outside the subset and what to write instead, in words; empty when it is portable.

    schema: everything it reads (`lineage.schema_of`), for constructs that only types or names betray.
    """
    parsed = tree(model)
    found = [*dict.fromkeys(untyped_findings(parsed))]
    if next(parsed.find_all(exp.Limit), None) is not None:
        found.append("LIMIT: ROW_NUMBER() over a whole order, then the rows that are first")
    if found:
        return found
    try:
        resolved = qualify(
            cast(exp.Expression, parsed.copy()), schema=schema, dialect="duckdb", expand_alias_refs=False
        )
    except SqlglotError as error:
        return [f"a name no source has, or an alias used beside its definition ({error})"]
    return [*dict.fromkeys(typed_findings(annotate_types(resolved, schema=schema, dialect="duckdb")))]


def untyped_findings(parsed: exp.Expr) -> Iterator[str]:
    """The same of any query, as far as no types are needed."""
    for node in parsed.walk():
        told = outside(node)
        if told:
            yield told
        for kind, rule, instead in _RULES:
            if isinstance(node, kind) and rule(node):
                yield instead


def _star(node: exp.Expr) -> bool:
    """All columns of a query, whatever they are; not the rows of COUNT(*), nor what one step hands on."""
    return isinstance(node.parent, exp.Select)


def _named_star(node: exp.Expr) -> bool:
    return any(node.args.get(key) for key in ("except", "except_", "replace", "rename"))


def _odd_join(node: Any) -> bool:
    return node.side == "RIGHT" or node.kind not in ("", "INNER", "OUTER", "CROSS") or bool(node.method)


def _odd_type(node: exp.Expr) -> bool:
    return isinstance(node.parent, exp.Cast) and node.this not in TYPES


def _odd_pattern(node: exp.Expr) -> bool:
    """Not a written text, or one with a backslash, which escapes on some engines."""
    return not (isinstance(node.expression, exp.Literal) and "\\" not in node.expression.name)


def _counts_pairs(node: exp.Expr) -> bool:
    distinct = node.this
    return isinstance(distinct, exp.Distinct) and (
        len(distinct.expressions) > 1 or isinstance(distinct.expressions[0], exp.Tuple)
    )


def _unordered(node: exp.Expr) -> bool:
    return node.find(exp.Order) is None


def _odd_frame(node: exp.Expr) -> bool:
    bounds = (node.args.get("start"), node.args.get("end"))
    moved = node.args.get("kind") == "RANGE" and any(isinstance(bound, exp.Expr) for bound in bounds)
    return node.args.get("kind") not in ("ROWS", "RANGE") or bool(node.args.get("exclude")) or moved


def _as_value(node: exp.Expr) -> bool:
    """IN (SELECT …) that is no condition: of a null Spark says it is in none, others say they do not know."""
    around = node.find_ancestor(exp.Where, exp.Having, exp.Join, exp.Select)
    return node.args.get("query") is not None and isinstance(around, exp.Select)


def _beside_distinct(node: exp.Expr) -> bool:
    """A joined text and another aggregate of distinct values in one SELECT, which Spark's planner falls over."""
    joined = _own(node, exp.GroupConcat)
    distinct = [one for one in _own(node, exp.Distinct) if isinstance(one.parent, exp.AggFunc | exp.Order)]
    alone = len(joined) == 1 and len(distinct) == 1 and distinct[0] in [*joined[0].find_all(exp.Distinct)]
    return bool(joined and distinct) and not alone


def _own(select: exp.Expr, kind: type[exp.Expr]) -> list[exp.Expr]:
    """Nodes of a SELECT itself, not of those inside it."""
    return [one for one in select.find_all(kind) if one.find_ancestor(exp.Select) is select]


_Rule = tuple[type[exp.Expr], Callable[[Any], bool], str]
_RULES: tuple[_Rule, ...] = (
    (exp.Star, _named_star, "EXCLUDE: name the columns"),
    (exp.Star, _star, "SELECT *: name the columns"),
    (exp.Group, lambda node: bool(node.args.get("all")), "GROUP BY ALL: name the columns"),
    (exp.With, lambda node: bool(node.args.get("recursive")), "WITH RECURSIVE: days of ref('seed_calendar')"),
    (exp.Distinct, lambda node: bool(node.args.get("on")), "DISTINCT ON: ROW_NUMBER() in a step of its own"),
    (exp.Union, lambda node: bool(node.args.get("by_name")), "UNION BY NAME: the columns in one order"),
    (exp.Join, _odd_join, _SPAN),
    (exp.DataType, _odd_type, "a type of one engine: VARCHAR, BIGINT, DOUBLE, DECIMAL(p, s), DATE, TIMESTAMP, BOOLEAN"),
    (
        exp.Like,
        _odd_pattern,
        "LIKE with a pattern that is no written text, or holds a backslash: STRPOS(text, part) > 0",
    ),
    (
        exp.Count,
        _counts_pairs,
        "COUNT(DISTINCT a, b), where nulls count on some engines: DISTINCT in a step of its own",
    ),
    (exp.In, _as_value, "IN (SELECT …) as a value: EXISTS, or a LEFT JOIN and IS NOT NULL"),
    (exp.Select, _beside_distinct, "STRING_AGG beside COUNT(DISTINCT …): each in a step of its own"),
    (exp.GroupConcat, _unordered, "STRING_AGG without ORDER BY: STRING_AGG(x, ', ' ORDER BY x)"),
    (
        exp.Extract,
        lambda node: node.name.upper() not in PARTS,
        "EXTRACT of such a part (day of week and others differ): YEAR, MONTH, DAY, HOUR",
    ),
    (
        exp.DateDiff,
        lambda node: node.text("unit").upper() not in SPANS,
        "DATE_DIFF of months and the like, counted differently: days, hours, minutes, or EXTRACT",
    ),
    (exp.WindowSpec, _odd_frame, "a frame of GROUPS, with EXCLUDE or a moved RANGE: ROWS BETWEEN"),
)
