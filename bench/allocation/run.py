"""Judge the recommendation on simulated worlds, beside simple rules.

usage: python -m bench.allocation.run [--worlds 15] [--first 100000] [--profile balanced] [--families a,b] [--jobs 1]

Seeds below 1000 are for development. The default ones judge, and are not looked at while the method is changed.
"""

import argparse
from concurrent.futures import ProcessPoolExecutor

import pandas as pd

from bench.allocation.families import FAMILIES
from bench.allocation.score import frame_of, judge, rules_table, table


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=15)
    parser.add_argument("--first", type=int, default=100_000)
    parser.add_argument("--profile", default="balanced")
    parser.add_argument("--families", default=",".join(FAMILIES))
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--no-rules", action="store_true")
    parser.add_argument("--out", default="")
    given = parser.parse_args()
    numbers = range(given.first, given.first + given.worlds)
    tasks = [(family, seed, given.profile, not given.no_rules) for family in given.families.split(",") for seed in numbers]
    with ProcessPoolExecutor(given.jobs) as pool:
        worlds = frame_of(list(pool.map(judge, tasks, chunksize=5)))
    if given.out:
        worlds.to_csv(given.out, index=False)
    pd.set_option("display.width", 220)
    print(table(worlds).round(3).to_string(index=False))
    if not given.no_rules:
        print(rules_table(worlds).round(3).to_string(index=False))


if __name__ == "__main__":
    main()
