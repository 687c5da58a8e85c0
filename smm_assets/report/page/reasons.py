"""The long reason of a channel in the parts a reader wants: why in a sentence, what would change our mind, all of it.

Belongs here: taking apart the sentences `allocation/explain` put together. Not here: writing them. A reason that is
built otherwise keeps its first sentence as the short one; nothing is ever lost.
"""

import re
from dataclasses import dataclass

CHANGE_OF_MIND = "What would change our mind: "
STOPPED = "What stopped a larger move: "
_END = re.compile(r"(?<=[^A-Z]\.) (?=[A-Z])")
_SHORT = ("The next ", STOPPED)


@dataclass(frozen=True, kw_only=True)
class Reason:
    """short: one sentence; change: what would change our mind, without its heading, else ""; sentences: all of it."""

    short: str
    change: str
    sentences: tuple[str, ...]


def reason_of(text: str) -> Reason:
    """The parts of a reason as the tables hold it."""
    sentences = tuple(part for part in _END.split(text.strip()) if part)
    change = next((one for one in sentences if one.startswith(CHANGE_OF_MIND)), "")
    short = [one for start in _SHORT for one in sentences if one.startswith(start)] or list(sentences[:1])
    return Reason(
        short=short[0] if short else "",
        change=change.removeprefix(CHANGE_OF_MIND).rstrip("."),
        sentences=sentences,
    )
