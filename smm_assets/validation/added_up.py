"""Results of several batches of one part as one.

Belongs here: adding up result rows and wording those that only warn. Not here: checking (`validate`).
"""

from collections.abc import Sequence

import pandas as pd

_KEY = ["suite", "expectation", "column_name", "severity", "expected"]


def added_up(batches: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """One row per expectation. batches: results of a Verdict each, with the number of rows checked in `rows`.

    Columns: those of the results; observed says how many of all rows broke it.
    """
    every = pd.concat(batches, ignore_index=True)
    grouped = every.groupby(_KEY, sort=False, as_index=False).agg(
        success=("success", "all"), unexpected_count=("unexpected_count", "sum"), rows=("rows", "sum")
    )
    observed = [
        f"{count} of {rows} rows" if count else f"all {rows} rows"
        for count, rows in zip(grouped["unexpected_count"], grouped["rows"], strict=True)
    ]
    return grouped.drop(columns="rows").assign(observed=observed)


def _columns(names: str) -> str:
    return f"column {names}" if " " not in names else f"columns {' and '.join(names.split())}"


def remarks(results: pd.DataFrame) -> tuple[str, ...]:
    """What a person should know of rows that were let through. results: as `added_up` returns them."""
    warned = results[~results["success"].astype(bool) & (results["severity"] == "warning")]
    return tuple(
        f"{row.observed} look wrong: {_columns(str(row.column_name))}, expected {row.expected}"
        for row in warned.itertuples()
    )
