"""How lines of a page are laid out: under a label, cut to a room, indented, joined up to a width.

Belongs here: lines as texts. Not here: what they say (`page`) or columns (`terminal`).
"""

import textwrap
from collections.abc import Iterable, Sequence

from pipelines.cli.terminal import WIDTH

LABEL = 7


def block(label: str, lines: Iterable[str]) -> list[str]:
    """Lines under a label: the label stands before the first, the others are indented by two."""
    first, *others = list(lines) or ["–"]
    return [f"{label:<{LABEL}}{first}".rstrip(), *(f"  {line}" for line in others)]


def cut(lines: list[str], room: int, where: str) -> list[str]:
    """As many lines as there is room for; where some are left out, the last says where all are."""
    if len(lines) <= room:
        return lines
    return [*lines[: max(0, room - 1)], f"  … more: {where}"] if room > 0 else []


def indented(text: str) -> list[str]:
    """A text over as many lines as it takes, the later ones indented."""
    return textwrap.wrap(text, WIDTH, subsequent_indent="  ")


def wrap(parts: Sequence[str], between: str, width: int) -> list[str]:
    """Join parts into lines no wider than asked, breaking only between parts."""
    lines: list[str] = []
    for part in parts:
        if lines and len(lines[-1]) + len(between) + len(part) <= width:
            lines[-1] += between + part
        else:
            lines.append(part)
    return lines
