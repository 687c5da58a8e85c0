"""The unit a formula gives, and whether it is the one its entry declares.

Money adds to money, counts to counts, days to days. Money per anything is money, counts per money or day are counts,
counts per count and money per money are ratios, counts per ten, hundred or thousand counts are counts.

Belongs here: the algebra of units. Not here: the grammar (`formula`) or which kind a name is (`metrics`).
"""

import ast
import difflib
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import cast

from smm_assets.errors import FormulaError
from smm_assets.kpis.definition import CONSTANT, Linear, Ratio, Unit
from smm_assets.kpis.formula import linear_ratio
from smm_assets.kpis.metrics import Metric

UNITS = ("money", "count", "ratio", "days")
_KNOWN = (*UNITS, "people")
_SAID = {"money": "money", "count": "a count", "days": "a number of days", "number": "a plain number"}
_SHOWN = {
    "money": "money, in the reporting currency",
    "count": "count, or a word for what is counted",
    "ratio": "ratio (0.05 is shown as 5 %, 5 as 5×)",
    "days": "days",
}
_ALIKE = 0.8
_ALIKE_ONES = "money with money, counts with counts"
_PER = 10
_WORD = re.compile(r"[^\W\d_][\w -]{0,39}")
_CURRENCY = re.compile(r"[A-Z]{3}|[€$£¥₽₴₹₩]")
_PERCENT = ("%", "percent", "per cent", "percentage", "pct")


def check_sums(tree: ast.expr, metrics: Mapping[str, Metric]) -> None:
    """Raises FormulaError where unlike units are added, even where they cancel out later."""
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
            left, right = (_units(linear_ratio(side), metrics) for side in (node.left, node.right))
            if left != right:
                seen = f"unlike units are added: {ast.unparse(node.left)} and {ast.unparse(node.right)}"
                raise FormulaError(seen, expected=_ALIKE_ONES, cure="Divide one by the other")


def _units(ratio: Ratio, metrics: Mapping[str, Metric]) -> tuple[str, str]:
    above, below = _kind(ratio.top, metrics), _kind(ratio.bottom, metrics)
    return ("number", "number") if above == below else (above, below)


def unit_of(ratio: Ratio, metrics: Mapping[str, Metric]) -> Unit:
    """The unit of the formula's value. Raises FormulaError for a sum of unlike units and for a value without unit."""
    above, below = _kind(ratio.top, metrics), _kind(ratio.bottom, metrics)
    if above == "number":
        seen = f"a plain number divided by {' + '.join(ratio.bottom.metrics)} has no unit"
        raise FormulaError(seen, expected="metrics above the line", cure="Turn the division round")
    if above == below:
        return "count" if above == "count" and _is_per_many(ratio) else "ratio"
    if below == "number" and above == "days":
        raise FormulaError("a number of days alone says nothing", cure="Divide a metric by days")
    return cast(Unit, above)


def unit_fault(declared: str, inferred: Unit, ratio: Ratio) -> FormulaError | None:
    """What is wrong with the declared unit of a formula that gives another; None when it fits."""
    expected = _SHOWN[inferred]
    if declared == inferred:
        return _scaled(ratio) if inferred == "ratio" else None
    if inferred == "count" and _is_word(declared):
        return None
    return FormulaError(f"unit '{declared}', but the formula gives {inferred}", expected=expected, cure=_cure(declared))


def _kind(linear: Linear, metrics: Mapping[str, Metric]) -> str:
    """What all terms of a sum are. Raises FormulaError when they are not alike."""
    found = {name: "number" if name == CONSTANT else metrics[name].kind for name in linear.factors}
    if not found:
        return "number"
    if len(set(found.values())) > 1:
        terms = [
            f"{name or f'{linear.factors[name]:f}'} is {_SAID.get(kind, kind)}" for name, kind in sorted(found.items())
        ]
        seen = f"unlike units are added: {', '.join(terms)}"
        raise FormulaError(seen, expected=_ALIKE_ONES, cure="Divide one by the other")
    return next(iter(found.values()))


def _is_per_many(ratio: Ratio) -> bool:
    """Whether the whole is scaled to ten, a hundred, a thousand …: orders per 1,000 impressions."""
    above, below = (
        [abs(factor) for factor in linear.factors.values()] or [Decimal(1)] for linear in (ratio.top, ratio.bottom)
    )
    return min(above) >= _PER * max(below)


def _scaled(ratio: Ratio) -> FormulaError | None:
    if not _is_per_many(ratio):
        return None
    seen = "unit ratio of a formula that multiplies by ten or more"
    return FormulaError(seen, expected=_SHOWN["ratio"], cure="Leave the 100 or 1000 out")


def _is_word(declared: str) -> bool:
    """Whether it is a word for things counted, not another unit or a slip of the pen for one."""
    if _CURRENCY.fullmatch(declared) or declared.casefold() in (*_KNOWN, *_PERCENT):
        return False
    slip = difflib.get_close_matches(declared.casefold(), _KNOWN, n=1, cutoff=_ALIKE)
    return _WORD.fullmatch(declared) is not None and not slip


def _cure(declared: str) -> str:
    slip = difflib.get_close_matches(declared.casefold(), UNITS, n=1, cutoff=_ALIKE)
    if slip and slip[0] != declared:
        return f"Did you mean {slip[0]}?"
    if declared.casefold() in _PERCENT:
        return "Write unit: ratio; it is shown in percent"
    return "Correct the unit, or the formula"
