"""Versions of days as pairs in reports: the one unit in which counts, money and large volumes can be pooled.

Belongs here: what one report is worth, and which versions follow each other. Not here: reading them (`versions`) or
what is learned from them (`growth`, `scatter`).

A conversion, lead, order or result is one report. Money is divided by what one report of it is worth: the variance of
a sum of independent amounts is its expectation times E[v²]/E[v], which is the mean amount times 1 + cv², so that a
change of currency changes nothing. Volumes of which each unit says little (impressions, clicks, sessions, spend) are
scaled so that an ordinary day is worth at most DAY reports.
"""

from itertools import pairwise

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

    versions: those of a day one after the other by age, and the days of an account. None where no day has two versions
    that report the metric.
    """
    known = versions[versions[metric].notna()]
    begins = _begins(known, KEY)
    if begins.all():
        return None
    reports = _reports(known, metric)
    rows = np.flatnonzero(~np.append(begins[1:], True) & ~np.isnan(reports))
    if not len(rows):
        return None
    last = np.append(np.flatnonzero(begins)[1:], len(known)) - 1
    of_day = last[np.cumsum(begins) - 1]
    age, day = known["age"].to_numpy(np.int64), _days(known["day"])
    return _pairs(age, reports, day, rows, rows + 1), _pairs(age, reports, day, rows, of_day[rows])


def _begins(rows: pd.DataFrame, key: list[str]) -> np.ndarray:
    """By row: whether it is another one by the key than the row before it."""
    other = np.zeros(max(len(rows) - 1, 0), dtype=bool)
    for name in key:
        values = rows[name].to_numpy(object)
        other |= np.asarray(values[1:] != values[:-1], dtype=bool)
    return np.concatenate([np.ones(min(len(rows), 1), dtype=bool), other])


def _reports(known: pd.DataFrame, metric: str) -> np.ndarray:
    """The metric in reports; nan where one report of an account cannot be priced."""
    amounts = known[metric].to_numpy(float)
    reports = np.full(len(known), np.nan)
    edges = [*np.flatnonzero(_begins(known, ["account_id"])), len(known)]
    for first, end in pairwise(edges):
        unit = report_worth(known.iloc[first:end], metric)
        if unit > 0:
            reports[first:end] = amounts[first:end] / unit
    return reports


def report_worth(account: pd.DataFrame, metric: str) -> float:
    """How much of the metric one report is, from the last version of each of the account's days; 0: cannot be told."""
    if metric in COUNTS:
        return 1.0
    latest = account[np.append(_begins(account, KEY)[1:], True)]
    counted = VALUE_OF.get(metric, "")
    if counted and counted in latest and latest[counted].sum() > 0:
        told = latest[latest[counted].notna()]
        return float(CLUSTER * told[metric].sum() / told[counted].sum())
    usual = float(latest[metric].mean()) / DAY
    return usual if metric == "spend" or counted else max(1.0, usual)


def _days(days: pd.Series) -> np.ndarray:
    return (pd.to_datetime(days) - pd.Timestamp("2000-01-01")).dt.days.to_numpy(np.int64)


def _pairs(age: np.ndarray, reports: np.ndarray, day: np.ndarray, rows: np.ndarray, then: np.ndarray) -> Pairs:
    """Each of the rows with what was told then."""
    return Pairs(
        start=age[rows],
        end=np.minimum(age[then], HORIZON),
        known=reports[rows],
        later=reports[then],
        day=day[rows],
    )
