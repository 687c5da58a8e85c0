"""All a project keeps, told so that two projects can be compared: tables, archived exports, files that lie about.

Belongs here: fingerprints of rows, and what of them depends on when and how often somebody tried. Not here: what is
compared with what.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from smm_assets.settings import Project
from smm_assets.warehouse import Store

SCHEMAS = ("raw", "staging", "intermediate", "marts", "bi", "state", "ops")
# Moments of work, and numbers of files and of internal logs: another try, or another copy, has others.
OF_THE_TRY = {
    "ops.arrival": {"listed"},
    "ops.change": {"number"},
    "ops.model_build": {"seen"},
    "ops.run": {"run_id", "started_at", "finished_at", "published_at"},
    "ops.validation_result": {"run_at"},
}
ROWS = {
    # Who runs again after the tables were published tells nothing as new any more.
    "ops.run": "SELECT * FROM ops.run WHERE published_at IS NOT NULL AND as_of = (SELECT MAX(as_of) FROM ops.run) "
    "ORDER BY started_at LIMIT 1",
    # What a killed run made is made again, and what that concerns is told again.
    "ops.change": "SELECT DISTINCT {columns} FROM ops.change",
    "ops.validation_result": "SELECT DISTINCT {columns} FROM ops.validation_result",
}
# A file that says nowhere when it was written counts as written when it arrived; it may be so late as it is now.
STATED = {"exported_at": "CASE WHEN exported_at_basis <> 'arrival' THEN exported_at END"}
TOLD = {"ops.validation_result": {"expected": "CASE WHEN column_name <> 'exported_at' THEN expected END"}}
WHEN = re.compile(r"(loaded|seen|quarantined|released|created|reviewed|arrived|known|kept)_at")
LITTER = re.compile(r"\.(half|part|new|tmp|wal)$|\.new\.")
Kept = dict[str, tuple[str, ...]]


def tables(store: Store) -> Kept:
    """Every table: how many rows, and a sum of hashes of what is in them."""
    found = {}
    for schema in SCHEMAS:
        asked = {f"{schema}.{name}": _question(store, schema, name) for name in store.tables(schema)}
        if asked:
            union = " UNION ALL ".join(
                f"SELECT '{name}' AS name, n, h FROM ({sql}) AS q" for name, sql in asked.items()
            )
            rows = store.read(union).to_dict("records")
            found |= {str(row["name"]): (str(row["n"]), str(row["h"])) for row in rows}
    return found


def columns_of(store: Store, schema: str, name: str) -> list[str]:
    """What is compared of each column of a table: what means the same whenever the table was filled."""
    table, there = f"{schema}.{name}", store.columns(schema, name)
    kept = [column for column in there if column not in OF_THE_TRY.get(table, ()) and not WHEN.fullmatch(column)]
    told = {**({} if "exported_at_basis" not in there else STATED), **TOLD.get(table, {})}
    return [f'{told[column]} AS "{column}"' if column in told else f'"{column}"' for column in kept]


def rows_of(store: Store, schema: str, name: str) -> str:
    """A SELECT of a table's rows as far as they are compared."""
    columns = ", ".join(columns_of(store, schema, name))
    source = ROWS.get(f"{schema}.{name}", f'SELECT * FROM "{schema}"."{name}"').format(columns=columns)
    return f"SELECT {columns} FROM ({source}) AS kept"


def _question(store: Store, schema: str, name: str) -> str:
    rows = rows_of(store, schema, name)
    if store.dialect == "duckdb":
        hashed = "CAST(SUM(CAST(HASH(r) AS HUGEINT)) AS VARCHAR)"
        return f"SELECT COUNT(*) AS n, {hashed} AS h FROM ({rows}) AS r"
    hashed = "CAST(SUM(CAST(CAST('x' || LEFT(MD5(CAST(r AS TEXT)), 15) AS BIT(60)) AS BIGINT)) AS TEXT)"
    return f"SELECT COUNT(*) AS n, {hashed} AS h FROM ({rows}) AS r"


def files(project: Project) -> Kept:
    """Archived exports by name and size, and whatever lies about that nobody needs any more."""
    return {
        "archive": tuple(sorted(_named(project.archive))),
        "inbox": tuple(sorted(_named(Path(project.inbox)))),
        "large": (str(len(list(_named(project.large)))),),
        "litter": tuple(name for name in sorted(_named(project.data)) if LITTER.search(name)),
    }


def _named(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield f"{path.relative_to(folder)} {path.stat().st_size}" if folder.name == "archive" else path.name


def differences(one: Kept, other: Kept) -> dict[str, tuple[object, object]]:
    """What is not the same in the two."""
    names = sorted(one.keys() | other.keys())
    return {name: (one.get(name), other.get(name)) for name in names if one.get(name) != other.get(name)}
