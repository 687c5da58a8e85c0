"""What tells demand apart from what spend brings: organic search sessions, as one web analytics account measured them.

Belongs here: choosing the account and the days. Not here: how demand is taken out of results (`allocation.demand`).
"""

from datetime import date, timedelta

import pandas as pd

from smm_assets.decisions.reader import Reader
from smm_assets.warehouse.values import day_of

PROCESSING_DAYS = 2  # web analytics works on its latest days for up to two more


def read_demand(reader: Reader, as_of: date) -> pd.DataFrame:
    """date, organic_sessions of the account with most days, of those web analytics is done with on `as_of`.

    Accounts are not added up: each measures what it sees of the same visitors.
    """
    rows = reader.read("SELECT date, source, account_id, organic_sessions FROM marts.organic_demand ORDER BY date")
    days = pd.Series([day_of(day) for day in rows["date"]], index=rows.index, dtype=object)
    done = rows.assign(date=days)[[day < as_of - timedelta(days=PROCESSING_DAYS) for day in days]]
    if done.empty:
        return pd.DataFrame({"date": [], "organic_sessions": []})
    counted = done.groupby(["source", "account_id"]).size()
    source, account = max(counted.index, key=lambda key: (counted[key], key))
    own = done[(done["source"] == source) & (done["account_id"] == account)]
    return pd.DataFrame({"date": own["date"], "organic_sessions": own["organic_sessions"].astype(float)})
