"""Write large exports of four networks in their real formats, with the truth beside them.

usage: python -m bench.volume.generate --rows 1000000 --to DIR [--days 400] [--seed 1] [--only meta] [--one-file]
       python -m bench.volume.generate --rows 1000000 --to DIR --next-morning DIR2

The folder is a project: `smm run --home DIR` works on it. --next-morning writes to DIR2 what the morning after adds to
the project in DIR, written before with the same numbers.
"""

import argparse
from pathlib import Path

from bench.volume.exports import next_morning, write
from bench.volume.scale import DAYS, NETWORKS, Volume


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=[network.name for network in NETWORKS], default="")
    parser.add_argument("--one-file", action="store_true")
    parser.add_argument("--next-morning", type=Path)
    given = parser.parse_args()
    volume = Volume(rows=given.rows, days=given.days, seed=given.seed, only=given.only)
    if given.next_morning:
        made = next_morning(volume, given.to, given.next_morning)
    else:
        made = write(volume, given.to, one_file=given.one_file)
    print(f"{made.rows:,} rows, {made.size / 1e6:,.1f} MB in {made.files} files")


if __name__ == "__main__":
    main()
