"""Which of the held-back things an id on the command line means.

Belongs here: short forms of ids, and what an unknown one may have meant. Not here: the things
(`smm_assets/report/held.py`).
"""

import difflib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from smm_assets.errors import UsageError

if TYPE_CHECKING:
    from smm_assets.report.held import HeldItem


def named(items: "Sequence[HeldItem]", ids: Iterable[str]) -> "list[HeldItem]":
    """The things these ids mean, all parts of a file by its one id. Raises UsageError for none or several."""
    found = []
    for asked in ids:
        hits = [item for item in items if asked and item.key.startswith(asked.casefold())]
        hits = [item for item in hits if item.id == asked] or hits
        if len({item.key for item in hits}) > 1:
            listed = ", ".join(dict.fromkeys(f"{item.id} ({item.name})" for item in hits))
            raise UsageError(f"'{asked}' is the start of several ids: {listed}", cure="Write more of it")
        if not hits:
            raise UsageError(f"nothing held back has the id '{asked}'", cure=_cure(items, asked))
        found += [item for item in hits if item not in found]
    return found


def _cure(items: "Sequence[HeldItem]", asked: str) -> str:
    by_name = [item.id for item in items if item.name.casefold() == asked.casefold()]
    close = by_name or difflib.get_close_matches(asked.casefold(), sorted({item.id for item in items}), n=2)
    return f"Did you mean {' or '.join(dict.fromkeys(close))}?" if close else "See the ids: smm quarantine list --all"
