"""Text cells to canonical text: missing marks, value maps, defaults.

Belongs here: what a blank or a dash means in a column. Not here: numbers (`numbers`) and days (`dates`).
"""

import re
from collections.abc import Callable
from functools import lru_cache, partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from smm_assets.ingest.contract import Report
from smm_assets.ingest.recognition.headers import Source, currency_of
from smm_assets.ingest.rows.arrays import map_distinct, mask, nulls, trimmed
from smm_assets.ingest.rows.layout import Layout
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


def present(chunk: Chunk, report: Report, source: Source) -> pa.Array:
    """Trimmed texts of a column with missing marks as nulls."""
    tokens = _missing(report, source)
    return map_distinct(trimmed(chunk.column(source.index)), lambda text: None if plain(text) in tokens else text)


def number_texts(chunk: Chunk, report: Report, source: Source) -> pa.Array:
    """Texts of a number column; missing marks and bounds such as "<1%" as nulls, the field's value map applied."""
    tokens = _missing(report, source)
    table = {plain(key): value for key, value in source.field.values.items()}
    values = trimmed(chunk.column(source.index))
    if source.field.duration:
        values = map_distinct(values, _seconds)
    simple = mask(pc.match_substring_regex(values, r"^-?\d[\d.]*$"))
    if not table and not any(token.isdigit() for token in tokens) and simple.sum() == len(values) - values.null_count:
        return values

    def read(text: str) -> str | None:
        normal = plain(text)
        return None if normal in tokens or _BOUND.match(text) else table.get(normal, text)

    return map_distinct(values, read)


def _seconds(text: str) -> str:
    """Seconds of 1:05:12 or 5:12; other text unchanged."""
    found = _LENGTH.match(text)
    if not found:
        return text
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return str(hours * 3600 + minutes * 60 + seconds)


def missing_seen(chunk: Chunk, report: Report, source: Source, rows: pa.Array) -> dict[str, int]:
    """Marks that mean "not reported" in these rows of a number column, and how often; blank cells are not told."""
    values = trimmed(chunk.column(source.index)).filter(rows)
    absent = pc.and_(pc.is_valid(values), pc.is_null(number_texts(chunk, report, source).filter(rows)))
    if not mask(absent).any():
        return {}
    return {item["values"]: item["counts"] for item in pc.value_counts(values.filter(absent)).to_pylist()}


def canonical_text(chunk: Chunk, layout: Layout, target: str) -> pa.Array:
    """Canonical text of a target: its columns coalesced in order of preference, value maps and defaults applied.

    What keys depend on has one spelling in every language.
    """
    result = nulls(len(chunk))
    sources = layout.by_target.get(target, [])
    for source in sources:
        texts = map_distinct(present(chunk, layout.report, source), _reader(source))
        if (said := meaning(source)) in CANONICAL:
            texts = map_distinct(texts, partial(canonical, said))
        result = pc.coalesce(result, texts)
    for source in sources:
        if source.field.default is not None:
            result = pc.fill_null(result, source.field.default)
    return result


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
    return map_distinct(texts, lambda text: _FLAGS.get(table.get(plain(text), plain(text))), pa.bool_())


def damaged_ids(values: pa.Array) -> np.ndarray:
    """Mask of ids written as 1.02E+17, which lost digits."""
    return mask(pc.match_substring_regex(values, _DAMAGED_ID))
