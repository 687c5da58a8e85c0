"""Exports of a round read ahead of their turn, several at once, each by a process of its own.

Belongs here: which files, handing them out, getting back what was read. Not here: what such a process does
(`early_reader`), what becomes of the rows (`storing`). What was read early is used only where the file, its name, its
account and the reports known are what they were; else the file is read in its turn as if nobody had.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from threading import Condition, Thread

import pyarrow as pa

from smm_assets.ingest.contract import FileContext, Report
from smm_assets.ingest.landing.early_reader import Judged, ReadFile, Wanted
from smm_assets.ingest.landing.pieces import WORTH_IT, is_read_early
from smm_assets.ingest.recognition.examine import Examination, Part
from smm_assets.ingest.recognition.headers import match
from smm_assets.ingest.rows.layout import Layout
from smm_assets.ingest.rows.reading import Batch, Summary
from smm_assets.settings import Project
from smm_assets.validation import Verdict, validate

_MOST_PROCESSES = 8


@dataclass(frozen=True, kw_only=True)
class EarlyReading:
    """Stands for `PartReading` where a part was read early: the same summary and batches, most often judged already."""

    part: Part
    layout: Layout
    context: FileContext
    summary: Summary
    read: Judged

    def judged(self, now: datetime) -> Iterator[tuple[Batch, Verdict[pa.Table]]]:
        """The batches and what became of them at that moment (UTC)."""
        for batch, verdict in self.read:
            yield batch, verdict or validate(batch.rows, self.layout.table, self.layout.report, now=now)


def early_reading(part: Part, context: FileContext, read: ReadFile | None) -> EarlyReading | None:
    """What was read of a part, where it was read in just that way."""
    found = None if read is None else read.parts.get(part.part)
    if found is None or part.report is None:
        return None
    told = (part.report.network, part.report.name, part.report.table.name, part.header, context)
    if told != (found.network, found.report_name, found.table, found.header, found.context):
        return None
    layout = Layout(report=part.report, header=part.header, sources=part.sources)
    return EarlyReading(part=part, layout=layout, context=context, summary=found.summary, read=found.judged)


def examined_early(read: ReadFile | None, reports: Iterable[Report]) -> Examination | None:
    """What was read of a file as its examination, where all of it was read; its parts have no text to read again."""
    if read is None or not read.is_whole:
        return None
    known = {(report.network, report.name): report for report in reports}
    parts = []
    for path, found in read.parts.items():
        report = known.get((found.network, found.report_name))
        if report is None:  # one of those beside another
            return None
        sources = tuple(match(report, found.header))
        parts.append(
            Part(part=path, report=report, header=found.header, sources=sources, encoding=found.summary.encoding)
        )
    name = read.wanted.name
    return Examination(name=name, encoding=parts[0].encoding, parts=tuple(parts), problems=read.problems)


class Early:
    """The files of a round that are read early. close() ends the processes."""

    def __init__(self, project: Project, now: datetime, fingerprint: str, files: Sequence[Wanted]) -> None:
        own = [file for file in files if is_read_early(file.size)]
        count = min(os.cpu_count() or 1, _MOST_PROCESSES, len(own))
        is_worth_it = count > 1 and sum(file.size for file in own) >= WORTH_IT
        self._fingerprint = fingerprint
        self._handed = _Handed(own if is_worth_it else (), most_ahead=count + 1)
        self._readers = [_Reader(project, now, self._handed) for _ in range(count if is_worth_it else 0)]

    @property
    def processes(self) -> int:
        """How many read."""
        return len(self._readers)

    def file(self, path: str, sha256: str) -> ReadFile | None:
        """What was read of a file whose turn has come; None where it was not, or is another one by now."""
        found = self._handed.taken(path)
        return found if found and (found.sha256, found.fingerprint) == (sha256, self._fingerprint) else None

    def close(self) -> None:
        """End the processes, whatever they are at."""
        self._handed.stop()
        for reader in self._readers:
            reader.close()


class _Handed:
    """Files in the order of their turns: which were handed out, and what came of them. Used by several threads.

    most_ahead: how many may be read and not yet taken, so that what was read does not fill the memory.
    """

    def __init__(self, files: Sequence[Wanted], *, most_ahead: int) -> None:
        self._files = list(files)
        self._places = {file.path: place for place, file in enumerate(self._files)}
        self._found: dict[int, ReadFile | None] = {}
        self._next, self._turn, self._most_ahead = 0, 0, most_ahead
        self._changed = Condition()

    def next(self) -> tuple[int, Wanted] | None:
        """The next file to read, waiting until there is room for it; None when there is none."""
        with self._changed:
            self._changed.wait_for(lambda: self._next >= len(self._files) or self._next < self._turn + self._most_ahead)
            if self._next >= len(self._files):
                return None
            self._next += 1
            return self._next - 1, self._files[self._next - 1]

    def read(self, place: int, found: ReadFile | None) -> None:
        """What came of a file; None where it could not be read early."""
        with self._changed:
            self._found[place] = found
            self._changed.notify_all()

    def taken(self, path: str) -> ReadFile | None:
        """What came of the file whose turn has come, waiting for it where it was begun; those before it are over."""
        place = self._places.get(path, -1)
        with self._changed:
            if place < self._turn:
                return None
            is_begun, self._turn = place < self._next, place + 1
            self._next = max(self._next, self._turn)
            self._changed.notify_all()
            if not is_begun:
                return None
            self._changed.wait_for(lambda: place in self._found)
            found = self._found[place]
            self._found = {other: kept for other, kept in self._found.items() if other > place}
            return found

    def stop(self) -> None:
        with self._changed:
            self._next = len(self._files)
            self._changed.notify_all()


class _Reader:
    """One process and the thread that talks to it."""

    def __init__(self, project: Project, now: datetime, handed: _Handed) -> None:
        command = [sys.executable, "-c", "from smm_assets.ingest.landing import early_reader; early_reader.main()"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._handed = handed
        self._thread = Thread(target=self._talk, args=((project, now),), name="early", daemon=True)
        self._thread.start()

    def _talk(self, begin: object) -> None:
        """Hand out files until there is none; a process that broke down leaves the rest to others, or to their turn."""
        alive = True
        while alive and (item := self._handed.next()) is not None:
            place, wanted = item
            found, alive = None, False
            try:
                found = self._asked(begin, wanted)
                alive, begin = True, None
            except (OSError, EOFError, pickle.PickleError):
                pass
            finally:
                self._handed.read(place, found)

    def _asked(self, begin: object, wanted: Wanted) -> ReadFile | None:
        to, back = self._process.stdin, self._process.stdout
        assert to is not None
        assert back is not None
        if begin is not None:
            pickle.dump(begin, to)
        pickle.dump(wanted, to)
        to.flush()
        found = pickle.load(back)
        assert found is None or isinstance(found, ReadFile)
        return found

    def close(self) -> None:
        self._process.kill()
        self._thread.join()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with suppress(OSError):  # what was not sent any more
                pipe.close()
        self._process.wait()
