"""Doing the floor's work on a DuckDB file: a whole history, or one more morning on top of it.

Belongs here: which SQL runs when. Not here: measuring (`bench/volume/run`).
"""

from collections.abc import Callable
from pathlib import Path

import duckdb

SQL = Path(__file__).parent / "sql"
NETWORKS = ("meta", "google", "tiktok", "linkedin")
MARTS = {
    "channel_daily": "channel",
    "campaign_daily": "channel, network, account_id, campaign_id",
    "publisher_daily": "network, publisher",
}
_ALWAYS = ("0001-01-01", "9999-12-31")
OnStage = Callable[[str], None]


def history(database: Path, home: Path, *, on_stage: OnStage) -> None:
    """Every file of the project's inbox to fact and marts."""
    with duckdb.connect(str(database)) as connection:
        _prepare(connection, home, home / "inbox")
        _parse(connection, "ad_daily", home / "inbox")
        on_stage("read")
        for name, keys in MARTS.items():
            connection.execute(f"CREATE TABLE {name} AS {_daily(keys, *_ALWAYS)}")
        connection.execute(_text("effectiveness"))
        on_stage("models")


def morning(database: Path, home: Path, folder: Path, *, on_stage: OnStage) -> None:
    """The files of `folder` on top: newer days replace what they tell again, and marts follow."""
    with duckdb.connect(str(database)) as connection:
        _prepare(connection, home, folder)
        _parse(connection, "new", folder)
        connection.execute(
            "DELETE FROM ad_daily USING new WHERE ad_daily.date = new.date AND ad_daily.ad_id = new.ad_id "
            "AND ad_daily.network = new.network AND ad_daily.account_id = new.account_id"
        )
        connection.execute("INSERT INTO ad_daily BY NAME SELECT * FROM new")
        on_stage("read")
        found = connection.execute("SELECT MIN(date)::VARCHAR, MAX(date)::VARCHAR FROM new").fetchone()
        assert found is not None
        for name, keys in MARTS.items():
            connection.execute(f"DELETE FROM {name} WHERE date BETWEEN ? AND ?", found)  # noqa: S608 names are ours
            connection.execute(f"INSERT INTO {name} {_daily(keys, *found)}")
        connection.execute(_text("effectiveness"))
        connection.execute("DROP TABLE new")
        on_stage("models")


def _prepare(connection: duckdb.DuckDBPyConnection, home: Path, folder: Path) -> None:
    """Rates, and the files in the order they arrived."""
    connection.execute(_text("fx", home=str(home)))
    files = [(str(path), path.stat().st_mtime_ns) for path in sorted(folder.iterdir())]
    connection.execute("CREATE TEMP TABLE arrived (filename VARCHAR, seen BIGINT)")
    connection.executemany("INSERT INTO arrived VALUES (?, ?)", files)


def _parse(connection: duckdb.DuckDBPyConnection, table: str, folder: Path) -> None:
    """The newest version of every ad's day that the folder tells; networks without files there are left out."""
    present = [name for name in NETWORKS if any(folder.glob(_pattern(name)))]
    rows = "\nUNION ALL\n".join(_text(name, folder=str(folder)) for name in present)
    connection.execute(f"CREATE TABLE {table} AS {_text('convert', rows=rows)}")
    connection.execute(_text("older", table=table))


def _pattern(network: str) -> str:
    return _text(network).partition("{folder}/")[2].partition("'")[0]


def _daily(keys: str, first: str, last: str) -> str:
    return _text("daily", keys=keys, first=first, last=last)


def _text(name: str, **values: str) -> str:
    text = (SQL / f"{name}.sql").read_text(encoding="utf-8")
    for key, value in values.items():
        text = text.replace(f"{{{key}}}", value)
    return text
