"""Which exports of a round are worth reading before their turn, and how workers share them out.

Belongs here: sizes alone, so that a sensor can ask. Not here: reading them (`early`, `read_ahead`).
"""

from collections.abc import Sequence

from smm_assets.ingest.files.content import LARGE
from smm_assets.ingest.landing.inbox import Waiting

WORTH_IT = 30_000_000  # bytes: below, starting the processes takes longer than they save
SMALLEST = 500_000
_LEAST_OF_A_PIECE = 10_000_000  # bytes: a worker takes seconds to start


def is_read_early(size: int) -> bool:
    """Whether a file of so many bytes is read before its turn; larger ones are read alone, in bounded memory."""
    return SMALLEST <= size < LARGE


def worth_reading(items: Sequence[Waiting]) -> list[Waiting]:
    """Those of the files that workers should read ahead; none where there is too little of them."""
    own = [item for item in items if is_read_early(item.size) and not item.irregular and "://" not in item.path]
    return own if len(own) > 1 and sum(item.size for item in own) >= WORTH_IT else []


def shared_out(items: Sequence[Waiting], most: int) -> list[list[Waiting]]:
    """The files as at most so many pieces of work of about the same size, each in the order of its files' turns."""
    count = min(most, len(items), max(1, sum(item.size for item in items) // _LEAST_OF_A_PIECE))
    pieces: list[list[Waiting]] = [[] for _ in range(count)]
    sizes = [0] * count
    for item in sorted(items, key=lambda item: (-item.size, item.path)):
        place = sizes.index(min(sizes))
        pieces[place].append(item)
        sizes[place] += item.size
    return [sorted(piece, key=lambda item: item.path) for piece in pieces if piece]
