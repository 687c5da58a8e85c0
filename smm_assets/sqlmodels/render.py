"""A model's SELECT in the dialect of a store.

Belongs here: ref() and source() to tables, narrowing to days. Not here: what is portable (`portable`), how an engine
says it (`warehouse/dialects`) or running (`build`).
"""

import re
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

_KEPT = Kept("rendered", 6)
_MARK = "days of this reading"
_MARKED = re.compile(rf"([\"`][^\"`]+[\"`]) = '{_MARK}'")


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
            dated = tuple(sorted((inputs or {}).items()))
            text = _narrowed(with_tables(model.sql, model.tables), model.where(), model.body_line, dialect, dated)
            return _MARKED.sub(lambda match: _within(match[1], days), text)
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


@cache
def _narrowed(
    sql: str, place: str, body_line: int, dialect: str, dated: tuple[tuple[tuple[str, str], str], ...]
) -> str:
    """The SELECT with each dated table in place of itself: its rows of days that a mark stands for."""

    def made() -> str:
        return spoken(_of_days(_tree(sql, place, body_line), dict(dated)), dialect)

    return str(_KEPT.of((sql, dialect, dated), made))


def _of_days(query: exp.Query, inputs: Mapping[tuple[str, str], str]) -> exp.Query:
    def narrowed(node: exp.Expression) -> exp.Expression:
        if not isinstance(node, exp.Table) or (node.db, node.name) not in inputs:
            return node
        wanted = exp.column(inputs[node.db, node.name], quoted=True).eq(exp.Literal.string(_MARK))
        plain = exp.table_(node.name, db=node.db, quoted=True)
        return exp.select("*").from_(plain).where(wanted).subquery(node.alias_or_name)

    return cast(exp.Query, query.copy().transform(narrowed))


def _within(column: str, days: tuple[tuple[date, date], ...]) -> str:
    """Whether a column, as its engine writes it, is one of these days."""
    told = (f"{column} BETWEEN CAST('{first}' AS DATE) AND CAST('{last}' AS DATE)" for first, last in days)
    return f"({' OR '.join(told)})"


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
