"""What a SQL model is: its file, its front matter, its columns and what it reads.

Belongs here: the frozen types. Not here: reading files (`parse`, `load`), dialects (`render`) or running (`build`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warn"]
LAYERS = ("staging", "intermediate", "marts", "bi")
OVERLAPPING = ("window", "time_window", "versus", "recommendation_id")  # keys whose rows speak of the same days twice


@dataclass(frozen=True, kw_only=True)
class ColumnSpec:
    """One column a model yields. kind: canonical kind, "ratio" (DOUBLE) or DECIMAL(p,s); unit: what one is, in words.

    additive: may be summed over rows, so KPI formulas may use it.
    """

    name: str
    kind: str
    description: str
    unit: str = ""
    additive: bool = False
    nullable: bool = True


@dataclass(frozen=True, kw_only=True)
class Check:
    """One demand on a model's rows.

    kind: not_null, unique, accepted, expression or relation. columns: what it is about; values: accepted values as
    text; text: the expression, or "model.column" of a relation.
    """

    kind: str
    columns: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    text: str = ""
    severity: Severity = "error"


@dataclass(frozen=True, kw_only=True)
class Model:
    """One SQL model. layer: schema it is built in; sql: its SELECT with ref() and source(); body_line: where it starts.

    materialization: table and view are made anew every time; incremental is made anew for the days that changed.
    time_column: day of its rows, where rows of a day rest on rows of that day alone (and of `lookback` days before it)
    and on seeds; empty for all others. per_file: its rows belong to files and change only with raw rows of the file, so
    that models by days may read it. part_of: a model of the same grain in which every row of this one stands once, so
    that what holds there holds here. refs: models and seeds it reads; sources: (schema, table) it reads; tables: schema
    of every ref, known once all models are loaded. tags: words to select by. documentation: more than the description,
    in Markdown.
    """

    name: str
    layer: str
    path: Path
    description: str
    grain: tuple[str, ...]
    columns: tuple[ColumnSpec, ...]
    materialization: Literal["table", "view", "incremental"]
    owner: str
    checks: tuple[Check, ...]
    tags: tuple[str, ...]
    sql: str
    body_line: int
    refs: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    tables: Mapping[str, str] = field(default_factory=dict)
    time_column: str = ""
    lookback: int = 0
    per_file: bool = False
    part_of: str = ""
    documentation: str = ""

    def where(self, line: int | None = None) -> str:
        """The file, and the line of the file when the line of the body is given, for messages."""
        place = "/".join(self.path.parts[-3:])
        return place if line is None else f"{place} line {self.body_line + line - 1}"


@dataclass(frozen=True, kw_only=True)
class Audit:
    """A query over several models that returns the rows that should not be there."""

    name: str
    description: str
    severity: Severity
    model: Model


def adds_up(is_additive: bool, grain: Sequence[str]) -> str:
    """Whether numbers of a column may be summed over rows, in words: yes, no, or within one window and the like."""
    within = [name for name in grain if name in OVERLAPPING]
    if not is_additive:
        return "no"
    return f"within one {' and '.join(within)}" if within else "yes"
