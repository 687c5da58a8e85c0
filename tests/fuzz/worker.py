"""A process of its own in which files are read, with bounds on memory and time that end it, never the tests.

Belongs here: that process and asking it. Not here: judging (`judging`).
"""

import multiprocessing
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from traceback import format_exc

from tests.fuzz.judging import WAYS, judged

MEMORY = 6 << 30
CPU_SECONDS = 30  # for one file, read in every way
WALL_SECONDS = 600


class Worker:
    """Judges files one after the other; begun anew when one of them ended it."""

    def __init__(self) -> None:
        self.process: multiprocessing.process.BaseProcess | None = None

    def begin(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.ours, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()

    def close(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.join()
            self.ours.close()
            self.process = None

    def judge(self, name: str, data: bytes, ways: tuple[str, ...] = WAYS) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What is wrong with the reading of a file, and what came of its parts."""
        if self.process is None:
            self.begin()
        try:
            self.ours.send((name, data, ways))
            if self.ours.poll(WALL_SECONDS):
                wrong, outcomes = self.ours.recv()
                return wrong, outcomes
            said = f"no answer in {WALL_SECONDS} seconds"
        except (EOFError, OSError):
            said = "the process ended: too much memory, too long, or a fault in a library"
        self.close()
        return (said,), ()


@contextmanager
def worker() -> Iterator[Worker]:
    """A worker for some files."""
    one = Worker()
    try:
        yield one
    finally:
        one.close()


def _serve(asked: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with TemporaryDirectory() as folder:
        while True:
            name, data, ways = asked.recv()
            used = resource.getrusage(resource.RUSAGE_SELF)
            limit = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
            resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
            asked.send(_judged(name, data, Path(folder), ways))


def _judged(name: str, data: bytes, folder: Path, ways: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    try:
        found = judged(name, data, folder, ways)
    except BaseException:  # noqa: BLE001 whatever it is, it is the finding; panics of libraries are no Exception
        return (format_exc(),), ()
    return found.wrong, found.outcomes
