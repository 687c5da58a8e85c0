"""What a refused query may have meant: the published tables and columns that are called nearly so.

Belongs here: the list of published tables, and the store's refusal in plain words. Not here: running queries.
"""

import difflib
import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from smm_assets.errors import QueryError, StoreBusy, StoreError, UsageError

if TYPE_CHECKING:
    import pandas as pd

    from smm_assets.warehouse import ReadOnlyStore

SCHEMAS = ("marts", "bi", "state", "ops")
_TABLE = re.compile(
    r"Table with name (\S+) does not exist|Schema with name (\S+) does not exist|"
    r'(?:relation|schema) "([^"]+)" does not exist'
)
_COLUMN = re.compile(
    r'column "?([^"]+?)"? not found|does not have a column named "([^"]+)"|column "?([^"]+?)"? does not exist'
)
_KIND = re.compile(r"^(?:\(.*?\) )?(\w+(?: \w+)*) Error: ")
_MACHINE = ("Out of Memory", "IO", "INTERNAL", "Fatal", "Connection", "Interrupt")


def tables_of(reader: "ReadOnlyStore") -> "pd.DataFrame":
    """Every published table with its schema, the tables of marts first."""
    import pandas as pd

    rows = [(schema, name) for schema in SCHEMAS for name in reader.tables(schema)]
    return pd.DataFrame(rows, columns=["schema", "name"])


def meant(error: StoreError, statement: str, reader: "ReadOnlyStore") -> StoreError | UsageError:
    """The refusal as wrong use with a suggestion; the error itself when the query is not to blame."""
    kind = _KIND.match(error.message)
    if not isinstance(error, QueryError) and (isinstance(error, StoreBusy) or kind is None or kind[1] in _MACHINE):
        return error
    first = error.message[kind.end() if kind else 0 :].split("\n")[0].strip().rstrip("!.")
    table, column = _TABLE.search(first), _COLUMN.search(first)
    if table:
        name = table[1] or table[2] or table[3]
        return no_table(name, reader)
    if column:
        name = column[1] or column[2] or column[3]
        return UsageError(f"no table of the query has a column {name}", cure=_columns_cure(name, statement, reader))
    return UsageError(f"the query cannot be answered: {first}", cure="Correct the SQL")


def no_table(name: str, reader: "ReadOnlyStore") -> UsageError:
    """What to say of a table that is not published."""
    return UsageError(f"there is no table {name} among the published ones", cure=_tables_cure(name, reader))


def _tables_cure(name: str, reader: "ReadOnlyStore") -> str:
    known = {table: schema for schema in reversed(SCHEMAS) for table in reader.tables(schema)}
    wanted = name.strip('"').rpartition(".")[2]
    close = [f"{known[table]}.{table}" for table in _close(wanted, known)]
    return f"Did you mean {' or '.join(close)}?" if close else 'See the tables: smm sql "SHOW TABLES"'


def _columns_cure(name: str, statement: str, reader: "ReadOnlyStore") -> str:
    columns: list[str] = []
    asked = {word.casefold() for word in re.findall(r"\w+", statement)}
    tables = [(schema, table) for schema in SCHEMAS for table in reader.tables(schema) if table.casefold() in asked]
    for schema, table in tables:
        columns += reader.columns(schema, table)
    close = _close(name.rpartition(".")[2], columns)
    if close:
        return f"Did you mean {' or '.join(close)}?"
    return f'See the columns: smm sql "DESCRIBE {".".join(tables[0]) if tables else "TABLE"}"'


def _close(name: str, known: Collection[str]) -> list[str]:
    return difflib.get_close_matches(name.casefold(), sorted(set(known)), n=2, cutoff=0.6)
