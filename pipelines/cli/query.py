"""`smm sql`: a read-only query on the published tables.

Belongs here: which statements are let through and how rows are printed. Not here: running them (the published store
itself refuses to write and to touch files) or what a refused one may have meant (`meant.py`).
"""

import csv
import io
import logging
import os
import re
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli import completing
from pipelines.cli.manual import more
from pipelines.cli.meant import meant, tables_of
from pipelines.cli.options import AsOfOption, HomeOption, open_project
from pipelines.cli.published import dialect_of, published, tell_past
from pipelines.cli.terminal import INTERRUPTED, aligned, plain, print_json, safe
from pipelines.cli.usual import asked, frame_of, print_questions, rounded
from smm_assets.errors import StoreError, UsageError

if TYPE_CHECKING:
    import pandas as pd

    from smm_assets.warehouse import ReadOnlyStore

TABLES = 'See the tables: smm sql "SHOW TABLES"'
EXPLAIN = re.compile(r"\s*EXPLAIN\s+(ANALYZE\s+)?", re.IGNORECASE)
_OF_OURS = re.compile(r"\s*(SHOW|DESCRIBE)\b", re.IGNORECASE)
READS = ("Select", "Union", "Except", "Intersect", "Subquery", "Values", "Describe", "Show", "Summarize")
WRITES = ("Insert", "Update", "Delete", "Create", "Drop", "Alter", "Merge", "Copy", "Attach", "Into")


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


EXAMPLES = more(
    'smm sql "SHOW TABLES"',
    'smm sql "SELECT date, channel, spend FROM channel_daily LIMIT 5"',
    'smm sql "SELECT * FROM kpi_values" --format csv > kpis.csv',
    "smm sql --question money-against-plan",
)


def sql(
    ctx: typer.Context,
    statement: Annotated[
        str | None,
        typer.Argument(
            metavar='"SELECT …"',
            help="One SELECT, SHOW or DESCRIBE statement.",
            autocompletion=completing.statement,
        ),
    ] = None,
    question: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Answer one of the usual questions instead.", autocompletion=completing.questions
        ),
    ] = None,
    questions: Annotated[bool, typer.Option("--questions", help="List the usual questions.")] = False,
    form: Annotated[Format, typer.Option("--format", help="How to print the rows.")] = Format.TABLE,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    as_of: AsOfOption = None,
    home: HomeOption = None,
) -> None:
    """Ask the published tables a question in SQL. Only reads.

    Names of tables of marts need no schema. The usual questions have ready answers: --questions lists them. CSV holds
    names as they are, for programs; for a spreadsheet take smm export, which disarms formulas.
    """
    form = Format.JSON if json else form
    if questions:
        print_questions(json=form is Format.JSON)
        return
    project = open_project(ctx, home)
    dialect, usual = "duckdb" if as_of else dialect_of(project), asked(statement, question)
    wanted = usual.said_in(dialect) if usual else statement or ""
    lists_tables = check_statement(wanted, dialect)
    with published(project, as_of) as reader:
        frame = tables_of(reader) if lists_tables else _read(reader, wanted)
    if as_of is not None:
        tell_past(project, as_of.date())
    before, after = frame_of(usual) if usual and form is Format.TABLE else ([], [])
    for line in before:
        typer.echo(line)
    frame.columns = apart([str(name) for name in frame.columns])
    _print(rounded(frame) if before else frame, form)
    for line in after:
        typer.echo(line)


def _read(reader: "ReadOnlyStore", statement: str) -> "pd.DataFrame":
    try:
        with _ended_by_ctrl_c():
            return reader.read(statement)
    except StoreError as error:
        raise meant(error, statement, reader) from error


@contextmanager
def _ended_by_ctrl_c() -> Iterator[None]:
    """Ctrl-C ends everything at once: DuckDB may wait for ever for a query it broke off. Nothing here is written."""
    former = signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, former)


def check_statement(statement: str, dialect: str = "duckdb") -> bool:
    """Whether the one statement asks for the list of tables. Raises UsageError unless it only reads."""
    if not statement.strip():
        raise UsageError("there is no SQL", cure=TABLES)
    explained = EXPLAIN.match(statement)
    return _check_reading(statement[explained.end() :] if explained else statement, dialect) and not explained


def _check_reading(statement: str, dialect: str) -> bool:
    import sqlglot
    from sqlglot.errors import ParseError, SqlglotError

    logging.getLogger("sqlglot").setLevel(logging.ERROR)
    try:
        spoken = "duckdb" if _OF_OURS.match(statement) else dialect
        parsed = [part for part in sqlglot.parse(statement, read=spoken) if part is not None]
    except SqlglotError as error:
        place = error.errors[0] if isinstance(error, ParseError) and error.errors else {}
        where = f" (line {place['line']}, column {place['col']})" if place.get("line") else ""
        said = place.get("description") or str(error)
        raise UsageError(f"the SQL cannot be understood{where}: {said}", cure="Correct the SQL") from None
    if not parsed:
        raise UsageError("there is no SQL", cure=TABLES)
    if len(parsed) > 1:
        raise UsageError(f"{len(parsed)} statements were given", cure="Ask one SELECT at a time, in quotes")
    kind = type(parsed[0]).__name__
    inside = {type(node).__name__ for node in parsed[0].walk()}
    if kind not in READS or inside & set(WRITES):
        raise UsageError(
            "smm sql only reads: one SELECT, WITH, SHOW, DESCRIBE or EXPLAIN statement",
            cure=TABLES,
        )
    return kind == "Show" and parsed[0].name.upper() in ("TABLES", "ALL TABLES")


def apart(names: Sequence[str]) -> list[str]:
    """The names, each once: a second "a" becomes "a_1", as DuckDB calls it in a table made of the rows."""
    taken, found = set(names), list[str]()
    for name in names:
        new, number = name, 0
        while new in found or (number and new in taken):
            number += 1
            new = f"{name}_{number}"
        found.append(new)
    return found


def _print(frame: "pd.DataFrame", form: Format) -> None:
    if form is Format.JSON:
        print_json(_records(frame))
    elif form is Format.CSV:
        _csv(frame)
    elif form is Format.PARQUET:
        _parquet(frame)
    else:
        _table(frame)


def _records(frame: "pd.DataFrame") -> list[dict[str, object]]:
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def _csv(frame: "pd.DataFrame") -> None:
    """Texts as they are, but for a screen, where what is in them could act."""
    if sys.stdout.isatty():
        frame = frame.map(lambda value: safe(value) if isinstance(value, str) else value)
        frame.columns = [safe(name) for name in frame.columns]
    ends_lines = any("\r" in value for _, column in frame.items() for value in column if isinstance(value, str))
    if ends_lines:  # a bare \r is left as it is otherwise, and ends a line for who reads it
        frame.to_csv(sys.stdout, index=False, quoting=csv.QUOTE_NONNUMERIC)
    else:
        frame.to_csv(sys.stdout, index=False)


def _parquet(frame: "pd.DataFrame") -> None:
    if sys.stdout.isatty():
        raise UsageError(
            "parquet is not for a screen", cure='Send it to a file: smm sql "…" --format parquet > rows.parquet'
        )
    buffer = io.BytesIO()
    frame.to_parquet(buffer, index=False)
    sys.stdout.flush()
    sys.stdout.buffer.write(buffer.getvalue())
    sys.stdout.buffer.flush()


def _table(frame: "pd.DataFrame") -> None:
    if list(frame.columns) == ["explain_key", "explain_value"]:
        for line in "\n".join(map(str, frame["explain_value"])).splitlines():
            typer.echo(safe(line))
        return
    names = [safe(name) for name in frame.columns]
    numeric = [n for n, name in enumerate(frame.columns) if _is_number(frame[name])]
    rows = [[_cell(value) for value in row] for row in frame.astype(object).itertuples(index=False, name=None)]
    for line in aligned(names, rows, right=numeric):
        typer.echo(line)
    if len(frame) != 1:
        typer.echo(f"({len(frame):,} rows)", err=True)


def _is_number(column: "pd.Series") -> bool:
    from decimal import Decimal

    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    known = column.dropna()
    return (is_numeric_dtype(column) and not is_bool_dtype(column)) or (
        len(known) > 0 and all(isinstance(value, Decimal) for value in known.head(20))
    )


def _cell(value: object) -> str:
    shown = plain(value)
    return "" if shown is None else safe(shown)
