"""The container of older workbooks (OLE compound files): whether its chains of sectors hold together.

Belongs here: that check. Readers of workbooks follow the chains blindly, so that a damaged one makes them ask for more
memory than there is, which ends the whole process. Not here: reading workbooks (`workbooks`).
"""

import struct

import numpy as np

_HEADER = 512
_MOST_CHAINED = 109  # sectors of the table that the header itself names
_SPECIAL = 0xFFFF_FFFA  # from here on numbers are marks: free, end of chain, parts of the table
_END = 0xFFFF_FFFE
_ENTRY = 128
_MINI = 64
_STREAM, _ROOT = 2, 5


def is_sound(data: bytes) -> bool:
    """Whether every stream's chain stays inside the file and ends."""
    if len(data) < _HEADER:
        return False
    shift, mini_shift = struct.unpack_from("<HH", data, 30)
    directory, cutoff, mini_start = struct.unpack_from("<I4xII", data, 48)
    if shift not in (9, 12) or mini_shift != 6:
        return False
    file = _Sectors(data, 1 << shift)
    places = file.table_places()
    if places is None:
        return False
    table = np.frombuffer(b"".join(file.get(place).ljust(file.size, b"\xff") for place in places), dtype="<u4")
    entries = file.chain(directory, table)
    minis = file.chain(mini_start, table) if mini_start < _SPECIAL else []
    if entries is None or minis is None:
        return False
    mini_table = np.frombuffer(b"".join(file.get(number).ljust(file.size, b"\xff") for number in minis), dtype="<u4")
    return _streams_hold(file, b"".join(map(file.get, entries)), table, mini_table, cutoff)


class _Sectors:
    """The sectors of a file, by number."""

    def __init__(self, data: bytes, size: int) -> None:
        self.data, self.size = data, size
        self.count = max(0, -(-(len(data) - size) // size))
        self.steps = 4 * self.count + 1_000

    def get(self, number: int) -> bytes:
        return self.data[(number + 1) * self.size : (number + 2) * self.size]

    def table_places(self) -> list[int] | None:
        """Sectors that hold the table of followers; None where they are out of reach."""
        wanted, more = (struct.unpack_from("<I", self.data, at)[0] for at in (44, 68))
        places = list(struct.unpack_from(f"<{_MOST_CHAINED}I", self.data, 76))
        for _ in range(self.count):
            if more >= min(_SPECIAL, self.count):
                break
            *listed, more = struct.unpack(f"<{self.size // 4}I", self.get(more).ljust(self.size, b"\xff"))
            places += listed
        places = [place for place in places if place < _SPECIAL]
        sound = more >= _SPECIAL and wanted <= self.count and all(place < self.count for place in places)
        return places if sound else None

    def chain(self, start: int, table: np.ndarray, count: int | None = None) -> list[int] | None:
        """The numbers of a chain among `count` sectors (all of the file's); None where it leaves them or never ends."""
        limit = min(self.count if count is None else count, len(table))
        numbers, number = [], start
        while number != _END:
            self.steps -= 1
            if number >= limit or self.steps < 0:
                return None
            numbers.append(number)
            number = int(table[number])
        return numbers


def _streams_hold(file: _Sectors, entries: bytes, table: np.ndarray, mini_table: np.ndarray, cutoff: int) -> bool:
    """Whether all streams of the directory can be followed. Small ones lie inside the stream of the root."""
    room = 0
    for place in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        kind = entries[place + 66]
        start, size = struct.unpack_from("<II", entries, place + 116)
        if kind == _ROOT and start < _SPECIAL:
            chain = file.chain(start, table)
            if chain is None:
                return False
            room = len(chain) * file.size // _MINI
        elif kind == _STREAM and size:
            small = size < cutoff
            chain = file.chain(start, mini_table, room) if small else file.chain(start, table)
            if chain is None or size > len(chain) * (_MINI if small else file.size):
                return False
    return True
