"""The usual questions of owners and analysts with the query that answers each: files of `dbt_like_sql/questions`.

Belongs here: reading the files and saying a query in a store's dialect. Not here: the queries themselves, nor running
them (`pipelines/cli`).
"""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import sqlglot
from sqlglot import exp

from smm_assets.errors import ModelError, UsageError
from smm_assets.sqlmodels.load import ROOT
from smm_assets.sqlmodels.parse import front_matter
from smm_assets.warehouse.dialects import translated

FOLDER = ROOT / "questions"
_KEYS = ("question", "columns", "reading")


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question. question: in words; reading: how the answer is to be read; columns: name → meaning, in order;
    sql: the SELECT in DuckDB's words; tables: "schema.table" it reads.
    """

    name: str
    question: str
    reading: str
    columns: Mapping[str, str]
    sql: str
    tables: tuple[str, ...]

    def said_in(self, dialect: str) -> str:
        """The SELECT for duckdb, postgres or spark."""
        return self.sql if dialect == "duckdb" else translated(self.sql, dialect, pretty=True)


@cache
def questions(folder: Path = FOLDER) -> Mapping[str, Question]:
    """Every question by name. Raises ModelError for a file that is wrong."""
    return {path.stem.replace("_", "-"): _read(path) for path in sorted(folder.glob("*.sql"))}


def question(name: str) -> Question:
    """The question of that name. Raises UsageError with the nearest names."""
    known = questions()
    asked = name.strip().casefold().replace("_", "-")
    if asked in known:
        return known[asked]
    close = difflib.get_close_matches(asked, known, n=3, cutoff=0.4)
    cure = f"Did you mean {' or '.join(close)}?" if close else "See them all: smm sql --questions"
    raise UsageError(f"there is no question '{name}'", cure=cure)


def _read(path: Path) -> Question:
    content, sql, _ = front_matter(path, path.read_text(encoding="utf-8"), _KEYS)
    missing = [key for key in _KEYS if not content.get(key)]
    if missing:
        raise ModelError(f"questions/{path.name} line 1: front matter lacks {', '.join(missing)}")
    return Question(
        name=path.stem.replace("_", "-"),
        question=" ".join(str(content["question"]).split()),
        reading=" ".join(str(content["reading"]).split()),
        columns={str(name): str(meaning) for name, meaning in content["columns"].items()},
        sql=sql.strip(),
        tables=_tables(sql),
    )


def _tables(sql: str) -> tuple[str, ...]:
    found = sqlglot.parse_one(sql, read="duckdb").find_all(exp.Table)
    return tuple(sorted({f"{table.db}.{table.name}" for table in found if table.db}))
