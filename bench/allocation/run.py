"""Judge the recommendation on simulated worlds, beside simple rules; fail when a figure that must hold does not.

usage: python -m bench.allocation.run [--worlds 12] [--first 100000] [--families a,b] [--jobs 1] [--out FILE] [--brief]

Seeds below 1000 are for development. The default ones judge, and are not looked at while the method is changed.
"""

import argparse
from concurrent.futures import ProcessPoolExecutor

import pandas as pd

from bench.allocation.families import FAMILIES
from bench.allocation.musts import THIN, balanced_demands, safe_demands, time_demands
from bench.allocation.score import frame_of, judge, rules_table, table
from bench.allocation.timing import seconds

MORE = 4  # times as many worlds of the families that have demands of their own


def main() -> int:
    """Command line; the exit code is 1 when something that must hold does not."""
    given = _arguments()
    balanced = _judged(given, "balanced", with_rules=not given.brief)
    demands = balanced_demands(balanced, _judged(given, "balanced", with_rules=False, families=THIN, more=MORE))
    _show("balanced", table(balanced))
    if not given.brief:
        _show("beside simple rules, all worlds", rules_table(balanced))
        safe = _judged(given, "safe", with_rules=False)
        _show("safe", table(safe).tail(2))
        demands += safe_demands(safe) + time_demands(seconds())
    print("\n" + "\n".join(demand.line() for demand in demands))
    missed = [demand.name for demand in demands if demand.must and not demand.met]
    print(f"\nmissed: {'; '.join(missed)}" if missed else "\nall that must hold holds")
    return 1 if missed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worlds", type=int, default=12, help="worlds of each family")
    parser.add_argument("--first", type=int, default=100_000, help="number of the first world")
    parser.add_argument("--families", default=",".join(FAMILIES))
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--out", default="", help="write one line per world to this CSV file")
    parser.add_argument("--brief", action="store_true", help="only the balanced profile, no rules, no times")
    return parser.parse_args()


def _judged(
    given: argparse.Namespace, profile: str, *, with_rules: bool, families: tuple[str, ...] = (), more: int = 1
) -> pd.DataFrame:
    numbers = range(given.first, given.first + more * given.worlds)
    wanted = families or tuple(given.families.split(","))
    tasks = [(family, seed, profile, with_rules) for family in wanted for seed in numbers]
    with ProcessPoolExecutor(given.jobs) as pool:
        worlds = frame_of(list(pool.map(judge, tasks, chunksize=5)))
    if given.out and not families:
        worlds.to_csv(given.out.replace(".csv", f"-{profile}.csv"), index=False)
    return worlds


def _show(title: str, rows: pd.DataFrame) -> None:
    print(f"\n{title}\n{rows.round(3).to_string(index=False, line_width=250)}")


if __name__ == "__main__":
    raise SystemExit(main())
