"""Organic search as a sign of demand: which account and days are asked, and that a strong week is not spend's merit."""

from datetime import timedelta

import numpy as np
import pandas as pd

from smm_assets.decisions.demand import read_demand
from tests.decisions.test_decide import AS_OF, DEMAND, decide, marts


class Visits:
    """A reader over one frame."""

    def __init__(self, rows: list[tuple[object, str, str, int]]) -> None:
        self.rows = pd.DataFrame(rows, columns=DEMAND)

    def read(self, sql: str) -> pd.DataFrame:
        assert "marts.organic_demand" in sql
        return self.rows.copy()


def days(account: str, ages: range, sessions: int) -> list[tuple[object, str, str, int]]:
    return [(AS_OF - timedelta(days=age), "ga4", account, sessions) for age in ages]


def test_the_account_with_most_days_is_asked_and_its_latest_two_days_are_not() -> None:
    found = read_demand(Visits(days("blog", range(1, 10), 5) + days("shop", range(1, 12), 70)), AS_OF)
    assert sorted(found["date"]) == [AS_OF - timedelta(days=age) for age in range(11, 2, -1)]
    assert set(found["organic_sessions"]) == {70.0}


def test_what_came_on_or_after_the_morning_is_not_known_on_it() -> None:
    assert read_demand(Visits(days("shop", range(-3, 3), 70)), AS_OF).empty
    assert read_demand(Visits([]), AS_OF).empty


def test_a_strong_season_that_search_shows_is_not_taken_for_what_spend_brought() -> None:
    """Meta's spend doubles in three seasons that double all results; search doubles with them, spend brings nothing."""
    rng = np.random.default_rng(5)
    reader = marts()
    season = {AS_OF - timedelta(days=age): 1.0 + (age // 9 % 3 == 1) for age in range(1, 91)}
    history = reader.history
    meta = history["channel"] == "meta"
    strong = history["date"].map(season)
    history.loc[meta, "spend"] = (30.0 * strong[meta]).round(2)
    history["result"] = [float(rng.poisson(12 * factor)) for factor in strong]
    told = marts()
    told.history = history
    told.demand = pd.DataFrame(
        [(day, "ga4", "shop", int(rng.poisson(400 * factor))) for day, factor in season.items()], columns=DEMAND
    )
    blind, seeing = decide(reader), decide(told)
    assert blind.header["inputs_hash"] != seeing.header["inputs_hash"]

    def slope(decision) -> float:
        """What the second 30 a day bring at Meta, as a share of all it brings."""
        curve = decision.curves[decision.curves["channel"] == "meta"].astype({"spend": float})
        at = np.interp([30.0, 60.0], curve["spend"], curve["expected_result"].astype(float))
        return float((at[1] - at[0]) / at[1])

    assert slope(seeing) < slope(blind) - 0.05
