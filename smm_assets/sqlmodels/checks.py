"""Questions that count the rows which break the checks of models.

Belongs here: their SQL. Not here: asking them and what the answers mean (`audit`), nor of which days (`checked`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from smm_assets.sqlmodels.kept import Kept
from smm_assets.sqlmodels.model import Check, Model
from smm_assets.warehouse.changes import Ranges
from smm_assets.warehouse.columns import literal, quoted
from smm_assets.warehouse.dialects import translated
from smm_assets.warehouse.selecting import within

_KEPT = Kept("expressions", 1)


@dataclass(frozen=True, kw_only=True)
class Look:
    """Checks of one model, asked for in one look at it. places: which of its checks; days: of the rows of these days
    alone; None: of all rows.
    """

    model: Model
    places: tuple[int, ...]
    days: Ranges | None = None

    @property
    def checks(self) -> list[Check]:
        own = checks_of(self.model)
        return [own[place] for place in self.places]


def checks_of(model: Model) -> tuple[Check, ...]:
    """Its grain, then what its front matter demands beside."""
    return (Check(kind="unique", columns=model.grain), *model.checks)


def question(looks: Sequence[Look], dialect: str) -> str:
    """A query of a row for each look: its place as `look`, how many rows break its checks as c0, c1 …; the rest is 0.

    DuckDB counts rows that share a fingerprint with another: 0 proves that there are no equal ones, others are counted.
    """
    width = max(len(look.checks) for look in looks)
    return "\nUNION ALL\n".join(_select(place, look, width, dialect) for place, look in enumerate(looks))


def doubled(model: Model, check: Check, days: Ranges | None = None) -> str:
    """A query of how many keys of a unique check there are more than once, in all rows or in those of some days."""
    table = f"{quoted(model.layer, model.name)}{_of(model, days)}"
    rows = f"SELECT COUNT(*) AS n FROM {table} GROUP BY {_columns(check)} HAVING COUNT(*) > 1"  # noqa: S608
    return f"SELECT COUNT(*) AS bad FROM ({rows}) AS doubled"  # noqa: S608


def by_days(model: Model, check: Check, dialect: str) -> bool:
    """Whether a check that held can be broken by rows of days that changed alone, and these days be asked for it."""
    if check.kind == "relation":
        return False
    return check.kind != "unique" or dialect == "duckdb" or model.time_column in check.columns


def related(model: Model, check: Check) -> list[str]:
    """What a check reads beside the model itself, as schema.table."""
    if check.kind != "relation":
        return []
    other = check.text.rsplit(".", 1)[0]
    return [f"{model.tables.get(other, model.layer)}.{other}"]


def _select(place: int, look: Look, width: int, dialect: str) -> str:
    counts = [_count(look, check, dialect) for check in look.checks] + ["0"] * (width - len(look.checks))
    named = ", ".join(f"{count} AS c{number}" for number, count in enumerate(counts))
    table = quoted(look.model.layer, look.model.name)
    return f"SELECT {place} AS look, {named} FROM {table}{_of(look.model, look.days)}"  # noqa: S608 names are ours


def _of(model: Model, days: Ranges | None) -> str:
    return "" if days is None else f" WHERE {within(model.time_column, days)}"


def _count(look: Look, check: Check, dialect: str) -> str:
    if check.kind == "unique":
        return _same(look, check, dialect)
    if check.kind == "relation":
        return f"({_unrelated(look.model, check)})"
    return f"COUNT(CASE WHEN {_breaks(check, dialect)} THEN 1 END)"


def _same(look: Look, check: Check, dialect: str) -> str:
    if dialect != "duckdb":
        return f"({doubled(look.model, check, look.days)})"
    own = f"COUNT(*) - COUNT(DISTINCT HASH({_columns(check)}))"
    return (
        own if look.days is None or look.model.time_column in check.columns else f"{own} + ({_elsewhere(look, check)})"
    )


def _elsewhere(look: Look, check: Check) -> str:
    """How many rows of other days have a key that one of these days has."""
    table, days = quoted(look.model.layer, look.model.name), within(look.model.time_column, look.days or ())
    here = f"SELECT HASH({_columns(check)}) FROM {table} WHERE {days}"  # noqa: S608
    return f"SELECT COUNT(*) FROM {table} WHERE NOT {days} AND HASH({_columns(check)}) IN ({here})"  # noqa: S608


def _columns(check: Check) -> str:
    return ", ".join(quoted(column) for column in check.columns)


def _unrelated(model: Model, check: Check) -> str:
    other, column = check.text.rsplit(".", 1)
    schema = model.tables.get(other, model.layer)
    found = f"SELECT {quoted(column)} FROM {quoted(schema, other)} WHERE {quoted(column)} IS NOT NULL"  # noqa: S608
    own, table = _columns(check), quoted(model.layer, model.name)
    return f"SELECT COUNT(*) AS bad FROM {table} WHERE {own} IS NOT NULL AND {own} NOT IN ({found})"  # noqa: S608


def _breaks(check: Check, dialect: str) -> str:
    if check.kind == "not_null":
        return f"{quoted(check.columns[0])} IS NULL"
    if check.kind == "accepted":
        return f"{quoted(check.columns[0])} NOT IN ({', '.join(literal(value) for value in check.values)})"
    return f"NOT ({_KEPT.of((check.text, dialect), lambda: translated(check.text, dialect))})"


def keep() -> None:
    """Keep what expressions are in an engine's words for the next process."""
    _KEPT.write()
