"""A glance at a large delimited text: its head, its tail and evenly spaced pieces of the middle, all whole records.

Belongs here: choosing the pieces out of a file object and cutting them where records end. Not here: what they hold
(`examine`) or when a glance must do (`smm inspect`).

Where a piece of the middle begins, nobody knows whether a line break lies inside a quoted cell. Both answers are tried
on the whole piece: an opening quote must follow a delimiter or a line end, a closing one must precede one, and no
quoted cell is longer than what a spreadsheet can hold. Only where one answer is left the piece is used.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np

from smm_assets.ingest.files.decode import wide

LONGEST_CELL = 4 * 32_767  # bytes of the 32,767 characters a spreadsheet cell can hold
_QUOTE, _RETURN, _NEWLINE = ord('"'), ord("\r"), ord("\n")
_AROUND_QUOTES = np.array([ord(mark) for mark in ',;\t|\r\n"'])


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How much to look at, in bytes. each: of every one of `samples` pieces. longest: bytes no quoted cell exceeds."""

    head: int
    tail: int
    samples: int
    each: int
    longest: int = LONGEST_CELL


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Whole records of a file. start: where they begin in it, in bytes."""

    start: int
    data: bytes


@dataclass(frozen=True, kw_only=True)
class Sampled:
    """That only a part of a table was looked at.

    words: which ("first 2.0 MB of 80.0 MB"). share: of its bytes, 0 where that is not known. rows: how many it has,
    where the file itself says so. known_lines: lines whose number is known; None: all that were looked at.
    """

    words: str
    share: float
    rows: int | None = None
    known_lines: int | None = None


@dataclass(frozen=True, kw_only=True)
class Glance:
    """What was looked at, in file order, nothing twice. size: bytes of the whole file.

    head_lines: lines of the first piece; the number of any later line is not known. has_tail: the last piece ends
    where the file ends. samples: pieces between.
    """

    size: int
    pieces: tuple[Piece, ...]
    head_lines: int
    has_tail: bool

    @property
    def data(self) -> bytes:
        """The pieces as one text."""
        return b"".join(piece.data for piece in self.pieces)

    @property
    def samples(self) -> int:
        return len(self.pieces) - 1 - self.has_tail

    @property
    def sampled(self) -> Sampled:
        """What was looked at, in words and figures."""
        others = [f"last {megabytes(len(self.pieces[-1].data))}"] if self.has_tail else []
        others += [f"{self.samples} samples"] if self.samples else []
        first = ", ".join([f"first {megabytes(len(self.pieces[0].data))}", *others[:-1]])
        words = f"{first} and {others[-1]}" if others else first
        return Sampled(
            words=f"{words} of {megabytes(self.size)}",
            share=sum(len(piece.data) for piece in self.pieces) / max(1, self.size),
            known_lines=self.head_lines,
        )


def glance(file: BinaryIO, size: int, plan: Plan) -> Glance:
    """Look at a file of `size` bytes; reads the pieces (and `longest` bytes around each), never more.

    A file whose head uses quotes in a way of its own, or has no record end, gives its head and nothing else.
    """
    start = _read(file, 0, plan.head)
    unit = _unit(start)
    marks = _Marks(start, unit, first=True)
    ends = marks.record_ends(inside=False)
    head = Piece(start=0, data=start[: int(ends[-1])] if len(ends) else start)
    pieces = [head]
    has_tail = False
    if len(ends) and marks.possible(inside=False, longest=plan.longest):
        tail = _tail(file, size, len(head.data), plan, unit)
        has_tail = tail is not None
        limit = tail.start if tail else size
        pieces += _middle(file, len(head.data), limit, plan, unit)
        pieces += [tail] if tail else []
    return Glance(
        size=size, pieces=tuple(pieces), head_lines=_Marks(head.data, unit, last=True).line_count(), has_tail=has_tail
    )


def megabytes(count: float) -> str:
    """A number of bytes in words."""
    return f"{count / 1_000_000:,.1f} MB"


def whole_records(data: bytes) -> bytes:
    """The records that are whole in the beginning of a text; all of it when none is."""
    ends = _Marks(data, _unit(data), first=True).record_ends(inside=False)
    return data[: int(ends[-1])] if len(ends) else data


def _unit(head: bytes) -> np.dtype:
    """Type of one character unit: two bytes in UTF-16."""
    marked = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(head[:2])
    return np.dtype({"utf-16-le": "<u2", "utf-16-be": ">u2"}.get(marked or wide(head), "u1"))


def _read(file: BinaryIO, start: int, length: int) -> bytes:
    file.seek(start)
    return file.read(max(0, length))


def _tail(file: BinaryIO, size: int, after: int, plan: Plan, unit: np.dtype) -> Piece | None:
    begin = max(after, _even(size - plan.tail - plan.longest, unit))
    data = _read(file, begin, size - begin)
    ends = [end for end in _proven_ends(data, plan, unit, last=True, known=begin == after) if end < len(data)]
    wanted = [end for end in ends if begin + end >= size - plan.tail] or ends[-1:]
    return Piece(start=begin + wanted[0], data=data[wanted[0] :]) if wanted else None


def _middle(file: BinaryIO, after: int, before: int, plan: Plan, unit: np.dtype) -> Iterator[Piece]:
    """Evenly spaced pieces between two places."""
    every = (before - after) / max(1, plan.samples)
    aims = [after + int(every * (number + 0.5)) for number in range(plan.samples)]
    for aim in aims:
        begin = max(after, _even(aim - plan.longest - plan.each // 2, unit))
        data = _read(file, begin, min(before, begin + plan.longest + plan.each) - begin)
        piece = _cut(begin, data, _proven_ends(data, plan, unit, known=begin == after), plan.each)
        if piece is not None:
            after = piece.start + len(piece.data)
            yield piece


def _cut(begin: int, data: bytes, ends: list[int], most: int) -> Piece | None:
    """The last `most` bytes between two record ends."""
    first = next((end for end in ends if end >= ends[-1] - most), None) if ends else None
    if first is None or first == ends[-1]:
        return None
    return Piece(start=begin + first, data=data[first : ends[-1]])


def _even(start: int, unit: np.dtype) -> int:
    return start - start % unit.itemsize


def _proven_ends(data: bytes, plan: Plan, unit: np.dtype, *, last: bool = False, known: bool = False) -> list[int]:
    """Record ends in a piece of the middle; none when both answers are possible or none is.

    known: it begins with a record, so that its beginning is such a place too.
    """
    marks = _Marks(data, unit, last=last)
    if known:
        return [0, *marks.record_ends(inside=False).tolist()]
    answers = [inside for inside in (False, True) if marks.possible(inside=inside, longest=plan.longest)]
    return marks.record_ends(inside=answers[0]).tolist() if len(answers) == 1 else []


class _Marks:
    """Where quotes and line ends stand in a piece of text.

    first, last: nothing precedes or follows it in the file.
    """

    def __init__(self, data: bytes, unit: np.dtype, *, first: bool = False, last: bool = False) -> None:
        self.width = unit.itemsize
        self.units = np.frombuffer(data, dtype=unit, count=len(data) // self.width)
        self.first, self.last = first, last
        self.quotes = np.flatnonzero(self.units == _QUOTE)

    def possible(self, *, inside: bool, longest: int) -> bool:
        """Whether the quotes make sense where the piece begins inside (outside) of a quoted cell."""
        opening, closing = self.quotes[int(inside) :: 2], self.quotes[1 - int(inside) :: 2]
        return (
            self._separated(opening - 1)
            and self._separated(closing + 1)
            and self._longest(inside) * self.width <= longest
        )

    def _separated(self, places: np.ndarray) -> bool:
        """Whether each place holds a delimiter, a line end or another quote; beyond the piece anything may stand."""
        seen = self.units[places[(places >= self._begin) & (places < len(self.units))]]
        return bool(np.isin(seen, _AROUND_QUOTES).all())

    @property
    def _begin(self) -> int:
        """First unit after a byte order mark."""
        if not self.first or not len(self.units):
            return 0
        if self.width == 2:
            return int(self.units[0] == 0xFEFF)
        return 3 if self.units[:3].tobytes() == b"\xef\xbb\xbf" else 0

    def _longest(self, inside: bool) -> int:
        """Units of the longest quoted cell, as far as the piece shows it."""
        edges = self.quotes
        pairs = np.flatnonzero(np.diff(edges) == 1)
        doubled = pairs[pairs % 2 == 1 - int(inside)]  # a closing quote and the next one are one quote in the cell
        kept = np.delete(edges, np.concatenate([doubled, doubled + 1])) if len(doubled) else edges
        kept = np.concatenate([[0] if inside else [], kept])
        kept = np.concatenate([kept, [len(self.units)] if len(kept) % 2 else []])
        return int((kept[1::2] - kept[0::2]).max(initial=0))

    def _line_ends(self) -> np.ndarray:
        """Units after which a line ends; a last carriage return may be half of one."""
        after = np.append(self.units[1:], 0 if self.last else _NEWLINE) if len(self.units) else self.units
        return np.flatnonzero((self.units == _NEWLINE) | ((self.units == _RETURN) & (after != _NEWLINE)))

    def record_ends(self, *, inside: bool) -> np.ndarray:
        """Places, in bytes, where a record has ended."""
        lines = self._line_ends()
        outside = (np.searchsorted(self.quotes, lines) + int(inside)) % 2 == 0
        return (lines[outside] + 1) * self.width

    def line_count(self) -> int:
        return len(self._line_ends())
