"""Processes that do a morning's work and are killed with SIGKILL at a point chosen before.

Belongs here: forking them, counting what they do, killing them. Not here: the work (`morning`), which points those are
(`points`), what must hold afterwards (`test_crash`). Each is forked from a process that has everything loaded.
"""

import multiprocessing
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

FORKED = multiprocessing.get_context("forkserver")
FORKED.set_forkserver_preload(["tests.attacks.loaded"])
LOOK_EVERY, MOST_SECONDS = 0.001, 600
MOVES = ("os.rename", "os.remove", "os.link", "os.mkdir", "subprocess.Popen")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
ASKING = ("run", "rows", "frame", "understood", "single", "feed")
Work = Callable[[Callable[[str], None]], None]


@dataclass(frozen=True, kw_only=True)
class Morning:
    """The work of one process: a project's morning, or one stage of it; "open" is opening its store alone."""

    home: Path
    kept_in: str
    as_of: date
    now: datetime
    only: str = ""


@dataclass(frozen=True, kw_only=True)
class Point:
    """When to kill: in a stage, before its so-manieth operation, or `after` seconds past its beginning; else `after`
    seconds of processor time into the stage. An operation is a statement of SQL, or a file written, moved or removed.
    """

    stage: str
    operation: int = 0
    after: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Course:
    """How a process went. stage: the last it reached, "done" when it came to its end. spent: seconds of processor and
    operations by stage, of one that came to its end.
    """

    stage: str
    seconds: dict[str, float]
    operations: dict[str, int]


def run(morning: Morning, point: Point | None = None) -> Course:
    """Let a process do the work, to its end or to that point."""
    return _ended(*_started(morning, point), point)


def at_once(*mornings: Morning) -> list[Course]:
    """Let processes do their work at the same time, all to their end."""
    started = [_started(morning, None) for morning in mornings]
    return [_ended(process, told, None) for process, told in started]


def _started(morning: Morning, point: Point | None) -> tuple[Any, Connection]:
    told, telling = FORKED.Pipe(duplex=False)
    process = FORKED.Process(target=_work, args=(morning, point, telling))
    process.start()
    telling.close()
    return process, told


def _ended(process: Any, told: Connection, point: Point | None) -> Course:
    course = _watch(process, told, point)
    process.join(MOST_SECONDS)
    killed = point is not None and process.exitcode == -signal.SIGKILL
    assert killed or (process.exitcode == 0 and course.stage == "done"), f"exit code {process.exitcode}, {course}"
    process.close()
    return course


def _watch(process: Any, told: Connection, point: Point | None) -> Course:
    stage, seconds, operations = "", {}, {}
    until = None
    end = time.monotonic() + MOST_SECONDS
    while True:
        assert time.monotonic() < end, f"still at work in {stage}"
        if until is not None and until():
            process.kill()
            until = None
        if not told.poll(LOOK_EVERY if until else 0.05):
            continue
        try:
            kind, value, spent = told.recv()
        except EOFError:
            return Course(stage=stage, seconds=seconds, operations=operations)
        if kind == "stage":
            stage, seconds[value] = value, spent
            if point and not point.operation and value == point.stage:
                until = _reaches(process.pid, spent + point.after)
        elif kind == "operation" and point:
            until = _passes(point.after)
        else:
            operations = value


def _reaches(pid: int, seconds: float) -> Callable[[], bool]:
    """Whether a process has used so much of a processor: its own clock, which does not go while others are at work."""
    clock = (~pid << 3) | 2
    return lambda: time.clock_gettime(clock) >= seconds


def _passes(seconds: float) -> Callable[[], bool]:
    at = time.monotonic() + seconds
    return lambda: time.monotonic() >= at


def _work(morning: Morning, point: Point | None, telling: Connection) -> None:
    """In the process: do the work, tell of its stages, die at an operation if that is the point."""
    from smm_assets.warehouse import duckdb_session, open_store
    from tests.attacks.morning import as_in_large_shops, live, project_in

    duckdb_session.CLOSED_WORLD["threads"] = 1
    as_in_large_shops()
    stages: list[str] = []
    counted: Counter[str] = Counter()

    def on_stage(name: str) -> None:
        stages.append(name)
        telling.send(("stage", name, time.process_time()))

    def on_operation() -> None:
        counted[stages[-1]] += 1
        if point and (stages[-1], counted[stages[-1]]) == (point.stage, point.operation):
            if not point.after:
                os.kill(os.getpid(), signal.SIGKILL)
            telling.send(("operation", "", 0))

    project = project_in(morning.home, morning.kept_in)
    on_stage("open")
    _count(on_operation)
    if morning.only == "open":
        with open_store(project):
            pass
    else:
        live(project, morning.as_of, morning.now, on_stage, morning.only)
    on_stage("done")
    telling.send(("operations", dict(counted), 0))


def _count(on_operation: Callable[[], None]) -> None:
    """Have every statement of SQL and every change of a file told as it begins."""
    from smm_assets.warehouse import duckdb_session
    from smm_assets.warehouse.postgres import session

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in MOVES or (event == "open" and (arguments[2] or 0) & WRITING):
            on_operation()

    sys.addaudithook(hook)
    for kind in (duckdb_session.Session, session.Session):
        for name in set(ASKING) & vars(kind).keys():
            setattr(kind, name, _told(getattr(kind, name), on_operation))


def _told(method: Callable[..., Any], on_operation: Callable[[], None]) -> Callable[..., Any]:
    @wraps(method)
    def telling(*arguments: Any, **named: Any) -> Any:
        on_operation()
        return method(*arguments, **named)

    return telling
