"""Our tables on other engines, for the page on growth: seconds by rows.

usage: python -m bench.volume.engines [--rows 50000 200000] [--postgres URL] [--spark MASTER]

--postgres: an empty database; it is emptied between sizes. --spark: the address of a master, such as spark://host:7077.
The DuckDB file is measured in turn with them, since a machine is not equally fast at all hours. Figures are added to
bench/volume/results.json.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import create_engine

from bench.volume.results import read
from bench.volume.turns import Turns
from bench.volume.ways import WAYS

_SPARK = """\
engine: spark
spark:
  master: {master}
  folder: {folder}
"""
_OURS = ("raw", "staging", "intermediate", "build", "build_bi", "marts", "bi", "ops", "state")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="*", default=[50_000, 200_000])
    parser.add_argument("--postgres")
    parser.add_argument("--spark")
    given = parser.parse_args()
    results = read()
    with tempfile.TemporaryDirectory(prefix="volume") as folder:
        turns = Turns(Path(folder), [WAYS["ours"]], 1, lambda text: print(text, file=sys.stderr, flush=True))
        for name, rows, settings in _asked(given, Path(folder)):
            results.engines.setdefault(name, {})[str(rows)] = turns.engine(rows, settings)
            results.keep()


def _asked(given: argparse.Namespace, folder: Path) -> Iterator[tuple[str, int, str]]:
    """(engine, rows, lines of smm.yaml), one after the other."""
    for rows in given.rows:
        yield "duckdb", rows, ""
        if given.postgres:
            _emptied(given.postgres)
            yield "postgres", rows, f"store: {given.postgres}\n"
        if given.spark:
            yield "spark", rows, _SPARK.format(master=given.spark, folder=folder / f"tables_{rows}")


def _emptied(url: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for schema in _OURS:
            connection.exec_driver_sql(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE')
    engine.dispose()


if __name__ == "__main__":
    main()
