"""A KPI formula from text to a ratio of sums. Parsed, restricted, never evaluated.

Belongs here: the grammar (names, numbers, + - * / and parentheses) and its refusals. Not here: which names there are
(`metrics`), units (`units`) or SQL (`compile`).
"""

import ast
from decimal import Decimal

from smm_assets.errors import FormulaError
from smm_assets.kpis.definition import CONSTANT, Linear, Ratio

ONE = Linear({CONSTANT: Decimal(1)})
LONGEST = 500
SMALLEST, LARGEST = Decimal("1e-12"), Decimal("1e12")
_ALLOWED = "metric names, numbers, + - * / and parentheses"


def parse_formula(text: str) -> Ratio:
    """The formula as one sum over another, whatever its names mean. Raises FormulaError saying what is wrong."""
    return ratio_of(parsed(text))


def parsed(text: str) -> ast.expr:
    """The formula as a tree. Raises FormulaError when it is none."""
    if len(text) > LONGEST:
        raise FormulaError(f"formula of {len(text)} characters", expected=f"at most {LONGEST}", cure="Shorten it")
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        cure = "Write it like spend / conversions; see to it that every parenthesis is closed"
        raise FormulaError(f"'{text}' is not a formula", expected=_ALLOWED, cure=cure) from None


def names(tree: ast.expr) -> list[str]:
    """Every name the formula uses as a metric, once, in alphabetical order."""
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return sorted({node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in called})


def ratio_of(tree: ast.expr) -> Ratio:
    """The tree as one sum over another. Raises FormulaError when it is none or does not depend on what it names."""
    ratio = linear_ratio(tree)
    used = names(tree)
    if not used:
        raise FormulaError("the formula uses no metric", expected="at least one", cure="Name one, such as spend")
    gone = [name for name in used if name not in ratio.metrics]
    if gone:
        raise FormulaError(f"{' and '.join(gone)} cancels out and changes nothing", cure="Leave it out, or correct it")
    share = _constant_share(ratio)
    if share is not None:
        raise FormulaError(f"the formula divides something by itself: it is always {share:f}", cure="Divide by another")
    factors = [*ratio.top.factors.values(), *ratio.bottom.factors.values()]
    if not all(is_sane(factor) for factor in factors):
        seen = "a number of the formula is too large or too small"
        raise FormulaError(seen, expected="numbers up to 1000000000000", cure="Correct the number")
    return ratio


def is_sane(number: Decimal) -> bool:
    """Whether the number is one that people mean and every engine can hold."""
    return not number or SMALLEST <= abs(number) <= LARGEST


def _constant_share(ratio: Ratio) -> Decimal | None:
    """What the ratio always is when its sums are multiples of each other; None when they are not."""
    if ratio.top.factors.keys() != ratio.bottom.factors.keys() or not ratio.top.factors:
        return None
    shares = {factor / ratio.bottom.factors[name] for name, factor in ratio.top.factors.items()}
    return shares.pop() if len(shares) == 1 else None


def linear_ratio(node: ast.expr) -> Ratio:
    """A part of a formula as one sum over another. Raises FormulaError when it is none."""
    if isinstance(node, ast.Name):
        return Ratio(Linear({node.id: Decimal(1)}), ONE)
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return Ratio(_number(node.value), ONE)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        inner = linear_ratio(node.operand)
        return Ratio(inner.top.times(Decimal(-1 if isinstance(node.op, ast.USub) else 1)), inner.bottom)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub | ast.Mult | ast.Div):
        return _combined(linear_ratio(node.left), node.op, linear_ratio(node.right))
    raise _not_allowed(node)


def _combined(left: Ratio, sign: ast.operator, right: Ratio) -> Ratio:
    if isinstance(sign, ast.Mult):
        return Ratio(_product(left.top, right.top), _product(left.bottom, right.bottom))
    if isinstance(sign, ast.Div):
        return _quotient(left, right)
    return _sum(left, right, -1 if isinstance(sign, ast.Sub) else 1)


def _not_allowed(node: ast.expr) -> FormulaError:
    seen = f"'{ast.unparse(node)}' is not allowed in a formula"
    if isinstance(node, ast.Call):
        return FormulaError(seen, expected=_ALLOWED, cure="Leave the function out: every metric is a sum already")
    if isinstance(node, ast.Tuple):
        return FormulaError("a comma in the formula", expected=_ALLOWED, cure="Write 1000 and 0.5, without commas")
    return FormulaError(seen, expected=_ALLOWED, cure="Write sums, divided once")


def _number(value: int | float) -> Linear:
    number = Decimal(repr(value))
    if not number.is_finite():
        raise FormulaError("a number of the formula is too large", cure="Correct the number")
    return Linear({CONSTANT: number} if number else {})


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
    seen = "a sum of ratios of different denominators has no meaning over several days"
    raise FormulaError(seen, expected="one division: a sum above, a sum below", cure="Check the parentheses")


def _product(left: Linear, right: Linear) -> Linear:
    if left.constant is not None:
        return right.times(left.constant)
    if right.constant is not None:
        return left.times(right.constant)
    seen = f"{' + '.join(left.metrics)} times {' + '.join(right.metrics)}: sums of metrics cannot be multiplied"
    raise FormulaError(seen, expected="one division: a sum above, a sum below", cure="Check the parentheses")


def _quotient(left: Ratio, right: Ratio) -> Ratio:
    if not right.top.factors:
        raise FormulaError("division by zero", cure="Divide by a metric or by a number other than 0")
    return Ratio(_product(left.top, right.bottom), _product(left.bottom, right.top))
