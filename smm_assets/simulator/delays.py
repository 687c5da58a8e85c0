"""Orders come days after the click, so a day exported later has more conversions.

Belongs here: how long orders take and what a network knows on a morning. Not here: how many orders there are
(`orders`).
"""

from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

# Share of orders placed 0, 1, 2 … days after the click; networks count up to seven days.
DELAYS = (0.72, 0.12, 0.06, 0.04, 0.03, 0.015, 0.01, 0.005)


def draw_delays(random: np.random.Generator, count: int) -> NDArray[np.int64]:
    """Days between click and order of `count` orders."""
    return random.choice(len(DELAYS), size=count, p=DELAYS).astype(np.int64)


def known_conversions(orders: pd.DataFrame, exported: date) -> pd.DataFrame:
    """Conversions the networks report on the morning of `exported`, by ad and day of the click.

    Columns date, ad_id, conversions (hundredths), conversion_value_cents (hundredths of the account's currency). Orders
    of `exported` itself have not happened yet.
    """
    claimed = orders[orders["claimed_by"].ne("") & orders["order_date"].lt(exported)]
    totals = claimed.groupby(["claimed_date", "claimed_by"], as_index=False)[["credit", "claimed_cents"]].sum()
    names = {
        "claimed_date": "date",
        "claimed_by": "ad_id",
        "credit": "conversions",
        "claimed_cents": "conversion_value_cents",
    }
    return totals.rename(columns=names)
