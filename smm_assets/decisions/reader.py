"""What a decision reads its tables through.

Belongs here: the one thing asked of it. Not here: the stores that have it (`warehouse`).
"""

from typing import Protocol

import pandas as pd


class Reader(Protocol):
    """Anything that answers SQL: the store, or the published copy."""

    def read(self, sql: str) -> pd.DataFrame: ...
