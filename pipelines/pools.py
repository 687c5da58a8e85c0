"""What may run beside what.

Belongs here: the pools' names and limits. Not here: which steps hold them (`smm_assets/assets`), nor the locks that
keep other programs out as well (`warehouse`, `backtesting`).

A run that writes the store waits in the queue until the one before it is done: DuckDB admits one writer, and the steps
of two mornings never mix. A back-fill of past mornings takes the store for moments only and runs beside it.
"""

from typing import Any

MOST_RUNS = 3


def concurrency() -> dict[str, Any]:
    """The section of dagster.yaml: a run at a time in each pool, a few runs in all."""
    return {"runs": {"max_concurrent_runs": MOST_RUNS}, "pools": {"granularity": "run", "default_limit": 1}}
