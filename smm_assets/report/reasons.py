"""The long reason of a channel in the parts a reader wants: why in a sentence, what would change our mind, all of it.

Belongs here: taking apart what `allocation/explain` put together, by how its sentences begin. Not here: writing it, or
showing it. A reason that is built otherwise keeps its first sentence as the short one; the whole text stays beside.
"""

import re
from dataclasses import dataclass

CHANGE = "What would change our mind: "
KINDS = {
    "We saw ": "seen",
    "Days left out: ": "left_out",
    "Taken into account: ": "counted_in",
    "The next ": "next",
    "What stopped a larger move: ": "stopped",
    CHANGE: "change",
}
_NEW_PART = re.compile(
    r"(?<=\.) (?=We saw |Days left out: |Taken into account: |The next \d|What stopped a larger move: "
    r"|What would change our mind: )"
)


@dataclass(frozen=True, kw_only=True)
class Reason:
    """short: one sentence; rest: what follows when it is the first; change: what would change our mind, without its
    heading, else ""; text: all of it.
    """

    short: str
    rest: str
    change: str
    text: str


def parts_of(text: str) -> list[tuple[str, str]]:
    """(kind, text) in order; nothing is left out. Kinds: those above, and "other" for what begins otherwise."""
    found = []
    for part in _NEW_PART.split(text.strip()):
        begins = next((begin for begin in KINDS if part.startswith(begin)), "")
        said, dot, after = part.partition(". ") if begins == CHANGE else (part, "", "")
        found.append((KINDS.get(begins, "other"), said + dot.rstrip()))
        if after:
            found.append(("other", after))
    return found


def reason_of(text: str) -> Reason:
    """The parts of a reason as the tables hold it."""
    text = text.strip()
    parts = dict(reversed(parts_of(text)))
    first, dot, rest = text.partition(". ")
    found = parts.get("next") or parts.get("stopped")
    return Reason(
        short=found or first + dot.rstrip(),
        rest="" if found else rest,
        change=parts.get("change", "").removeprefix(CHANGE).removesuffix("."),
        text=text,
    )
