"""Several published tables at once: one workbook, or a folder with a file for each.

Belongs here: which tables a word means, and where each goes. Not here: one table (`exporting`) or cells (`sheets`).
"""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from smm_assets.errors import UsageError
from smm_assets.report.exporting import FORMS, check_form, explained, read_table, write_table
from smm_assets.report.sheets import write_xlsx

if TYPE_CHECKING:
    from smm_assets.sqlmodels import Model
    from smm_assets.warehouse import ReadOnlyStore

ALL, FOR_PEOPLE = "all", ("bi", "marts")
Table = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Written:
    """One table that was written: where, and with how many rows."""

    table: Table
    file: Path
    rows: int


def chosen(words: str, known: Sequence[Table]) -> list[Table]:
    """The tables meant: names with commas between them, a schema, or all (bi and marts), each once, in that order.

    Raises UsageError for a word that means none.
    """
    found: dict[Table, None] = {}
    for word in (part.strip().casefold() for part in words.split(",")):
        these = _meant(word, known)
        if not these:
            raise UsageError(
                f"there is no table {word or 'without a name'} among the published ones", cure=_near(word, known)
            )
        found |= dict.fromkeys(these)
    return list(found)


def _meant(word: str, known: Sequence[Table]) -> list[Table]:
    if word == ALL:
        return [pair for schema in FOR_PEOPLE for pair in known if pair[0] == schema]
    whole = [pair for pair in known if pair[0] == word]
    one = next((pair for pair in known if word in (pair[1].casefold(), ".".join(pair).casefold())), None)
    return [one] if one else whole


def _near(word: str, known: Sequence[Table]) -> str:
    names = {table: schema for schema, table in reversed(known)}
    close = difflib.get_close_matches(word.rpartition(".")[2], sorted(names), n=2, cutoff=0.6)
    if close:
        return f"Did you mean {' or '.join(f'{names[name]}.{name}' for name in close)}?"
    return 'See the tables: smm sql "SHOW TABLES"; a schema or all stands for many'


def is_folder(to: Path, text: str) -> bool:
    """Whether a folder is meant: one that is there, or a name that ends like one."""
    return to.is_dir() or text.endswith(("/", "\\"))


def to_folder(
    reader: "ReadOnlyStore",
    tables: Sequence[Table],
    folder: Path,
    form: str,
    models: Mapping[str, "Model"],
    currency: str,
) -> list[Written]:
    """A file for each table, named after it; the folder is made when it is not there. Raises UsageError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder} cannot be made: {error.strerror}", cure="Name another folder") from None
    twice = {name for _, name in tables if sum(name == other for _, other in tables) > 1}
    done = []
    for table in tables:
        schema, name = table
        sheet = read_table(reader, schema, name, models, currency)
        file = folder / f"{f'{schema}.{name}' if name in twice else name}{form}"
        write_table(file, sheet, explained({table: sheet}, models))
        done.append(Written(table=table, file=file, rows=len(sheet.rows)))
    return done


def to_file(
    reader: "ReadOnlyStore", tables: Sequence[Table], file: Path, models: Mapping[str, "Model"], currency: str
) -> list[Written]:
    """One file: the table, or several as the worksheets of a workbook. Raises UsageError."""
    form = check_form(file)
    if len(tables) > 1 and form != ".xlsx":
        cure = f"Name a workbook (.xlsx) for all of them, or a folder: --to {file.stem}/"
        raise UsageError(f"{len(tables)} tables do not fit into one {form} file", cure=cure)
    sheets = {table: read_table(reader, *table, models, currency) for table in tables}
    if form == ".xlsx":
        write_xlsx(file, [*sheets.values(), explained(sheets, models)])
    else:
        write_table(file, next(iter(sheets.values())))
    return [Written(table=table, file=file, rows=len(sheet.rows)) for table, sheet in sheets.items()]


def checked_form(word: str) -> str:
    """A format by its name. Raises UsageError."""
    form = f".{word.strip().casefold().lstrip('.')}"
    if form not in FORMS:
        raise UsageError(f"'{word}' is no format of an export", cure="Use csv, xlsx or parquet")
    return form
