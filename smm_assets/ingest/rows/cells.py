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
from smm_assets.ingest.rows.arrays import TEXT, Cells, map_distinct, mask, nulls
from smm_assets.ingest.rows.layout import Layout
from smm_assets.ingest.rows.numbers import prepared
from smm_assets.ingest.rows.records import Chunk
from smm_assets.ingest.rows.values import CANONICAL, canonical, meaning
from smm_assets.ingest.text.plain import plain

UNKNOWN_CURRENCY = "?"
_DASHES = frozenset(("", "-", "--", "–", "—"))
_BOUND = re.compile(r"^[<>≤≥]\s*\d")
_PLAIN = re.compile(r"^[-.]*[0-9][-.0-9]*$")
_WHOLE_ID = re.compile(r"^(\d+)\.0+$")
_LENGTH = re.compile(r"^(?:(\d+):)?(\d{1,3}):(\d{2})(?:\.\d+)?$")
_FLAGS = {"1": True, "yes": True, "true": True, "0": False, "no": False, "false": False}
_NOT_AS_LONG = r"[^\x00-\x7F]|[\t-\r\x1c-\x20]{2}"  # texts whose plain form may be shorter
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
    tokens = _missing(report, source)
    key = ("present", source.index, tokens)
    if key not in chunk.known:
        chunk.known[key] = missing_marks_out(chunk.trimmed(source.index), tokens)
    found: Cells = chunk.known[key]
    return found


def missing_marks_out(values: Cells, tokens: frozenset[str], *, bounds: bool = False) -> Cells:
    """Texts with those as nulls whose plain form is one of the tokens; bounds: also such as "<1%".

    Only texts that may be one are read: others are longer than any token or, where no token has one, hold a digit.
    """
    if not any(_PLAIN.match(token) for token in tokens) and values.plain:
        return values
    possible = _possible(values.texts, tokens, "^[<>≤≥]" if bounds else "")
    if not len(possible):
        return values

    def is_mark(text: str) -> bool:
        return plain(text) in tokens or (bounds and bool(_BOUND.match(text)))

    lost = np.zeros(len(values.texts), dtype=bool)
    lost[possible] = mask(map_distinct(values.texts.take(pa.array(possible)), is_mark, pa.bool_()))
    if not lost.any():
        return values
    return values.map(lambda texts: pc.if_else(pa.array(lost), pa.scalar(None, TEXT), texts))


def _possible(texts: pa.Array, tokens: frozenset[str], also: str) -> np.ndarray:
    """Positions of texts that may be one of the tokens, or match the pattern."""
    found = mask(pc.is_valid(texts))
    if not any(any(map(str.isdigit, token)) for token in tokens):
        found &= ~mask(pc.match_substring_regex(texts, "[0-9]"))
    rest = np.flatnonzero(found)
    if len(rest):
        chosen = texts.take(pa.array(rest))
        is_short = pc.less_equal(pc.utf8_length(chosen), max(map(len, tokens)))
        found[rest] = mask(pc.or_(is_short, pc.match_substring_regex(chosen, _NOT_AS_LONG)))
    if also:
        found |= mask(pc.match_substring_regex(texts, also))
    return np.flatnonzero(found)


def number_texts(chunk: Chunk, report: Report, source: Source) -> Cells:
    """Texts of a number column; missing marks and bounds such as "<1%" as nulls, the field's value map applied."""
    values = chunk.trimmed(source.index)
    tokens = _missing(report, source)
    table = {plain(key): value for key, value in source.field.values.items()}
    if source.field.duration:
        values = values.each(_seconds)
    if not table:
        return missing_marks_out(values, tokens, bounds=True)

    def read(text: str) -> str | None:
        normal = plain(text)
        return None if normal in tokens or _BOUND.match(text) else table.get(normal, text)

    return values.each(read)


def numbers_of(chunk: Chunk, report: Report, source: Source) -> Cells:
    """Prepared texts of a number column."""
    key = ("numbers", source.index)
    if key not in chunk.known:
        texts = number_texts(chunk, report, source)
        chunk.known[key] = texts if texts.plain else texts.map(prepared)
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
    key = ("canonical", target)
    if key not in chunk.known:
        chunk.known[key] = _coalesced(chunk, layout, target)
    found: Cells = chunk.known[key]
    return found


def _coalesced(chunk: Chunk, layout: Layout, target: str) -> Cells:
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
    texts, reader = present(chunk, layout.report, source), _reader(source)
    if reader is not None and not (reader is _bare_id and _are_bare(texts)):
        texts = texts.each(reader)
    said = meaning(source)
    return texts.each(partial(canonical, said)) if said in CANONICAL else texts


def _piece(text: str, separator: str, position: int) -> str | None:
    """One of two values in a cell; the first takes what is too much ("a / b / cpc" is "a / b" and "cpc")."""
    parts = text.rsplit(separator, 1)
    return parts[position].strip() or None if position < len(parts) else None


def _bare_id(text: str) -> str:
    """An id without what spreadsheet programs put around it."""
    return _WHOLE_ID.sub(r"\1", text.lstrip("'"))


def _are_bare(texts: Cells) -> bool:
    return not pc.any(pc.match_substring_regex(texts.texts, r"^'|[.]0+$")).as_py()


def _reader(source: Source) -> Callable[[str], str | None] | None:
    """What each text of a column means; None where it is what it says."""
    table = {plain(key): value for key, value in source.field.values.items()}
    if source.field.piece:
        separator, position = source.field.piece
        return lambda text: _piece(text, separator, position)
    if source.to == "currency":
        return lambda text: currency_of(table.get(plain(text), text)) or UNKNOWN_CURRENCY + text
    if source.to.endswith("_id"):
        return (lambda text: table.get(plain(text)) or _bare_id(text)) if table else _bare_id
    return (lambda text: table.get(plain(text), text)) if table else None


def flag_values(chunk: Chunk, report: Report, source: Source) -> pa.Array:
    """Yes and no of a column, by the field's value map or as 1, yes and true write them; null for any other text."""
    table = {plain(key): value for key, value in source.field.values.items()}
    texts = present(chunk, report, source)
    return texts.each(lambda text: _FLAGS.get(table.get(plain(text), plain(text))), pa.bool_()).dense()


def damaged_ids(values: Cells) -> np.ndarray:
    """Mask of ids written as 1.02E+17, which lost digits."""
    return values.mask(lambda texts: pc.match_substring_regex(texts, _DAMAGED_ID))
