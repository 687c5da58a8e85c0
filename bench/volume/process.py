"""One piece of work as a process of its own: what it took from its first to its last line, stage by stage.

usage: python -m bench.volume.process MODULE FUNCTION [--libraries FILE] [--note FILE] ARGUMENT…

Calls FUNCTION(*paths, on_stage=…) of MODULE and prints a line of JSON: seconds by the clock and of the processor, the
same of each stage. With --note the names of all modules that were loaded in the end are written down; with --libraries
those are loaded before the clock starts, so that it measures work and not imports. The one who started the process
measures it whole.
"""

import argparse
import importlib
import json
import os
import sys
import time
from pathlib import Path

CLOSING = "closing"  # what comes after the last stage that was told: files are written to the end


class Stages:
    """Seconds since the last stage ended, of the clock and of the processor."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[float, float]] = {}
        self.at = self.began = (time.perf_counter(), _processor())

    def __call__(self, name: str) -> None:
        """A stage ended now; one that comes in pieces adds up."""
        now = (time.perf_counter(), _processor())
        before = self.found.get(name, (0.0, 0.0))
        self.found[name] = (before[0] + now[0] - self.at[0], before[1] + now[1] - self.at[1])
        self.at = now

    def whole(self) -> tuple[float, float]:
        """From the first moment to now."""
        return time.perf_counter() - self.began[0], _processor() - self.began[1]


def _processor() -> float:
    """Seconds of the processor, of all threads and of processes that were started and have ended."""
    return sum(os.times()[:4])


def load(names: Path) -> None:
    """Load the libraries noted down; parts that cannot be loaded alone come with those that need them."""
    for name in names.read_text(encoding="utf-8").split():
        try:
            importlib.import_module(name)
        except (ImportError, AttributeError, ValueError):
            continue


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("module")
    parser.add_argument("function")
    parser.add_argument("arguments", nargs="*", type=Path)
    parser.add_argument("--libraries", type=Path)
    parser.add_argument("--note", type=Path)
    given = parser.parse_args()
    if given.libraries:
        load(given.libraries)
    work = getattr(importlib.import_module(given.module), given.function)
    stages = Stages()
    work(*given.arguments, on_stage=stages)
    stages(CLOSING)
    clock, processor = stages.whole()
    if given.note:
        given.note.write_text("\n".join(name for name in sys.modules if name != "__main__"), encoding="utf-8")
    print(json.dumps({"seconds": clock, "cpu": processor, "stages": stages.found}))


if __name__ == "__main__":
    main()
