"""Ending servers that tests start, with all they have started.

Belongs here: how they are told, and what becomes of those that do not listen. Not here: what they must leave behind.
"""

import os
import signal
import subprocess


def stopped(process: subprocess.Popen[bytes], patience: float) -> None:
    """Interrupt the group of a process that leads one, as Ctrl-C does; kill it when that is not heard in time."""
    os.killpg(process.pid, signal.SIGINT)
    try:
        process.wait(timeout=patience)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
