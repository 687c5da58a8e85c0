"""SQL of the portable subset as Spark spells it.

Belongs here: texts that were not rendered for Spark before (questions of the program). Not here: models (`sqlmodels`).
"""

import re
from collections.abc import Mapping
from datetime import datetime

from smm_assets.errors import QueryError
from smm_assets.warehouse.spark.names import is_spark


def said_for_spark(sql: str) -> str:
    """The text itself when it is spelled for Spark. Raises QueryError for what Spark has no way to say."""
    body = sql.strip().rstrip(";")
    if is_spark(body):
        return body
    from sqlglot.errors import SqlglotError

    from smm_assets.warehouse.dialects import translated

    try:
        return translated(body, "spark")
    except SqlglotError as error:
        raise QueryError(str(error)) from error


def with_moments(sql: str, parameters: Mapping[str, object]) -> str:
    """The text with moments among its parameters cast from the text they are given as (`types.value_of`)."""
    moments = [name for name, value in parameters.items() if isinstance(value, datetime)]
    for name in moments:
        sql = re.sub(rf"(?<![:\w]):{re.escape(name)}\b", f"CAST(:{name} AS TIMESTAMP)", sql)
    return sql
