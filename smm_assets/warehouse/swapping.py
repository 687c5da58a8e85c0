"""Files put in place of others, all or none.

Belongs here: moving them, and back again when something fails. Not here: what the files are.
"""

import errno
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

Pair = tuple[Path | None, Path]


@contextmanager
def swapped(pairs: Sequence[Pair], aside: Path) -> Iterator[None]:
    """Put each new file in its place, None for taking away what is there; when the block fails, all is as before.

    aside: an empty folder of the same disk, where the former files are meanwhile.
    """
    with ExitStack() as undoing:
        for number, (new, place) in enumerate(pairs):
            undoing.callback(_put_back, _moved_aside(place, aside / str(number)), place)
            if new is not None:
                place.parent.mkdir(parents=True, exist_ok=True)
                _move(new, place)
        yield
        undoing.pop_all()


def _put_back(former: Path | None, place: Path) -> None:
    place.unlink(missing_ok=True)
    if former is not None:
        _move(former, place)


def _moved_aside(place: Path, former: Path) -> Path | None:
    try:
        _move(place, former)
    except FileNotFoundError:
        return None
    return former


def _move(source: Path, target: Path) -> None:
    try:
        os.replace(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        shutil.move(source, target)  # data/ may be a link to another disk
