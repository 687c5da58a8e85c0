"""Versions of days as pairs in reports: the one unit in which counts, money and large volumes can be pooled.

Belongs here: what one report is worth, and which versions follow each other. Not here: reading them (`versions`) or
what is learned from them (`growth`, `scatter`).

A conversion, lead, order or result is one report. Money is divided by what one report of it is worth: the variance of
a sum of independent amounts is its expectation times E[v²]/E[v], which is the mean amount times 1 + cv², so that a
change of currency changes nothing. Volumes of which each unit says little (impressions, clicks, sessions, spend) are
scaled so that an ordinary day is worth at most DAY reports.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from smm_assets.maturity.curve import HORIZON
from smm_assets.maturity.growth import Pairs
from smm_assets.maturity.versions import KEY

COUNTS = ("conversions", "leads", "results", "orders", "new_customers", "follows")
VALUE_OF = {"conversion_value": "conversions", "revenue": "orders"}
CLUSTER = 1.25  # 1 + cv² of order values, whose coefficient of variation is about one half
DAY = 20.0


def pairs_of(versions: pd.DataFrame, metric: str) -> tuple[Pairs, Pairs] | None:
    """(consecutive versions, each version with the last one of its day) of one metric of one network, in reports.

    None where no day has two versions that report it.
    """
    known = versions[versions[metric].notna()]
    if not known.duplicated(KEY).any():
        return None
    parts = [part for _, group in known.groupby("account_id", sort=True) for part in _in_reports(group, metric)]
    if not parts:
        return None
    rows = pd.concat(parts, ignore_index=True)
    day = rows.groupby(KEY, sort=False)
    after = rows[["age", "reports"]].shift(-1).where(rows["place"] + 1 < day["age"].transform("size"))
    last = rows[["age", "reports"]].assign(age=day["age"].transform("last"), reports=day["reports"].transform("last"))
    more = after["age"].notna()
    if not more.any():
        return None
    return _pairs(rows[more], after[more]), _pairs(rows[more], last[more])


def _in_reports(account: pd.DataFrame, metric: str) -> Iterator[pd.DataFrame]:
    """The account's versions with `reports`; nothing where one report of it cannot be priced."""
    unit = report_worth(account, metric)
    if unit > 0:
        rows = account[[*KEY, "age"]].assign(reports=account[metric] / unit)
        yield rows.assign(place=rows.groupby(KEY, sort=False).cumcount())


def report_worth(account: pd.DataFrame, metric: str) -> float:
    """How much of the metric one report is, from the last version of each of the account's days; 0: cannot be told."""
    latest = account.drop_duplicates(KEY, keep="last")
    if metric in COUNTS:
        return 1.0
    counted = VALUE_OF.get(metric, "")
    if counted and counted in latest and latest[counted].sum() > 0:
        told = latest[latest[counted].notna()]
        return float(CLUSTER * told[metric].sum() / told[counted].sum())
    usual = float(latest[metric].mean()) / DAY
    return usual if metric == "spend" or counted else max(1.0, usual)


def _pairs(rows: pd.DataFrame, then: pd.DataFrame) -> Pairs:
    return Pairs(
        start=rows["age"].to_numpy(np.int64),
        end=np.minimum(then["age"].to_numpy(np.int64), HORIZON),
        known=rows["reports"].to_numpy(float),
        later=then["reports"].to_numpy(float),
        day=(pd.to_datetime(rows["day"]) - pd.Timestamp("2000-01-01")).dt.days.to_numpy(np.int64),
    )
