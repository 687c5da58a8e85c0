"""The long reason of a channel in the parts a reader wants: why in a sentence, what would change our mind, all of it.

Belongs here: taking apart what `allocation/explain` put together. Not here: writing it. A reason that is built
otherwise keeps its first sentence as the short one; the whole text stays beside.
"""

import re
from dataclasses import dataclass

_NEXT = re.compile(
    r"The next \d.*?\.(?= What stopped a larger move: |$)"
)  # holds a channel's name, which may hold ". "
_STOPPED = re.compile(r"What stopped a larger move: .*?\.(?= What would change our mind: |$)")
_CHANGE = re.compile(r"What would change our mind: (.*?)\.(?= |$)")


@dataclass(frozen=True, kw_only=True)
class Reason:
    """short: one sentence; rest: what follows when it is the first; change: what would change our mind, without its
    heading, else ""; text: all of it.
    """

    short: str
    rest: str
    change: str
    text: str


def reason_of(text: str) -> Reason:
    """The parts of a reason as the tables hold it."""
    text = text.strip()
    first, dot, rest = text.partition(". ")
    found = _NEXT.search(text) or _STOPPED.search(text)
    change = _CHANGE.search(text)
    return Reason(
        short=found.group() if found else first + dot.rstrip(),
        rest="" if found else rest,
        change=change.group(1) if change else "",
        text=text,
    )
