"""A KPI formula from text to a ratio of sums. Parsed, restricted, never evaluated.

Belongs here: the grammar (metric names, numbers, + - * / and parentheses) and its refusals. Not here: SQL (`compile`).
"""

import ast
import difflib
from collections.abc import Collection
from decimal import Decimal

from smm_assets.errors import FormulaError
from smm_assets.kpis.definition import CONSTANT, Linear, Ratio

ONE = Linear({CONSTANT: Decimal(1)})
LONGEST = 500
_ALLOWED = "metric names, numbers, + - * / and parentheses"


def parse_formula(text: str, metrics: Collection[str], others: Collection[str] = ()) -> Ratio:
    """The formula as one sum over another. metrics: names that may be added up; others: columns that may not.

    Raises FormulaError saying what is wrong, with "did you mean" for unknown names.
    """
    if len(text) > LONGEST:
        raise FormulaError(f"formula of {len(text)} characters", cure=f"Use at most {LONGEST}")
    try:
        parsed = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise FormulaError(f"'{text}' is not a formula", cure=f"Use {_ALLOWED}, such as: spend / conversions") from None
    ratio = _ratio(parsed, metrics, others)
    if not ratio.metrics:
        raise FormulaError(f"'{text}' uses no metric", cure="Name at least one, such as spend")
    return ratio


def _ratio(node: ast.expr, metrics: Collection[str], others: Collection[str]) -> Ratio:
    if isinstance(node, ast.Name):
        return Ratio(Linear({_known(node.id, metrics, others): Decimal(1)}), ONE)
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        number = Decimal(repr(node.value))
        return Ratio(Linear({CONSTANT: number} if number else {}), ONE)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        inner = _ratio(node.operand, metrics, others)
        return Ratio(inner.top.times(Decimal(-1 if isinstance(node.op, ast.USub) else 1)), inner.bottom)
    if isinstance(node, ast.BinOp):
        left, right = _ratio(node.left, metrics, others), _ratio(node.right, metrics, others)
        if isinstance(node.op, ast.Add | ast.Sub):
            return _sum(left, right, -1 if isinstance(node.op, ast.Sub) else 1)
        if isinstance(node.op, ast.Mult):
            return Ratio(_product(left.top, right.top), _product(left.bottom, right.bottom))
        if isinstance(node.op, ast.Div):
            return _quotient(left, right)
    raise FormulaError(f"'{ast.unparse(node)}' is not allowed in a formula", cure=f"Use {_ALLOWED}")


def _sum(left: Ratio, right: Ratio, sign: int) -> Ratio:
    if left.bottom == right.bottom:
        return Ratio(left.top.plus(right.top, sign), left.bottom)
    if left.bottom.constant is not None and left.top.constant is not None:
        number = left.top.constant / left.bottom.constant
        return Ratio(right.bottom.times(number).plus(right.top, sign), right.bottom)
    if right.bottom.constant is not None and right.top.constant is not None:
        number = right.top.constant / right.bottom.constant
        return Ratio(left.top.plus(left.bottom.times(number), sign), left.bottom)
    if left.bottom.constant is not None and right.bottom.constant is not None:
        scaled = right.top.times(left.bottom.constant / right.bottom.constant)
        return Ratio(left.top.plus(scaled, sign), left.bottom)
    raise FormulaError(
        "a sum of ratios of different denominators has no meaning over several days",
        cure="Write one division: a sum above, a sum below",
    )


def _product(left: Linear, right: Linear) -> Linear:
    if left.constant is not None:
        return right.times(left.constant)
    if right.constant is not None:
        return left.times(right.constant)
    raise FormulaError(
        f"{' + '.join(left.metrics)} times {' + '.join(right.metrics)}: sums of metrics cannot be multiplied",
        cure="Multiply by numbers only, divide sums by sums",
    )


def _quotient(left: Ratio, right: Ratio) -> Ratio:
    if not right.top.factors:
        raise FormulaError("division by zero", cure="Divide by a metric or by a number other than 0")
    if left == right:
        raise FormulaError("the formula divides something by itself", cure="Divide by something else")
    return Ratio(_product(left.top, right.bottom), _product(left.bottom, right.top))


def _known(name: str, metrics: Collection[str], others: Collection[str]) -> str:
    if name in metrics:
        return name
    if name in others:
        raise FormulaError(
            f"'{name}' cannot be added up over days",
            cure=f"Use the sums it is made of: {', '.join(sorted(metrics))}",
        )
    close = difflib.get_close_matches(name, sorted(metrics), n=1)
    cure = f"Did you mean {close[0]}?" if close else f"Known metrics: {', '.join(sorted(metrics))}"
    raise FormulaError(f"unknown metric '{name}'", cure=cure)
