"""What the data dictionary says of one table and of one column.

Belongs here: the frozen types. Not here: where the words come from (`collecting`) or how they are laid out (`pages`,
`html`).
"""

from dataclasses import dataclass

from smm_assets.sqlmodels.questions import Question


@dataclass(frozen=True, kw_only=True)
class ColumnEntry:
    """One column. kind: type in plain words; adds_up: whether sums make sense, empty where it is no number; formula:
    over columns of the table; sql: the expression of the model behind it; origins: "schema.table.column", a step back.
    """

    name: str
    kind: str
    unit: str
    adds_up: str
    description: str
    formula: str = ""
    sql: str = ""
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TableEntry:
    """One published table. domain: key of the page it stands on; reads: tables it is made from, one step back;
    exports: raw tables it rests on in the end; files: what users write that it rests on; example: a query that runs.
    """

    schema: str
    name: str
    anchor: str
    domain: str
    description: str
    grain: tuple[str, ...]
    columns: tuple[ColumnEntry, ...]
    reads: tuple[str, ...]
    exports: tuple[str, ...]
    files: tuple[str, ...]
    example: str
    questions: tuple[Question, ...] = ()

    @property
    def full_name(self) -> str:
        """How SQL names it."""
        return f"{self.schema}.{self.name}"
