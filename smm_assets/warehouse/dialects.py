"""SQL of the portable subset, written in DuckDB's words, as each engine says it.

Belongs here: parsed or plain SQL into the text an engine runs. Not here: references of models (`sqlmodels/render`),
what is portable (`sqlmodels/portable`), or running it (the stores).
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import cast

import sqlglot
from sqlglot import exp
from sqlglot.errors import ErrorLevel

from smm_assets.warehouse.spark_words import for_spark

DIALECTS = ("duckdb", "postgres", "spark")
_REWRITTEN: Mapping[str, Callable[[exp.Expression], exp.Expression]] = {"spark": for_spark}


def spoken(query: exp.Expr, dialect: str, *, pretty: bool = False) -> str:
    """The parsed SQL in the words of duckdb, postgres or spark; the tree itself stays as it is.

    Raises SqlglotError where the engine has no way to say it.
    """
    own = _REWRITTEN.get(dialect)
    said = own(cast(exp.Expression, query.copy())) if own is not None else query
    return said.sql(dialect=dialect, unsupported_level=ErrorLevel.RAISE, pretty=pretty)


@lru_cache(maxsize=1024)
def translated(sql: str, dialect: str, *, pretty: bool = False) -> str:
    """One statement in DuckDB's words in those of the engine; its :name parameters stay.

    Raises SqlglotError when it cannot be parsed, is not one statement, or the engine has no way to say it.
    """
    return spoken(sqlglot.parse_one(sql, read="duckdb"), dialect, pretty=pretty)
