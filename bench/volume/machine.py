"""The machine figures were taken on: cores, memory, processor, versions.

Belongs here: asking for them. Not here: figures.
"""

import os
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Any

_GIB = 1024**3
_SHOWN = ("duckdb", "pyarrow", "pandas", "dagster", "great-expectations")
_RIVALS = ("dlt", "dbt-core", "dbt-duckdb")


def described(rival_lock: Path) -> dict[str, Any]:
    """What a reader needs to compare; versions of the rival are those of its lock file."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GIB
    pinned = {name.partition("[")[0]: number for name, number in _pins(rival_lock)}
    versions = {name: version(name) for name in _SHOWN}
    versions |= {name: pinned[name] for name in _RIVALS if name in pinned}
    return {
        "processor": _processor(),
        "cores": os.cpu_count() or 1,
        "memory_gib": round(memory, 1),
        "system": f"{platform.system()} {platform.release().partition('-')[0]}",
        "python": platform.python_version(),
        "versions": versions,
    }


def _processor() -> str:
    cpus = Path("/proc/cpuinfo")
    lines = cpus.read_text(encoding="utf-8").splitlines() if cpus.is_file() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or platform.machine()


def _pins(lock: Path) -> list[tuple[str, str]]:
    """Name, with extras, and version of every package of a lock file."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    pins = (line.partition(" ")[0].partition("==") for line in lines if line[:1].isalpha())
    return [(name, number) for name, _, number in pins if number]
