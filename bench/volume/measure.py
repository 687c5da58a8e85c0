"""Running one piece of work as a process and what it took: clock, processor, memory.

Belongs here: starting and waiting. Not here: which work (`ways`), medians and ratios (`results`).
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, kw_only=True)
class Taken:
    """seconds and cpu of the whole process; the same of the work in it, libraries loaded before; peak: most memory
    it held, in MB; load: how many processes wanted a core when it began; stages: seconds of the processor.
    """

    seconds: float
    cpu: float
    work_seconds: float
    work_cpu: float
    peak: float
    load: float = 0.0
    stages: Mapping[str, float] = field(default_factory=dict)


class WorkFailed(Exception):
    """A process ended otherwise than with success."""


def work(
    python: Path,
    module: str,
    function: str,
    paths: Sequence[Path],
    *,
    libraries: Path | None = None,
    note: bool = False,
) -> Taken:
    """FUNCTION of MODULE on these paths in a process of its own. With note the libraries are written down instead."""
    options = [] if libraries is None else ["--note" if note else "--libraries", str(libraries)]
    command = [str(python), "-m", "bench.volume.process", module, function, *map(str, paths), *options]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as told:
        load, began = os.getloadavg()[0], time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=told, env=_surroundings(), cwd=ROOT)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            told.seek(0)
            raise WorkFailed(f"{module}.{function} ended with {process.returncode}: {told.read().decode()[-4000:]}")
        out.seek(0)
        inside = json.loads(out.read().decode().splitlines()[-1])
    return Taken(
        seconds=seconds,
        cpu=used.ru_utime + used.ru_stime,
        work_seconds=inside["seconds"],
        work_cpu=inside["cpu"],
        load=load,
        peak=used.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6,
        stages={name: cpu for name, (_, cpu) in inside["stages"].items()},
    )


def _surroundings() -> dict[str, str]:
    """One thread for small matrices, as `make` sets it; no telemetry."""
    quiet = {"OMP_NUM_THREADS": "1", "GX_ANALYTICS_ENABLED": "false", "DAGSTER_DISABLE_TELEMETRY": "yes"}
    return {**os.environ, **quiet, "PYTHONPATH": str(ROOT)}
