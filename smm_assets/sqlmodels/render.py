"""A model's SELECT in the dialect of a store.

Belongs here: ref() and source() to tables, narrowing to days. Not here: what is portable (`portable`), how an engine
says it (`warehouse/dialects`) or running (`build`).
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import cast

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, SqlglotError

from smm_assets.errors import ModelError
from smm_assets.sqlmodels.kept import Kept
from smm_assets.sqlmodels.model import Model
from smm_assets.sqlmodels.parse import REFERENCE, SOURCE
from smm_assets.warehouse.dialects import DIALECTS, spoken

_KEPT = Kept("rendered", 5)


def render(
    model: Model,
    dialect: str,
    *,
    days: tuple[tuple[date, date], ...] | None = None,
    inputs: Mapping[tuple[str, str], str] | None = None,
) -> str:
    """The SELECT for duckdb, postgres or spark, references as "schema"."table".

    days: only rows of these days (inclusive ranges) are read from the tables of `inputs`, (schema, table) → day column.
    Raises ModelError with file and line when it cannot be parsed or the dialect has no way to say it.
    """
    if dialect not in DIALECTS:
        raise ModelError(f"no dialect '{dialect}'; known are {', '.join(DIALECTS)}")
    try:
        if days is not None:
            return spoken(_of_days(tree(model), days, inputs or {}), dialect)
        return _text(with_tables(model.sql, model.tables), model.where(), model.body_line, dialect)
    except SqlglotError as error:
        raise ModelError(f"{model.where()}: cannot be said in {dialect}: {error}") from None


def tree(model: Model) -> exp.Query:
    """The parsed SELECT with tables in place of references. Not to be changed: it is kept."""
    return _tree(with_tables(model.sql, model.tables), model.where(), model.body_line)


def with_tables(sql: str, tables: Mapping[str, str]) -> str:
    """The text with ref('x') as "schema"."x" and source('s', 't') as "s"."t", line by line where it was."""
    sql = REFERENCE.sub(lambda match: f'"{tables[match[1]]}"."{match[1]}"', sql)
    return SOURCE.sub(r'"\1"."\2"', sql)


def _of_days(query: exp.Query, days: tuple[tuple[date, date], ...], inputs: Mapping[tuple[str, str], str]) -> exp.Query:
    """The query with each dated table in place of itself: its rows of these days."""

    def narrowed(node: exp.Expression) -> exp.Expression:
        if not isinstance(node, exp.Table) or (node.db, node.name) not in inputs:
            return node
        column = exp.column(inputs[node.db, node.name], quoted=True)
        wanted = exp.or_(*(_between(column, first, last) for first, last in days))
        plain = exp.table_(node.name, db=node.db, quoted=True)
        return exp.select("*").from_(plain).where(wanted).subquery(node.alias_or_name)

    return cast(exp.Query, query.copy().transform(narrowed))


def _between(column: exp.Column, first: date, last: date) -> exp.Between:
    low, high = (exp.cast(exp.Literal.string(day.isoformat()), "DATE") for day in (first, last))
    return exp.Between(this=column.copy(), low=low, high=high)


@cache
def _text(sql: str, place: str, body_line: int, dialect: str) -> str:
    def made() -> str:
        return spoken(_tree(sql, place, body_line), dialect, pretty=True)

    return str(_KEPT.of((sql, dialect), made))


def keep() -> None:
    """Keep what was rendered for the next process."""
    _KEPT.write()


@cache
def _tree(sql: str, place: str, body_line: int) -> exp.Query:
    try:
        statements = sqlglot.parse(sql, read="duckdb")
    except ParseError as error:
        found = error.errors[0] if error.errors else {}
        line = body_line + int(found.get("line") or 1) - 1
        raise ModelError(f"{place} line {line}: {found.get('description', error)}", cure="Correct the SQL") from None
    if len(statements) != 1 or not isinstance(statements[0], exp.Query):
        raise ModelError(f"{place} line {body_line}: the body is not one SELECT")
    return statements[0]
