"""What the referee is told: the terms of a test, and what was spent and counted day by day.

Belongs here: the frozen types. Not here: any judgement.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Terms:
    """A test as it was declared. channels: two or more; benchmark: a published cost per result, None when not told.

    comparability: grade of its results, A to D. budget: of all its channels together, None when not told.
    """

    test_id: str
    channels: tuple[str, ...]
    first_day: date
    last_day: date
    result_metric: str
    comparability: str
    budget: Decimal | None = None
    benchmark: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Counted:
    """Days × channels. spend; exposure: spend × the share of its results that is usually known; results.

    NaN where spend or results of the day are not known. Results that networks took back below zero count as none.
    """

    spend: Floats
    exposure: Floats
    results: Floats

    @property
    def known(self) -> NDArray[np.bool_]:
        """Days and channels whose spend and results are both known."""
        return np.isfinite(self.exposure) & np.isfinite(self.results)

    def money(self) -> Floats:
        """Known spend of each channel."""
        return np.where(self.known, self.spend, 0.0).sum(axis=0)

    def exposed(self) -> Floats:
        """Exposure of each channel over its known days."""
        return np.where(self.known, self.exposure, 0.0).sum(axis=0)

    def counts(self) -> Floats:
        """Results of each channel over its known days."""
        return np.where(self.known, np.maximum(self.results, 0.0), 0.0).sum(axis=0)
