"""The portable subset: constructs that break, or mean something else, on one of the engines.

Belongs here: the list and how each is found in a parsed model. Not here: transpiling (`render`).
"""

from collections.abc import Callable, Mapping
from typing import cast

from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.annotate_types import annotate_types
from sqlglot.optimizer.qualify import qualify
from sqlglot.schema import MappingSchema

from smm_assets.sqlmodels.model import Model
from smm_assets.sqlmodels.render import tree

_NAMED = {"dayofweek", "isodow", "weekday", "quantile_cont", "quantile_disc", "arg_max", "arg_min", "max_by", "min_by"}
_NARROW = 18  # digits a decimal of the embedded store has where it is kept as one whole number of the machine
_KINDS: Mapping[str, tuple[type[exp.Expression], ...]] = {
    "TRY_CAST": (exp.TryCast,),
    "arg_max": (exp.ArgMax, exp.ArgMin),
    "generate_series": (exp.GenerateSeries, exp.GenerateDateArray, exp.ExplodingGenerateSeries),
    "quantile_cont": (exp.PercentileCont, exp.PercentileDisc, exp.Quantile, exp.Median),
    "PIVOT": (exp.Pivot,),
    "day of week": (exp.DayOfWeek, exp.DayOfWeekIso),
    "QUALIFY": (exp.Qualify,),
    "UNNEST": (exp.Unnest, exp.Lateral),
}


def findings(model: Model, schema: MappingSchema) -> list[str]:
    """What in the model is outside the subset, in words; empty when it is portable.

    schema: everything it reads (`lineage.schema_of`), for constructs that only types or names betray.
    """
    parsed = tree(model)
    found = [name for name, kinds in _KINDS.items() if next(parsed.find_all(*kinds), None)]
    found += [name for name, test in _TESTS.items() if test(parsed)]
    if found:
        return found
    try:
        resolved = qualify(
            cast(exp.Expression, parsed.copy()), schema=schema, dialect="duckdb", expand_alias_refs=False
        )
    except SqlglotError as error:
        return [f"a name no source has, or an alias used beside its definition ({error})"]
    typed = annotate_types(resolved, schema=schema, dialect="duckdb")
    return [name for name, kind, test in _TYPED for node in typed.find_all(kind) if test(node)]


def _days_apart(difference: exp.Binary) -> bool:
    return difference.left.is_type("date", "timestamp") and difference.right.is_type("date", "timestamp")


def _loses_room(product: exp.Binary) -> bool:
    """Whether the embedded store keeps the product in 18 digits: both factors have places and are of 18 digits at most.

    Two amounts of 12 digits and 6 places leave 6 digits before the point, then an error. With 18 places or more of the
    product, or one factor of more than 18 digits, there are 38.
    """
    one, other = _decimal(product.left), _decimal(product.right)
    if one is None or other is None or not (one[1] and other[1]) or max(one[0], other[0]) > _NARROW:
        return False
    return one[0] + other[0] > _NARROW > one[1] + other[1]


def _decimal(factor: exp.Expr) -> tuple[int, int] | None:
    """Digits and places of a decimal, or of a number written with a point, which is one; None for anything else."""
    factor = factor.unnest()
    if isinstance(factor, exp.Literal) and not factor.is_string and "." in factor.name:
        whole, _, after = factor.name.partition(".")
        return len(whole.lstrip("0") + after), len(after)
    if factor.type is None or not factor.is_type("decimal"):
        return None
    sizes = [int(size.name) for size in factor.type.expressions]
    return (sizes[0], sizes[1]) if len(sizes) > 1 else None


def _group_by_all(parsed: exp.Query) -> bool:
    return any(group.args.get("all") for group in parsed.find_all(exp.Group))


def _star(parsed: exp.Query) -> bool:
    return any(isinstance(item, exp.Star) for select in parsed.find_all(exp.Select) for item in select.expressions)


def _star_except(parsed: exp.Query) -> bool:
    keys = ("except", "except_", "replace", "rename")
    return any(star.args.get(key) for star in parsed.find_all(exp.Star) for key in keys)


def _anonymous(parsed: exp.Query) -> bool:
    named = {str(call.this).lower() for call in parsed.find_all(exp.Anonymous)}
    parts = {str(part.this).lower() for part in parsed.find_all(exp.Extract)}
    return bool((named | parts) & (_NAMED | {"dow", "isodow"}))


_TESTS: Mapping[str, Callable[[exp.Query], bool]] = {
    "GROUP BY ALL": _group_by_all,
    "SELECT *": _star,
    "EXCLUDE": _star_except,
    "a function of one engine": _anonymous,
}
_TYPED: tuple[tuple[str, type[exp.Binary], Callable[[exp.Binary], bool]], ...] = (
    ("date - date", exp.Sub, _days_apart),
    ("decimal * decimal in 18 digits: CAST one AS DECIMAL(38, 6) first", exp.Mul, _loses_room),
)
