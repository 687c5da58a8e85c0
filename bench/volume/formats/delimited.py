"""Columns of text to the lines of a text table.

Belongs here: joining. Not here: which cells are quoted: each format does it as its network does.
"""

import io
from collections.abc import Sequence

import polars as pl


def lines(frame: pl.DataFrame, columns: Sequence[pl.Expr], *, separator: str = ",", line_end: str = "\n") -> bytes:
    """A line for every row; cells as they are."""
    out = io.BytesIO()
    cells = frame.select(column.alias(str(place)) for place, column in enumerate(columns))
    cells.write_csv(out, include_header=False, separator=separator, line_terminator=line_end, quote_style="never")
    return out.getvalue()


def quoted(column: pl.Expr, characters: str) -> pl.Expr:
    """In quotes where it holds one of the characters."""
    texts = column.str.contains(f"[{characters}]")
    return pl.when(texts).then('"' + column + '"').otherwise(column)
