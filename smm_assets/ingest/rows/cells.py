"""Text cells to canonical text: missing marks, value maps, defaults.

Belongs here: what a blank or a dash means in a column. Not here: numbers (`numbers`) and days (`dates`).
"""

import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache, partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from smm_assets.ingest.contract import Report
from smm_assets.ingest.recognition.headers import Source, currency_of
from smm_assets.ingest.rows.arrays import TEXT, Cells, nulls
from smm_assets.ingest.rows.digits import plain_numbers
from smm_assets.ingest.rows.layout import Layout
from smm_assets.ingest.rows.numbers import prepared
from smm_assets.ingest.rows.records import Chunk
from smm_assets.ingest.rows.values import CANONICAL, canonical, meaning
from smm_assets.ingest.text.plain import plain

UNKNOWN_CURRENCY = "?"
_DASHES = frozenset(("", "-", "--", "–", "—"))
_BOUND = re.compile(r"^[<>≤≥]\s*\d")
_WHOLE_ID = re.compile(r"^(\d+)\.0+$")
_LENGTH = re.compile(r"^(?:(\d+):)?(\d{1,3}):(\d{2})(?:\.\d+)?$")
_FLAGS = {"1": True, "yes": True, "true": True, "0": False, "no": False, "false": False}
_DAMAGED_ID = r"^\d+([.,]\d+)?[eE]\+?\d+$"


@lru_cache(maxsize=500)
def missing_tokens(tokens: tuple[str, ...], own: tuple[str, ...], *, name: bool) -> frozenset[str]:
    """Normal forms of the marks that mean "not reported". A name is missing only when it is blank or a dash."""
    listed = own if name else tokens + own
    return _DASHES | {plain(token) for token in listed}


def _missing(report: Report, source: Source) -> frozenset[str]:
    return missing_tokens(report.missing, source.field.missing, name=source.to.endswith("_name"))


def present(chunk: Chunk, report: Report, source: Source) -> Cells:
    """Trimmed texts of a column with missing marks as nulls."""
    values, tokens = chunk.trimmed(source.index), _missing(report, source)
    if _no_marks_in(values, tokens):
        return values
    return values.each(lambda text: None if plain(text) in tokens else text)


def _no_marks_in(values: Cells, tokens: frozenset[str]) -> bool:
    """Whether one sees without reading each text that none is a missing mark: all are plain numbers, no mark is."""
    return not any(token[:1].isdigit() or token[1:2].isdigit() for token in tokens) and bool(
        plain_numbers(values.texts)
    )


def number_texts(chunk: Chunk, report: Report, source: Source) -> Cells:
    """Texts of a number column; missing marks and bounds such as "<1%" as nulls, the field's value map applied."""
    values = chunk.trimmed(source.index)
    tokens = _missing(report, source)
    table = {plain(key): value for key, value in source.field.values.items()}
    if source.field.duration:
        values = values.each(_seconds)
    if not table and _no_marks_in(values, tokens):
        return values

    def read(text: str) -> str | None:
        normal = plain(text)
        return None if normal in tokens or _BOUND.match(text) else table.get(normal, text)

    return values.each(read)


def numbers_of(chunk: Chunk, report: Report, source: Source) -> Cells:
    """Prepared texts of a number column."""
    key = ("numbers", source.index)
    if key not in chunk.known:
        chunk.known[key] = number_texts(chunk, report, source).map(prepared)
    found: Cells = chunk.known[key]
    return found


def _seconds(text: str) -> str:
    """Seconds of 1:05:12 or 5:12; other text unchanged."""
    found = _LENGTH.match(text)
    if not found:
        return text
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return str(hours * 3600 + minutes * 60 + seconds)


def missing_seen(chunk: Chunk, report: Report, source: Source, rows: np.ndarray) -> dict[str, int]:
    """Marks that mean "not reported" in these rows of a number column, and how often; blank cells are not told."""
    values, read = chunk.trimmed(source.index), numbers_of(chunk, report, source)
    if read.texts.null_count == values.texts.null_count:
        return {}
    lost = values.map(lambda texts: pc.if_else(pc.is_null(read.texts), texts, pa.scalar(None, TEXT)))
    found: Counter[str] = Counter()
    for text, count in zip(*lost.used(rows), strict=True):
        found[text.as_py()] += int(count)
    return dict(found)


def canonical_text(chunk: Chunk, layout: Layout, target: str) -> Cells:
    """Canonical text of a target: its columns coalesced in order of preference, value maps and defaults applied.

    What keys depend on has one spelling in every language.
    """
    sources = layout.by_target.get(target, [])
    found = [_canonical(chunk, layout, source) for source in sources]
    if not found:
        return Cells(nulls(len(chunk)))
    result = found[0] if len(found) == 1 else Cells(pc.coalesce(*(texts.dense() for texts in found)))
    for source in sources:
        if source.field.default is not None:
            result = Cells(pc.fill_null(result.dense(), source.field.default))
    return result


def _canonical(chunk: Chunk, layout: Layout, source: Source) -> Cells:
    texts = present(chunk, layout.report, source).each(_reader(source))
    said = meaning(source)
    return texts.each(partial(canonical, said)) if said in CANONICAL else texts


def _piece(text: str, separator: str, position: int) -> str | None:
    """One of two values in a cell; the first takes what is too much ("a / b / cpc" is "a / b" and "cpc")."""
    parts = text.rsplit(separator, 1)
    return parts[position].strip() or None if position < len(parts) else None


def _reader(source: Source) -> Callable[[str], str | None]:
    table = {plain(key): value for key, value in source.field.values.items()}
    if source.field.piece:
        separator, position = source.field.piece
        return lambda text: _piece(text, separator, position)
    if source.to == "currency":
        return lambda text: currency_of(table.get(plain(text), text)) or UNKNOWN_CURRENCY + text
    if source.to.endswith("_id"):
        return lambda text: (table and table.get(plain(text))) or _WHOLE_ID.sub(r"\1", text.lstrip("'"))
    return (lambda text: table.get(plain(text), text)) if table else (lambda text: text)


def flag_values(chunk: Chunk, report: Report, source: Source) -> pa.Array:
    """Yes and no of a column, by the field's value map or as 1, yes and true write them; null for any other text."""
    table = {plain(key): value for key, value in source.field.values.items()}
    texts = present(chunk, report, source)
    return texts.each(lambda text: _FLAGS.get(table.get(plain(text), plain(text))), pa.bool_()).dense()


def damaged_ids(values: Cells) -> np.ndarray:
    """Mask of ids written as 1.02E+17, which lost digits."""
    return values.mask(lambda texts: pc.match_substring_regex(texts, _DAMAGED_ID))
