"""Rules of the portable subset that only types betray.

Belongs here: what means something else on one engine because of the type it is given, and what to write instead. Not
here: constructs that are outside by name (`subset`), how a model is looked through (`portable`).
"""

from collections.abc import Callable, Iterator
from typing import Any

from sqlglot import exp

_NARROW = 18  # digits a decimal of the embedded store has where it is kept as one whole number of the machine
_WHOLE = (exp.DType.BIGINT, exp.DType.INT)
_COMPARED = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Between)


def typed_findings(typed: exp.Expr) -> Iterator[str]:
    """What in an annotated query is outside the subset, in words."""
    for node in typed.walk():
        for kind, rule, instead in _RULES:
            if isinstance(node, kind) and rule(node):
                yield instead


def _days_apart(node: Any) -> bool:
    return all(side.is_type("date", "timestamp", "timestampntz") for side in (node.left, node.right))


def _loses_room(node: Any) -> bool:
    """Whether the embedded store keeps the product in 18 digits: both factors have places and are of 18 digits at most.

    Two amounts of 12 digits and 6 places leave 6 digits before the point, then an error. With 18 places or more of the
    product, or one factor of more than 18 digits, there are 38.
    """
    one, other = _decimal(node.left), _decimal(node.right)
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


def _cut_off(node: Any) -> bool:
    rounded = isinstance(node.this.unnest(), exp.Round | exp.Floor | exp.Ceil)
    return node.to.this in _WHOLE and node.this.is_type("decimal", "double") and not rounded


def _exact_division(node: Any) -> bool:
    """Of numbers none of which is a double, unless its result becomes a decimal at once."""
    if any(side.is_type("double") for side in (node.left, node.right)):
        return False
    around = node.parent
    while isinstance(around, exp.Paren):
        around = around.parent
    return not (isinstance(around, exp.Cast) and around.to.this == exp.DType.DECIMAL)


def _moment_or_day(node: Any) -> bool:
    """A day moved by an interval, where it matters whether that is a day or a moment."""
    around = node.parent
    while isinstance(around, exp.Paren):
        around = around.parent
    cast = isinstance(around, exp.Cast) and around.to.this == exp.DType.DATE
    return _holds_interval(node.right) and node.left.is_type("date") and not (cast or isinstance(around, _COMPARED))


def _holds_interval(node: exp.Expr) -> bool:
    return isinstance(node.unnest(), exp.Interval) or any(isinstance(part, exp.Interval) for part in node.flatten())


def _flag_as_number(node: Any) -> bool:
    return node.this.is_type("boolean") and node.to.this not in (exp.DType.BOOLEAN, exp.DType.INT)


_Rule = tuple[type[exp.Expr] | tuple[type[exp.Expr], ...], Callable[[Any], bool], str]
_RULES: tuple[_Rule, ...] = (
    (exp.Sub, _days_apart, "date - date: DATE_DIFF('day', from, to)"),
    (exp.Mul, _loses_room, "decimal * decimal in 18 digits: CAST one AS DECIMAL(38, 6) first"),
    (exp.Cast, _cut_off, "a fraction CAST to a whole number, which Spark cuts off and others round: ROUND it first"),
    (exp.Cast, _flag_as_number, "a flag CAST to text or a number: CASE WHEN flag THEN 1 ELSE 0 END"),
    (
        exp.Round,
        lambda node: node.this.is_type("double"),
        "ROUND of a DOUBLE, which PostgreSQL rounds half to even: ROUND(CAST(x AS DECIMAL(18, 6)), n)",
    ),
    (
        exp.Avg,
        lambda node: node.this.is_type("decimal"),
        "AVG of decimals, exact on some engines: AVG(CAST(x AS DOUBLE))",
    ),
    (exp.Div, _exact_division, "a / b without a DOUBLE, exact on some engines: CAST(a AS DOUBLE) / b"),
    (
        (exp.Add, exp.Sub),
        _moment_or_day,
        "a day and an interval, a moment on some engines: CAST(day - INTERVAL '1' DAY AS DATE)",
    ),
)
