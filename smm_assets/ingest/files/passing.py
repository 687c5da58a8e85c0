"""A file of our own that is gone as soon as nobody uses it any more.

Belongs here: making and removing it. Not here: what it holds (`large_text`, `rows/spool`).
"""

import os
import tempfile
import weakref
from pathlib import Path
from typing import BinaryIO


class PassingFile:
    """An empty file among the temporary ones; closed after it was written, removed with the last user of this."""

    def __init__(self, prefix: str) -> None:
        place, name = tempfile.mkstemp(prefix=prefix)
        self.path = Path(name)
        self.writing: BinaryIO = os.fdopen(place, "wb")
        self._removed = weakref.finalize(self, _remove, self.writing, self.path)


def _remove(writing: BinaryIO, path: Path) -> None:
    writing.close()
    path.unlink(missing_ok=True)
