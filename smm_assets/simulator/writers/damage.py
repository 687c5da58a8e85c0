"""What happens to files between a network and an inbox.

Belongs here: damage as a function of bytes. Not here: which file of the example is damaged (`files`).
"""


def cut_off(data: bytes, share: float = 0.5) -> bytes:
    """The first part of a text file, ending in the middle of a line, as an interrupted download leaves it."""
    lines = data.splitlines(keepends=True)
    whole = max(1, int(len(lines) * share))
    return b"".join(lines[:whole]) + lines[whole][: len(lines[whole]) // 2]
