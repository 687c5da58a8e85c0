"""What may stand in one sum: counts of one kind, and nothing twice.

Belongs here: which counts are of a kind, which are among others, and the refusals of sums. Not here: units (`units`).
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from smm_assets.errors import FormulaError
from smm_assets.kpis.definition import Ratio
from smm_assets.kpis.formula import linear_ratio
from smm_assets.kpis.metrics import Metric

_CLICKS = frozenset({"interactions", "visits"})  # added to other interactions, or set against visits
KINDS: Mapping[str, frozenset[str]] = {
    "impressions": frozenset({"impressions"}),
    "video_views": frozenset({"video views"}),
    **dict.fromkeys(("clicks", "link_clicks", "rate_clicks"), _CLICKS),
    **dict.fromkeys(("engagements", "follows"), frozenset({"interactions"})),
    "sessions": frozenset({"visits"}),
    **dict.fromkeys(("conversions", "orders", "new_customers"), frozenset({"sales"})),
    **dict.fromkeys(("leads", "own_leads"), frozenset({"leads"})),
}
PARTS = (
    ("link_clicks", "clicks"),
    ("rate_clicks", "clicks"),
    ("link_clicks", "rate_clicks"),
    ("new_customers", "orders"),
)
TWINS = (
    ("conversions", "orders"),
    ("conversion_value", "revenue"),
    ("leads", "own_leads"),
    ("link_clicks", "sessions"),
    ("rate_clicks", "sessions"),
    ("clicks", "sessions"),
)


def check_kinds(tree: ast.expr, metrics: Mapping[str, Metric]) -> None:
    """Raises FormulaError where counts of unlike kinds are added up or taken from each other.

    1 - orders / sessions is none: a ratio stands alone beside a number.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
            _check_sum(node, [(text, kinds) for text, kinds in _terms(node, metrics) if kinds])


def _check_sum(node: ast.BinOp, terms: Sequence[tuple[str, frozenset[str]]]) -> None:
    common = frozenset.union(*(kinds for _, kinds in terms)) if terms else frozenset[str]()
    for text, kinds in terms:
        if not common & kinds:
            seen = f"unlike counts in one sum: {terms[0][0]} counts {_said(terms[0][1])}, {text} counts {_said(kinds)}"
            is_loss = isinstance(node.op, ast.Sub) and len(terms) == 2 and f"{terms[0][0]}{text}".isidentifier()
            cure = f"Write 1 - {text} / {terms[0][0]}" if is_loss else "Divide one by the other, or make a KPI of each"
            raise FormulaError(seen, expected="counts of one kind", cure=cure)
        common &= kinds


def _said(kinds: frozenset[str]) -> str:
    return " or ".join(sorted(kinds))


def _terms(node: ast.expr, metrics: Mapping[str, Metric]) -> Iterator[tuple[str, frozenset[str]]]:
    """The terms of a sum that count something, with the kinds they may be of."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        yield from _terms(node.left, metrics)
        yield from _terms(node.right, metrics)
    elif isinstance(node, ast.UnaryOp):
        yield from _terms(node.operand, metrics)
    else:
        counts = [name for name in linear_ratio(node).top.metrics if metrics[name].kind == "count"]
        yield ast.unparse(node), frozenset.intersection(*map(kinds_of, counts)) if counts else frozenset()


def kinds_of(name: str) -> frozenset[str]:
    """What a count may be added to; a count nobody gave a kind is alike to itself only."""
    return KINDS.get(name, frozenset({name.replace("_", " ")}))


def check_parts(ratio: Ratio) -> None:
    """Raises FormulaError for a sum that counts something twice: of a whole and its part, of own and reported figures.

    1 + part / whole is none.
    """
    sides = [(ratio.top.factors, ratio.bottom.factors), (ratio.bottom.factors, ratio.top.factors)]
    for (part, whole), (here, there) in product(PARTS, sides):
        if part in here and here[part] == here.get(whole) and not {part, whole} & set(there):
            seen = f"{whole} + {part} counts twice: {part} are among {whole}"
            raise FormulaError(seen, expected=f"{whole} or {part}", cure="Leave one of them out")
    for (one, other), (here, there) in product(TWINS, sides):
        if one in here and here[one] == here.get(other) and not {one, other} & set(there):
            seen = f"{other} + {one} counts twice: they are the same, told by you and by the networks"
            raise FormulaError(seen, expected=f"{other} or {one}", cure="Leave one of them out")
