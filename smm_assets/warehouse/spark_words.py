"""What Spark understands otherwise than DuckDB and PostgreSQL, and the transpiler leaves as it stands.

Belongs here: what stands for a parsed construct on Spark, each with its reason. Not here: constructs no model may use
(`sqlmodels/portable`), settings of the session the results rest on (`spark`).
"""

from sqlglot import exp


def for_spark(node: exp.Expr) -> exp.Expr:
    """What stands for a node on Spark; the node itself where nothing is to be changed."""
    if isinstance(node, exp.Window):
        return _named_window(node)
    return _boundaries(node) if isinstance(node, exp.DateDiff) else node


def _named_window(node: exp.Window) -> exp.Expr:
    """LEAD(x) OVER w - y: Spark reads `w - y` as one odd name (its names may hold hyphens), so the call is enclosed."""
    named = node.args.get("alias") and isinstance(node.parent, exp.Binary)
    return exp.paren(node) if named else node


def _boundaries(node: exp.DateDiff) -> exp.Expr:
    """DATE_DIFF('hour', a, b) counts how often the clock strikes in between; Spark's counts hours that passed."""
    unit = node.args.get("unit") or exp.var("DAY")

    def cut(moment: exp.Expr) -> exp.Expr:
        if unit.name.upper() == "DAY":
            return exp.cast(moment.copy(), exp.DType.DATE)
        return exp.TimestampTrunc(this=moment.copy(), unit=unit.copy())

    return exp.DateDiff(this=cut(node.this), expression=cut(node.expression), unit=unit.copy())
