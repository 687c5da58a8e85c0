"""This project, bare SQL and dlt + dbt-duckdb on the same large exports, in turns.

usage: python -m bench.volume.run [--rows 100000 1000000] [--rounds 3] [--morning 100000] [--file 500000 5000000]
                                  [--inside 1000000] [--ways floor ours "smm run" rival] [--keep]

--morning: rows of a year of history on which one more morning is taken, and ten times as long a one; --file: rows of
one file whose memory is measured; --inside: rows of a history of which every stage and model is told. 0 leaves a part
out. Each piece of work is a process of its own, its tables are checked against the truth. Prints tables; with --keep
figures are written to bench/volume/results.json as soon as there are some, of which `python -m bench.volume.page` makes
docs/measurements-volume.md.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.volume.machine import described
from bench.volume.measure import ROOT
from bench.volume.page import tables
from bench.volume.results import FILE, Results, read
from bench.volume.turns import Turns
from bench.volume.ways import RIVAL_PYTHON, WAYS

LONGER = (1, 10)
ROUND = 3


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="*", default=[100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=ROUND)
    parser.add_argument("--morning", type=int, default=100_000)
    parser.add_argument("--file", type=int, nargs="*", default=[500_000, 5_000_000])
    parser.add_argument("--inside", type=int, default=1_000_000)
    parser.add_argument("--ways", nargs="*", choices=list(WAYS), default=list(WAYS))
    parser.add_argument("--keep", action="store_true")
    given = parser.parse_args()
    ways = [WAYS[name] for name in given.ways]
    if "rival" in given.ways and not RIVAL_PYTHON.is_file():
        sys.exit("dlt and dbt are not installed: make build/rival, or leave the rival out with --ways")
    results = _begun(given)
    with tempfile.TemporaryDirectory(prefix="volume") as folder:
        turns = Turns(Path(folder), ways, given.rounds, lambda text: print(text, file=sys.stderr, flush=True))
        for _ in _measured(turns, results, given):
            if given.keep:
                results.keep()
    print(tables(results))


def _begun(given: argparse.Namespace) -> Results:
    """No figures yet; with --keep those kept of this machine, each part of which stays until it is measured again."""
    new = Results(machine=described(ROOT / "locks" / "rival.txt"))
    kept = read() if given.keep and FILE.is_file() else new
    return kept if kept.machine == new.machine else new


def _measured(turns: Turns, results: Results, given: argparse.Namespace) -> Iterator[None]:
    """All parts that were asked for, one after the other."""
    for rows in filter(None, given.rows):
        figures, size, stored = turns.histories(rows)
        results.histories[str(rows)], results.sizes[str(rows)] = figures, round(size, 1)
        results.stored[str(rows)] = round(stored, 1)
        yield
    for times in LONGER if given.morning else ():
        figures, number = turns.mornings(given.morning, times)
        results.mornings[f"{times} × {given.morning}"] = figures
        results.morning_rows[f"{times} × {given.morning}"] = number
        yield
    for rows in filter(None, given.file):
        results.memory[str(rows)] = turns.memory(rows)
        yield
    if given.inside:
        stages, results.models = turns.inside(given.inside)
        results.stages = {str(given.inside): stages}
        yield


if __name__ == "__main__":
    main()
