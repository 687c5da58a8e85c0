"""What the cells of each column of an unknown table are: days, amounts, counts, shares, ids, texts, and how written.

Belongs here: kinds told from whole columns by the same rules the engine reads with. Not here: what a column means
(`meaning`). Of cells nothing is kept but their form, such as 9 999,99 or Aaaa aaa.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from smm_assets.ingest.contract import NOT_REPORTED
from smm_assets.ingest.recognition.headers import currency_of, normalised
from smm_assets.ingest.rows.arrays import text_array
from smm_assets.ingest.rows.numbers import Verdict, prepared, shapes, verdict
from smm_assets.ingest.text.dates import day_order, read_day, split_range
from smm_assets.ingest.text.moments import read_moment
from smm_assets.ingest.text.plain import plain

Kind = Literal[
    "blank", "day", "range", "moment", "length", "share", "decimal", "count", "id", "currency", "address", "text"
]
_MISSING = frozenset((*NOT_REPORTED, "–", "—"))
_LENGTH = re.compile(r"^(\d+:)?\d{1,3}:\d{2}$")
_CLOCK = re.compile(r"\d{1,2}:\d{2}")
_SHORTEST_ID = 8
_MOST_MARKS = 3


@dataclass(frozen=True, kw_only=True)
class Holding:
    """One column. currency: of its heading. forms: forms of its commonest cells. missing: marks that are no value.

    order: of its days, "?" when open; numbers: what its number cells say of the decimal mark. distinct: cells that
    differ.
    """

    index: int
    heading: str
    kind: Kind
    currency: str = ""
    forms: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    order: str = ""
    numbers: Verdict = field(default_factory=Verdict)
    distinct: int = 0


def holding(index: int, heading: str, cells: Sequence[str]) -> Holding:
    """What a column holds."""
    values = [cell for cell in cells if plain(cell) not in _MISSING]
    marks = _marks(values)
    values = [value for value in values if value not in marks]
    kind, order, numbers = _kind(values, heading)
    common = Counter(map(form, values)).most_common(2)
    return Holding(
        index=index,
        heading=" ".join(heading.split()),
        kind=kind,
        currency=normalised(heading).currency,
        forms=tuple(text for text, _ in common),
        missing=marks,
        order=order,
        numbers=numbers,
        distinct=len(set(values)),
    )


def form(text: str) -> str:
    """The form of a cell without its content: digits as 9, letters as a or A."""
    return "".join(map(_form, text[:24]))


def _form(char: str) -> str:
    if char.isdigit():
        return "9"
    if char.isalpha():
        return "A" if char.isupper() else "a"
    return char if char.isprintable() else " "


def _marks(values: Sequence[str]) -> tuple[str, ...]:
    """Few different short texts in a column of numbers otherwise: marks that mean "not reported"."""
    odd = Counter(value for value in values if not any(c.isdigit() for c in value))
    few = len(odd) <= _MOST_MARKS and all(len(text) <= 12 for text in odd)
    return tuple(sorted(odd)) if odd and few and sum(odd.values()) * 2 < len(values) else ()


def _kind(values: Sequence[str], heading: str) -> tuple[Kind, str, Verdict]:
    nothing = Verdict()
    if not values:
        return "blank", "", nothing
    if all(currency_of(value) for value in values):
        return "currency", "", nothing
    if all(value.startswith(("http://", "https://", "www.")) for value in values):
        return "address", "", nothing
    if all(_LENGTH.match(value) for value in values):
        return "length", "", nothing
    if all(_day(value) for value in values):
        timed = any(_CLOCK.search(value) and read_moment(value, "dmy")[1] for value in values)
        return ("moment" if timed else "day"), day_order(values), nothing
    if all(_is_range(value) for value in values):
        return "range", day_order([end.strip() for value in values for end in split_range(value) or ()]), nothing
    return _number(values, heading)


def _day(value: str) -> bool:
    return any(read_day(value, order) or read_moment(value, order)[0] for order in ("dmy", "mdy"))


def _is_range(value: str) -> bool:
    ends = split_range(value)
    return ends is not None and all(_day(end.strip()) for end in ends)


def _number(values: Sequence[str], heading: str) -> tuple[Kind, str, Verdict]:
    found = verdict(shapes(prepared(text_array(values))))
    if found.bad or found.mixed:
        return "text", "", Verdict()
    if all(value.rstrip().endswith("%") for value in values) or "%" in heading:
        return "share", "", found
    if all(value.isdigit() for value in values) and min(map(len, values)) >= _SHORTEST_ID:
        return "id", "", found
    return ("decimal" if found.decimal else "count"), "", found
