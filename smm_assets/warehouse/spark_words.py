"""What Spark understands otherwise than DuckDB and PostgreSQL, and the transpiler leaves as it stands.

Belongs here: changes of parsed SQL for Spark, each with its reason. Not here: constructs no model may use
(`sqlmodels/portable`), settings of the session the results rest on (`spark`).
"""

from sqlglot import exp


def for_spark(query: exp.Expression) -> exp.Expression:
    """The tree changed for Spark, in place where that is possible."""
    return query.transform(_named_window, copy=False)


def _named_window(node: exp.Expression) -> exp.Expression:
    """LEAD(x) OVER w - y: Spark reads `w - y` as one odd name (its names may hold hyphens), so the call is enclosed."""
    named = isinstance(node, exp.Window) and node.args.get("alias")
    return exp.paren(node, copy=False) if named and isinstance(node.parent, exp.Binary) else node
