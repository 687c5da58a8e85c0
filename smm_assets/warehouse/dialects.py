"""SQL of the portable subset, written in DuckDB's words, as each engine says it.

Belongs here: parsed or plain SQL into the text an engine runs. Not here: references of models (`sqlmodels/render`),
what is portable (`sqlmodels/portable`), or running it (the stores).
"""

from collections.abc import Callable, Mapping
from functools import lru_cache

import sqlglot
from sqlglot import exp
from sqlglot.errors import ErrorLevel

from smm_assets.warehouse.postgres_words import for_postgres
from smm_assets.warehouse.spark_words import for_spark

DIALECTS = ("duckdb", "postgres", "spark")
_OWN: Mapping[str, Callable[[exp.Expr], exp.Expr]] = {"postgres": for_postgres, "spark": for_spark}


def spoken(query: exp.Expr, dialect: str, *, pretty: bool = False) -> str:
    """The parsed SQL in the words of duckdb, postgres or spark; the tree itself stays as it is.

    Spark's names all stand in backticks, by which its store knows a text that is Spark's already.
    Raises SqlglotError where the engine has no way to say it.
    """
    said = _changed(query.copy(), _OWN[dialect]) if dialect in _OWN else query
    names = dialect == "spark"
    return said.sql(dialect=dialect, identify=names, unsupported_level=ErrorLevel.RAISE, pretty=pretty)


def _changed(query: exp.Expr, own: Callable[[exp.Expr], exp.Expr]) -> exp.Expr:
    """The tree with each node as the engine wants it, inner ones first."""
    for node in reversed([*query.walk()]):
        other = own(node)
        if node is query:
            return other
        if other is not node:
            node.replace(other)
    return query


@lru_cache(maxsize=1024)
def translated(sql: str, dialect: str, *, pretty: bool = False) -> str:
    """One statement in DuckDB's words in those of the engine; its :name parameters stay.

    Raises SqlglotError when it cannot be parsed, is not one statement, or the engine has no way to say it.
    """
    return spoken(sqlglot.parse_one(sql, read="duckdb"), dialect, pretty=pretty)
