"""Totals rows: which records are totals, and which of them must equal the sum of the rows.

Belongs here: recognising them. Not here: comparing sums (`reading`).
"""

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from smm_assets.ingest.rows.arrays import Cells
from smm_assets.ingest.rows.cells import present
from smm_assets.ingest.rows.layout import Layout
from smm_assets.ingest.rows.records import Chunk
from smm_assets.ingest.text.plain import plain

SUBTOTAL_DAYS = frozenset(
    ("all", "total", "alle", "alles", "gesamt", "todos", "todo", "tous", "tutti", "все", "всего", "итого")
)


def _labelled(chunk: Chunk, layout: Layout, pattern: str) -> np.ndarray:
    """Records whose first telling text cell matches, or a cell beyond the header.

    A campaign may be called "Total: spring"; the label of a totals row stands where nothing else does.
    """
    found = np.zeros(len(chunk), dtype=bool)
    if not pattern:
        return found
    search = re.compile(pattern, re.IGNORECASE)
    open_yet = np.ones(len(chunk), dtype=bool)
    for index in range(chunk.width):
        if index >= layout.width:
            found |= _matching(chunk.trimmed(index), search)
        elif index not in layout.silent and open_yet.any():
            told = chunk.trimmed(index).each(_telling)
            found |= open_yet & _matching(told, search)
            open_yet &= told.mask(pc.is_null)
    return found


def _matching(cells: Cells, search: re.Pattern[str]) -> np.ndarray:
    """Records whose plain text the pattern finds."""
    return cells.each(lambda text: bool(search.search(plain(text))), pa.bool_()).mask(lambda hits: hits)


def _telling(text: str) -> str | None:
    return None if text in ("-", "--", "–", "—") else text


def _labelled_beside(chunk: Chunk, layout: Layout, pattern: str) -> np.ndarray:
    """Records that name no entity and hold the label in a column that is not for names, behind whatever was added."""
    found = np.zeros(len(chunk), dtype=bool)
    nameless = _nameless(chunk, layout) if pattern and layout.entities else found
    if not nameless.any():
        return found
    search = re.compile(pattern, re.IGNORECASE)
    named = {source.index for source in layout.entities}
    for index in set(range(layout.width)) - named - layout.silent:
        found[nameless] |= _matching(chunk.trimmed(index).at(nameless), search)
    return found


def blank_entities(chunk: Chunk, layout: Layout) -> np.ndarray:
    """Records that name nothing although the table has columns for names."""
    if not layout.report.totals.blank_entities or not layout.entities:
        return np.zeros(len(chunk), dtype=bool)
    return _nameless(chunk, layout)


def _nameless(chunk: Chunk, layout: Layout) -> np.ndarray:
    empty = np.ones(len(chunk), dtype=bool)
    for source in layout.entities:
        if not empty.any():
            break
        empty &= present(chunk, layout.report, source).mask(pc.is_null)
    return empty


def _subtotal_days(chunk: Chunk, layout: Layout) -> np.ndarray:
    found = np.zeros(len(chunk), dtype=bool)
    for source in layout.by_target.get("day", []):
        words = chunk.trimmed(source.index).each(lambda text: plain(text) in SUBTOTAL_DAYS, pa.bool_())
        found |= words.mask(lambda hits: hits)
    return found


def totals_mask(chunk: Chunk, layout: Layout) -> np.ndarray:
    """Records that are totals or subtotals."""
    label = layout.report.totals.label
    labelled = _labelled(chunk, layout, label) | _labelled_beside(chunk, layout, label)
    return labelled | blank_entities(chunk, layout) | _subtotal_days(chunk, layout)


def control_masks(chunk: Chunk, layout: Layout, totals: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Totals rows that claim to be the sum of all rows, and those believed where no other row claims it."""
    labels = layout.report.totals
    claimed = ~_subtotal_days(chunk, layout)
    if labels.control:
        claimed = _labelled(chunk, layout, labels.control) | _labelled_beside(chunk, layout, labels.control)
    otherwise = _labelled(chunk, layout, labels.control_else) | _labelled_beside(chunk, layout, labels.control_else)
    return totals & claimed, totals & otherwise
