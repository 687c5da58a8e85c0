"""Numbers as the networks print them, a whole column at once.

Belongs here: expressions from whole numbers to text. Not here: which column has which (`formats`).
"""

import polars as pl

_FRACTIONS = ["", *(f".{n:02d}".rstrip("0") for n in range(1, 100))]


def plain(hundredths: pl.Expr) -> pl.Expr:
    """12.5 out of 1250: no needless zeros."""
    rest = (hundredths % 100).replace_strict(list(range(100)), _FRACTIONS, return_dtype=pl.String)
    return (hundredths // 100).cast(pl.String) + rest


def fixed(hundredths: pl.Expr) -> pl.Expr:
    """12.50 out of 1250."""
    return (hundredths // 100).cast(pl.String) + "." + _padded(hundredths % 100, 2)


def grouped(number: pl.Expr, *, quote: str = '"') -> pl.Expr:
    """1,377,536, in quotes where there is a comma."""
    return _grouped(number, pl.lit(""), quote)


def grouped_fixed(hundredths: pl.Expr, *, quote: str = '"') -> pl.Expr:
    """1,030.00, in quotes where there is a comma."""
    return _grouped(hundredths // 100, "." + _padded(hundredths % 100, 2), quote)


def percent(top: pl.Expr, bottom: pl.Expr) -> pl.Expr:
    """11.52%."""
    return fixed(_hundredths(top * 100, bottom)) + "%"


def divided(top: pl.Expr, bottom: pl.Expr) -> pl.Expr:
    """top ÷ bottom to two places, 0 where there is nothing to divide by."""
    return fixed(_hundredths(top, bottom))


def ratio(top: pl.Expr, bottom: pl.Expr, places: int = 6) -> pl.Expr:
    """top ÷ bottom, blank where there is nothing to divide by."""
    text = (top / bottom).round(places).cast(pl.String).str.strip_suffix(".0")
    return pl.when(bottom > 0).then(text).otherwise(pl.lit(""))


def _hundredths(top: pl.Expr, bottom: pl.Expr) -> pl.Expr:
    whole = pl.when(bottom > 0).then(bottom).otherwise(1)
    return pl.when(bottom > 0).then((top * 100 + whole // 2) // whole).otherwise(0)


def _grouped(number: pl.Expr, rest: pl.Expr, quote: str) -> pl.Expr:
    millions, thousands, units = number // 1_000_000, number // 1_000 % 1_000, number % 1_000
    small = units.cast(pl.String) + rest
    middle = quote + thousands.cast(pl.String) + "," + _padded(units, 3) + rest + quote
    large = millions.cast(pl.String) + "," + _padded(thousands, 3) + "," + _padded(units, 3) + rest
    large = quote + large + quote
    return pl.when(number < 1_000).then(small).when(number < 1_000_000).then(middle).otherwise(large)


def _padded(number: pl.Expr, width: int) -> pl.Expr:
    return number.cast(pl.String).str.zfill(width)
