"""Exchange rates of the example: EUR for one unit of a currency, on working days, as central banks publish them.

Belongs here: drawing the rates and converting by them. Not here: reading a user's `fx.csv` (`budget/`).
"""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pandas as pd

from smm_assets.simulator.randomness import stream

REPORTING_CURRENCY = "EUR"
START = {"RUB": 0.010600, "USD": 0.861000}
DAILY_CHANGE = 0.003
MICRO = Decimal("0.000001")


def draw_rates(seed: int, first: date, last: date) -> pd.DataFrame:
    """Columns date, currency, rate (Decimal with six decimals), every working day from a week before `first` on."""
    calendar = pd.bdate_range(first - timedelta(days=7), last)
    found = []
    for currency, start in sorted(START.items()):
        steps = stream(seed, f"rates {currency}").normal(0.0, DAILY_CHANGE, len(calendar))
        path = start * np.exp(np.cumsum(steps) - 0.5 * np.arange(len(calendar)) * DAILY_CHANGE**2)
        rates = [Decimal(f"{value:.6f}") for value in path]
        found.append(pd.DataFrame({"date": calendar.date, "currency": currency, "rate": rates}))
    return pd.concat(found).sort_values(["date", "currency"], ignore_index=True)


class Converter:
    """Money of a day into EUR: the rate of the day, else of the last working day before."""

    def __init__(self, rates: pd.DataFrame) -> None:
        self._rates = dict(zip(zip(rates["date"], rates["currency"], strict=True), rates["rate"], strict=True))

    def rate(self, currency: str, day: date) -> Decimal:
        """EUR for one unit; KeyError when there is none within seven days."""
        if currency == REPORTING_CURRENCY:
            return Decimal(1)
        for back in range(8):
            found = self._rates.get((day - timedelta(days=back), currency))
            if found is not None:
                return Decimal(found)
        raise KeyError(f"no rate of {currency} on {day}")

    def to_eur(self, amount: Decimal, currency: str, day: date) -> Decimal:
        """The amount in EUR, rounded half up to six decimals."""
        return (amount * self.rate(currency, day)).quantize(MICRO, rounding=ROUND_HALF_UP)
