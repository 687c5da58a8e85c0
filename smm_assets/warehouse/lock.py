"""The lock of the embedded store: one process at a time opens the warehouse for work.

Belongs here: taking and waiting for data/warehouse.lock. Not here: what is done while it is held.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from smm_assets.errors import StoreBusy

_FIRST_TRY = 0.05


@contextmanager
def held(path: Path, *, wait_seconds: float, on_wait: Callable[[str], None] | None = None) -> Iterator[None]:
    """Hold the lock file for the block. on_wait is told once when somebody else has it.

    Raises StoreBusy when it is not free within wait_seconds.
    """
    lock = FileLock(path)
    try:
        lock.acquire(timeout=min(_FIRST_TRY, wait_seconds), poll_interval=0.02)
    except Timeout:
        if on_wait is not None:
            on_wait(f"Another process is working on {path.parent}; waiting for it (at most {wait_seconds:g} s)")
        _wait(lock, wait_seconds)
    try:
        yield
    finally:
        lock.release()


def _wait(lock: FileLock, seconds: float) -> None:
    try:
        lock.acquire(timeout=seconds, poll_interval=0.1)
    except Timeout:
        raise StoreBusy(
            f"{lock.lock_file} was held by another process for more than {seconds:g} s",
            cure="Wait until the running ingest, run or approval is done (smm status shows the last run), then repeat",
        ) from None
