"""How long it takes until something is there: the code location, and the commands people wait for.

usage: python -m bench.start.run [--repeats 5]

Medians of whole processes, in seconds, taken in turns: by the clock, and of the processor, which other work on the
machine does not stretch. `import dagster` alone is the floor of the code location. The project is the example.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SMM = ("-m", "pipelines.cli.main")
DONE = (0, 3)  # 3: done, but the example holds a damaged file


def commands(home: Path) -> dict[str, tuple[str, ...]]:
    """What is measured, by its name."""
    where = ("--home", str(home))
    return {
        "import dagster": ("-c", "import dagster"),
        "code location": ("-c", "import pipelines.definitions"),
        "smm status": (*SMM, "status", *where),
        "smm sql": (*SMM, "sql", "SELECT * FROM channel_daily", *where),
    }


def once(arguments: tuple[str, ...]) -> tuple[float, float]:
    """Seconds of one process: by the clock, of the processor."""
    clock, before = time.perf_counter(), os.times()
    done = subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    taken, after = time.perf_counter() - clock, os.times()
    if done.returncode not in DONE:
        sys.exit(f"{' '.join(arguments)} ended with {done.returncode}: {done.stderr}")
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return taken, used


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=5)
    repeats = parser.parse_args().repeats
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "example"
        for arguments in ((*SMM, "demo", str(home)), (*SMM, "run", "--home", str(home))):
            once(arguments)
        measured: dict[str, list[tuple[float, float]]] = {name: [] for name in commands(home)}
        for _ in range(repeats):
            for name, arguments in commands(home).items():
                measured[name].append(once(arguments))
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for name, times in measured.items():
        clock, processor = (statistics.median(part) for part in zip(*times, strict=True))
        print(f"{name:16} {clock:5.2f} s by the clock {processor:5.2f} s of the processor")


if __name__ == "__main__":
    main()
