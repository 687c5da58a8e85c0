"""How often the checks are wrong on quiet mornings of the simulated shop, and how soon they find a fault."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tests.dbt_like_sql.mornings import Mornings, mornings

BROKEN_SINCE = dt.date(2026, 10, 28)
CHANNEL = "meta"


def _scaled(*columns: str, by: float) -> Callable[..., None]:
    def fault(days: pd.DataFrame, ads: pd.DataFrame, orders: pd.DataFrame) -> None:
        broken = (days["channel"] == CHANNEL) & (days["date"] >= BROKEN_SINCE)
        for column in columns:
            days.loc[broken, column] = (days.loc[broken, column] * by).round()

    return fault


def _other_window(days: pd.DataFrame, ads: pd.DataFrame, orders: pd.DataFrame) -> None:
    ads.loc[(ads["channel"] == CHANNEL) & (ads["date"] >= BROKEN_SINCE), "attribution_setting"] = "1-day click"


def _claimed_twice(days: pd.DataFrame, ads: pd.DataFrame, orders: pd.DataFrame) -> None:
    """All networks together report 130 % of the orders there were."""
    there_were = orders.groupby("date")["orders"].sum()
    reported = days.groupby("date")["conversions"].sum()
    for day in reported.index:
        if day >= BROKEN_SINCE:
            days.loc[days["date"] == day, "conversions"] *= 1.3 * there_were[day] / reported[day]


DELIVERY = ("impressions", "link_clicks", "rate_clicks")
FAULTS = {
    "conversions_vanished": _scaled("conversions", by=0),
    "orders_vanished": _scaled("orders", by=0),
    "spend_jump": _scaled("spend", *DELIVERY, by=3),
    "volume_drop": _scaled("spend", *DELIVERY, "conversions", by=0.3),
    "cvr_jump": _scaled("conversions", by=3),
    "ctr_jump": _scaled("link_clicks", "rate_clicks", by=3),
    "cpm_jump": _scaled("spend", by=3),
    "mixed_attribution": _other_window,
    "conversions_above_orders": _claimed_twice,
}


@pytest.fixture(scope="module")
def busy_shop(tmp_path_factory: pytest.TempPathFactory):
    """Six times the example: about 25 conversions a day on the channel that breaks."""
    with mornings(tmp_path_factory.mktemp("busy") / "shop", seed=7, size=6) as shop:
        yield shop


@pytest.mark.parametrize("check", FAULTS)
def test_a_fault_is_found_on_the_first_or_second_morning(busy_shop: Mornings, check: str) -> None:
    busy_shop.fault = FAULTS[check]
    found = pd.concat(busy_shop.found(BROKEN_SINCE + dt.timedelta(days=age)) for age in (1, 2))
    own = found[(found["check_name"] == check) & found["channel"].isin([CHANNEL, "all"])]
    assert (own["last_day"] >= BROKEN_SINCE).any(), found


def test_quiet_mornings_of_the_example_raise_at_most_one_alarm_per_channel_in_two_months(tmp_path: Path) -> None:
    """Every fifth morning of two months; an alarm stays in view for a week, so none is missed."""
    alarms = set()
    with mornings(tmp_path / "shop", seed=7) as shop:
        for age in range(60, -1, -5):
            found = shop.found(shop.world.as_of - dt.timedelta(days=age))
            sure = found[found["severity"] == "warn"]
            alarms |= set(zip(sure["channel"], sure["check_name"], sure["first_day"], strict=True))
    assert len(alarms) <= 5, sorted(alarms)
