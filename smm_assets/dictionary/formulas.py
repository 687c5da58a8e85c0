"""Columns that are a formula of other columns of their table: the formula in words, and the SQL that computes it.

Belongs here: telling a formula from a sentence, and finding its expression. Not here: KPIs, whose formulas are written
down as such (`smm_assets/kpis`).
"""

import re
from collections.abc import Collection

from sqlglot import exp

from smm_assets.sqlmodels.kept import Kept
from smm_assets.sqlmodels.model import ColumnSpec, Model
from smm_assets.sqlmodels.render import tree

_KEPT = Kept("expressions", 1)
_WORD = re.compile(r"[a-z_]\w*")
_FORMULA = re.compile(r"[\w.]+(?: [-+*/] [\w.]+)+")


def formula_of(column: ColumnSpec, names: Collection[str]) -> str:
    """What its description begins with, when that is a formula over these names; else empty."""
    found = _FORMULA.match(re.split(r"[;,]", column.description)[0].strip())
    whole = found is not None and found[0] == re.split(r"[;,]", column.description)[0].strip()
    return found[0] if found and whole and set(_WORD.findall(found[0])) <= {*names} else ""


def expression_of(model: Model, column: str) -> str:
    """How the last SELECT of the model computes a column; `keep` keeps it for the next process."""
    return str(_KEPT.of((model.sql, column), lambda: _expression(model, column)))


def keep() -> None:
    """Keep the expressions that were found."""
    _KEPT.write()


def _expression(model: Model, column: str) -> str:
    for item in tree(model).selects:
        if item.alias_or_name == column:
            return (item.this if isinstance(item, exp.Alias) else item).sql(dialect="duckdb")
    return ""
