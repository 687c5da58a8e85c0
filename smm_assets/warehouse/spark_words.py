"""What Spark understands otherwise than DuckDB and PostgreSQL, and the transpiler leaves as it stands.

Belongs here: changes of parsed SQL for Spark, each with its reason. Not here: constructs no model may use
(`sqlmodels/portable`), settings of the session the results rest on (`spark`).
"""

from sqlglot import exp


def for_spark(query: exp.Expression) -> exp.Expression:
    """The tree changed for Spark, in place where that is possible."""
    return query.transform(_changed, copy=False)


def _changed(node: exp.Expression) -> exp.Expression:
    if isinstance(node, exp.Window):
        return _named_window(node)
    return _boundaries(node) if isinstance(node, exp.DateDiff) else node


def _named_window(node: exp.Window) -> exp.Expression:
    """LEAD(x) OVER w - y: Spark reads `w - y` as one odd name (its names may hold hyphens), so the call is enclosed."""
    named = node.args.get("alias") and isinstance(node.parent, exp.Binary)
    return exp.paren(node, copy=False) if named else node


def _boundaries(node: exp.DateDiff) -> exp.Expression:
    """DATE_DIFF('hour', a, b) counts the full hours the clock strikes in between; Spark's counts hours that passed."""
    unit = node.args.get("unit") or exp.var("DAY")

    def cut(moment: exp.Expression) -> exp.Expression:
        if unit.name.upper() == "DAY":
            return exp.cast(moment, exp.DType.DATE, copy=False)
        return exp.TimestampTrunc(this=moment, unit=unit.copy())

    return exp.DateDiff(this=cut(node.this), expression=cut(node.expression), unit=unit)
