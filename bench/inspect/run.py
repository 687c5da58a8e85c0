"""How long `smm inspect` takes beside the start of the interpreter (`smm --help`), for one table in several containers.

usage: python -m bench.inspect.run [--megabytes 200] [--repeats 5]

Medians of whole processes, in seconds; `look` is what inspect adds to the start, `cpu` the same in processor time,
which other work on the machine does not stretch. Files lie in a temporary folder.
"""

import argparse
import gzip
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pyarrow.csv
import pyarrow.parquet

ADS = 2_000
FIRST_DAY = date(2024, 1, 1)
HEADER = (
    "Reporting starts,Reporting ends,Day,Campaign name,Campaign ID,Ad set name,Ad set ID,Ad name,Ad ID,"
    "Amount spent (EUR),Impressions,Reach,Link clicks,Clicks (all),Purchases,Purchases conversion value\n"
)


def one_day() -> str:
    """A row for every ad, with a placeholder for the day."""
    return "".join(
        f"@,@,@,Campaign {ad // 100},{23_850_000_000_000 + ad // 100},Set {ad // 10},{23_860_000_000_000 + ad // 10},"
        f"Ad {ad},{23_870_000_000_000 + ad},{ad % 97 + 0.25:.2f},{1_000 + ad * 7 % 9_000},{500 + ad * 7 % 400},"
        f"{ad % 40},{ad % 40 + ad % 7},{ad % 4 or ''},{ad % 4 * 19.9:.2f}\n"
        for ad in range(ADS)
    )


def write(path: Path, size: int) -> None:
    """An invented export of about `size` bytes."""
    day, block = FIRST_DAY, one_day()
    with path.open("w", encoding="utf-8") as file:
        written = file.write(HEADER)
        while written < size:
            written += file.write(block.replace("@", day.isoformat()))
            day += timedelta(days=1)


def files(folder: Path, size: int) -> Iterator[tuple[str, Path]]:
    """The same table in every container, and a small one."""
    small, large = folder / "small.csv", folder / "large.csv"
    write(small, 100_000)
    yield "CSV, small", small
    write(large, size)
    yield "CSV", large
    with zipfile.ZipFile(folder / "large.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.write(large, "large.csv")
    yield "CSV in ZIP", folder / "large.zip"
    with large.open("rb") as content, gzip.open(folder / "large.csv.gz", "wb", compresslevel=1) as packed:
        while step := content.read(1 << 20):
            packed.write(step)
    yield "CSV, gzip", folder / "large.csv.gz"
    pyarrow.parquet.write_table(pyarrow.csv.read_csv(large), folder / "large.parquet")
    yield "Parquet", folder / "large.parquet"


def seconds(repeats: int, *arguments: object) -> tuple[float, float]:
    """Median seconds of `smm` with these arguments: by the clock and of the processor."""
    taken, worked = [], []
    for _ in range(repeats):
        clock, processor = time.perf_counter(), _processor()
        command = [sys.executable, "-m", "pipelines.cli.main", *map(str, arguments)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        taken.append(time.perf_counter() - clock)
        worked.append(_processor() - processor)
    return statistics.median(taken), statistics.median(worked)


def _processor() -> float:
    """Processor time of all processes that were waited for."""
    times = os.times()
    return times.children_user + times.children_system


def table(folder: Path, size: int, repeats: int) -> pd.DataFrame:
    """One row per file."""
    start, start_cpu = seconds(repeats, "--help")
    rows = []
    for name, path in files(folder, size):
        whole, cpu = seconds(repeats, "inspect", path)
        megabytes = path.stat().st_size / 1e6
        rows.append((name, megabytes, start, whole, whole - start, cpu - start_cpu))
    return pd.DataFrame(rows, columns=["file", "MB", "start", "inspect", "look", "cpu"])


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--repeats", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = table(Path(folder), given.megabytes * 1_000_000, given.repeats)
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, medians of {given.repeats}"
    )
    print(found.round(2).to_string(index=False))


if __name__ == "__main__":
    main()
