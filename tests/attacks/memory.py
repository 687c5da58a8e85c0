"""The most memory a process ever had of its own."""

import resource
import sys
from pathlib import Path


def peak() -> int:
    """Bytes. On Linux of this program alone: getrusage counts what the process that started it held then as well."""
    status = Path("/proc/self/status")
    if status.is_file():
        (told,) = (line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
        return int(told.split()[1]) << 10
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most << 10
