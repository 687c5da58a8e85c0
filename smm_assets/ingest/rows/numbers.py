"""Numbers written by people and networks: decimal mark and thousands marks decided from a whole column.

Belongs here: shapes of number texts, the decision they allow, exact conversion. Not here: which columns are numbers
(`layout`) or what to do with a refused file.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from smm_assets.ingest.rows.arrays import TEXT, map_distinct, mask, trimmed
from smm_assets.ingest.rows.digits import Plain, as_decimals, plain_numbers, shaped

EXACT = pa.decimal128(18, 6)
_WIDE = pa.decimal128(38, 12)
_SCALABLE = pa.decimal128(27, 9)
_SIMPLE = r"^-?\d{1,15}(\.\d{1,9})?$"
_BARE = r"^-?[0-9.,]+%?$"  # nothing below would change it
_LIMIT = Decimal(10) ** 12
_MONEY = r"(?:R\$|US\$|C\$|A\$|zł|Kč|kr\.?|руб\.?|грн\.?|лв\.?|円|원|[рР]\.?|\p{Sc}|[A-Z]{3})"
_MONEY_FIRST = rf"^([-+(]?\s*){_MONEY}\s*([-(]?[\d.,])"
_MONEY_LAST = rf"(\d[.,]?)\s*{_MONEY}\s*(\)?-?)$"
_GROUPED = re.compile(r"^-?9{1,3}([ '])9{3}(\1?9{3})*([.,]9*)?$")
MARKS = (".", ",")


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the shapes of a column say. decimal: the mark, "" undecided. share: cells that are no numbers at all.

    ambiguous: mark ("." or ",") of shapes such as 1,234 that could be a thousand or a fraction; "" when none.
    mixed: both marks are used as the decimal one by more than a tenth of the telling cells.
    """

    decimal: str = ""
    ambiguous: str = ""
    mixed: bool = False
    cells: int = 0
    bad: int = 0


def prepared(values: pa.Array) -> pa.Array:
    """Texts without currency marks, plus signs and odd spaces; minus variants and brackets as a leading minus."""
    if plain_numbers(values):
        return values
    cleaned = trimmed(values)
    if mask(pc.match_substring_regex(cleaned, _BARE)).sum() == len(cleaned) - cleaned.null_count:
        return cleaned
    if not mask(pc.string_is_ascii(pc.fill_null(cleaned, ""))).all():
        cleaned = pc.utf8_normalize(cleaned, "NFKC")
        cleaned = pc.replace_substring_regex(cleaned, "[−–—‐‑]", "-")
        cleaned = pc.replace_substring_regex(cleaned, "[’´`]", "'")
    for pattern in (_MONEY_FIRST, _MONEY_LAST):
        cleaned = pc.replace_substring_regex(cleaned, pattern, r"\1\2")
    cleaned = pc.replace_substring_regex(cleaned, r"\s+", " ")
    for pattern, written in (
        (r"^\s*\[\s*(.*\S)\s*\]\s*$", r"\1"),
        (r"^\s*\(\s*-?\s*(.*\S)\s*\)\s*$", r"-\1"),
        (r"^\s*\+\s*", ""),
        (r"^\s*-\s*", "-"),
        (r"^([^-].*\S)\s*-\s*$", r"-\1"),
        (r"\s*%\s*$", "%"),
        (r"(\d) (\d{3}\b)", r"\1'\2"),
        (r"(\d) (\d{3}\b)", r"\1'\2"),
    ):
        cleaned = pc.replace_substring_regex(cleaned, pattern, written)
    return trimmed(cleaned)


def shapes(values: pa.Array, weights: np.ndarray | None = None) -> Counter[str]:
    """How often each shape occurs in prepared texts: digits become 9, a leading lone zero becomes Z.

    weights: how often each text counts; once when None.
    """
    weighed = np.ones(len(values), dtype=np.int64) if weights is None else weights
    plain = plain_numbers(values)
    if plain:
        return plain.shapes(weighed)
    encoded = shaped(values.drop_null()).dictionary_encode()
    counts = np.bincount(encoded.indices.to_numpy(), weighed[mask(pc.is_valid(values))], len(encoded.dictionary))
    return Counter({shape: int(count) for shape, count in zip(encoded.dictionary.to_pylist(), counts, strict=True)})


def examples(values: pa.Array) -> dict[str, str]:
    """The first text of each shape in prepared texts."""
    texts = values.drop_null()
    encoded = shaped(texts).dictionary_encode()
    _, first = np.unique(encoded.indices.to_numpy(), return_index=True)
    return dict(zip(encoded.dictionary.to_pylist(), texts.take(pa.array(first)).to_pylist(), strict=True))


@lru_cache(maxsize=10_000)
def reads_as(shape: str) -> str:
    """What one shape says: "." or "," the decimal mark, "?." or "?," either way, "" nothing, "bad" no number."""
    body = re.sub(r"%$", "", shape.removeprefix("-"))
    power = re.match(r"^(.*?)[eE][+-]?9{1,3}$", body)
    if power:
        found = re.match(r"^[9Z]+([.,])9+$", power.group(1))
        return found.group(1) if found else ("" if re.match(r"^9+$", power.group(1)) else "bad")
    if _GROUPED.match(body):
        tail = re.search(r"[.,]", body)
        return tail.group(0) if tail else ""
    if re.match(r"^9+$", body):
        return ""
    single = re.match(r"^(9*|Z)([.,])(9*)$", body)
    if single:
        whole, mark, rest = single.groups()
        if not whole and not rest:
            return "bad"
        return "?" + mark if len(rest) == 3 and whole in ("9", "99", "999") else mark
    if re.match(r"^9{1,3}(,9{2,3})*,9{3}(\.9*)?$", body):
        return "."
    return "," if re.match(r"^9{1,3}(\.9{3})+(,9*)?$", body) else "bad"


def verdict(counts: Mapping[str, int]) -> Verdict:
    """What a whole column's shapes say together."""
    votes: Counter[str] = Counter()
    for shape, count in counts.items():
        votes[reads_as(shape)] += count
    points, commas = votes["."], votes[","]
    mixed = min(points, commas) * 10 > points + commas
    decimal = "" if mixed or not points + commas else ("." if points > commas else ",")
    doubtful = "".join(mark for mark in MARKS if votes["?" + mark])
    ambiguous = "" if decimal or not doubtful else doubtful[0]
    if len(doubtful) == 2 and not decimal:
        mixed = True
    return Verdict(decimal=decimal, ambiguous=ambiguous, mixed=mixed, cells=sum(counts.values()), bad=votes["bad"])


def _valid(decimal: str) -> str:
    groups = r"\d{1,3}(,\d{2,3})*,\d{3}|\d{1,3}('\d{3})+" if decimal == "." else r"\d{1,3}(\.\d{3})+|\d{1,3}('\d{3})+"
    mark = re.escape(decimal)
    return rf"^-?((\d+|{groups})({mark}\d*)?|{mark}\d+)([eE][+-]?\d{{1,3}})?%?$"


def exact(
    values: pa.Array, decimal: str, scale: str = "", *, plain: Plain | None = None
) -> tuple[pa.Array, np.ndarray]:
    """Prepared texts as exact decimals (six places), and a mask of texts that are no number or do not fit.

    scale: what they are multiplied by before they are rounded. plain: the same texts as plain numbers, where known.
    """
    plain = None if scale else plain or plain_numbers(values)
    if plain and plain.fits and (decimal == "." or plain.places.max(initial=-1) < 0):
        absent = ~mask(pc.is_valid(values))
        return as_decimals(plain.millionths(), absent), np.zeros(len(values), dtype=bool)
    return _exact(values, decimal, scale)


def _exact(values: pa.Array, decimal: str, scale: str) -> tuple[pa.Array, np.ndarray]:
    fits = mask(pc.match_substring_regex(values, _valid(decimal)))
    bad = mask(pc.is_valid(values)) & ~fits
    written = pc.if_else(pa.array(fits), values, pa.scalar(None, TEXT))
    written = pc.replace_substring(written, "'", "")
    written = pc.replace_substring(written, "," if decimal == "." else ".", "")
    written = pc.replace_substring(written, ",", ".") if decimal == "," else written
    plain = pc.match_substring_regex(written, _SIMPLE)
    if mask(plain).sum() < len(written) - written.null_count:
        written = map_distinct(written, _spelled_out)
        lost = mask(pc.is_valid(values)) & ~bad & mask(pc.is_null(written))
        bad |= lost
    rounded = pc.round(_scaled(written, scale), 6)
    too_big = mask(pc.greater_equal(pc.abs(rounded), pa.scalar(_LIMIT, _WIDE)))
    rounded = pc.if_else(pa.array(~too_big), rounded, pa.scalar(None, rounded.type))
    return pc.cast(rounded, EXACT, safe=False), bad | too_big


def _scaled(written: pa.Array, scale: str) -> pa.Array:
    if not scale:
        return pc.cast(written, _WIDE)
    factor = pa.scalar(Decimal(scale), pa.decimal128(10, 6))
    return pc.cast(pc.multiply(pc.cast(written, _SCALABLE, safe=False), factor), _WIDE, safe=False)


def _spelled_out(text: str) -> str | None:
    """Plain notation of a number with exponent, percent sign or many places; None when it is out of range."""
    try:
        number = Decimal(text.removesuffix("%").rstrip(".") or "x")
        number = number / 100 if text.endswith("%") else number
        if not number.is_finite() or abs(number) >= _LIMIT * 1000:
            return None
    except ArithmeticError:
        return None
    return f"{number:.12f}"


def whole(values: pa.Array) -> tuple[pa.Array, np.ndarray]:
    """Exact decimals as whole numbers, and a mask of values that have a fraction."""
    floor = pc.floor(values)
    fractional = mask(pc.not_equal(floor, values))
    kept = pc.if_else(pa.array(~fractional), floor, pa.scalar(None, floor.type))
    return pc.cast(pc.cast(kept, pa.decimal128(38, 0), safe=False), pa.int64()), fractional


def decimals_shown(counts: Mapping[str, int], decimal: str) -> int:
    """The most digits any cell of the column shows after its decimal mark."""
    longest = 0
    for shape in counts:
        found = re.search(re.escape(decimal) + r"(9+)%?$", shape)
        longest = max(longest, len(found.group(1)) if found else 0)
    return longest
