"""Text tables as the networks write them, and the ways numbers look in them.

Belongs here: quoting, line ends, number text. Not here: any network's columns.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Row = Mapping[Hashable, Any]


def added(rows: Iterable[Row], name: str) -> Decimal:
    """Exact sum of a money or conversions column."""
    return sum((row[name] for row in rows), Decimal(0))


def counted(rows: Iterable[Row], name: str) -> int:
    """Sum of a column of counts."""
    return sum(int(row[name]) for row in rows)


def table(rows: Iterable[Sequence[str]], *, delimiter: str = ",", quote: str = ',"\n', line_end: str = "\n") -> str:
    """Join cells; a cell is quoted when it holds one of the characters of `quote`."""
    return "".join(delimiter.join(_quoted(cell, quote + delimiter) for cell in row) + line_end for row in rows)


def _quoted(cell: str, characters: str) -> str:
    if any(character in cell for character in characters):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def every_cell_quoted(rows: Iterable[Sequence[str]], line_end: str = "\n") -> str:
    """Join cells by commas with every cell in quotes."""
    return "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + line_end for row in rows)


def rounded(value: Decimal, places: str = "0.01") -> Decimal:
    """Rounded half up."""
    return value.quantize(Decimal(places), rounding=ROUND_HALF_UP)


def ratio(top: Decimal | int, bottom: Decimal | int, places: str = "0.00000001") -> Decimal | None:
    """top ÷ bottom rounded half up; None where bottom is zero."""
    return rounded(Decimal(top) / Decimal(bottom), places) if bottom else None


def plain(value: Decimal | int | None) -> str:
    """Digits and a decimal point, no thousands marks, no needless zeros; nothing for None."""
    if value is None:
        return ""
    text = f"{Decimal(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def grouped(value: Decimal | int, decimals: int = 0) -> str:
    """1,377,536 or 1,030.00."""
    return f"{value:,.{decimals}f}"


def percent(top: Decimal | int, bottom: Decimal | int) -> str:
    """11.52% of bottom; 0.00% of nothing."""
    share = ratio(Decimal(top) * 100, bottom, "0.01")
    return "0.00%" if share is None else f"{share}%"


def russian(value: Decimal | int, decimals: int = 2) -> str:
    """1 234,50 with a no-break space between thousands."""
    return f"{value:,.{decimals}f}".replace(",", "\u00a0").replace(".", ",")
