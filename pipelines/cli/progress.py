"""Progress on a terminal: one line that changes, and only there.

Belongs here: showing that long work goes on. Not here: results. Piped output never sees it.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pipelines.cli.terminal import console, is_colourful, is_lively, safe


@contextmanager
def progress(what: str) -> Iterator[Callable[[object], None]]:
    """Yields a function that shows what is being worked on; does nothing when stderr is no
    terminal, or one without colours."""
    if not (is_lively(sys.stderr) and is_colourful(sys.stderr)):
        yield lambda message: None
        return
    from rich.text import Text

    screen = console(error=True)
    with screen.status(Text(what)) as line:
        yield lambda message: line.update(Text(f"{what} {safe(message)}"))
