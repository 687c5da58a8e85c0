"""Every ratio of the analysts' tables, worked out again from the days the simulator knows, in pandas."""

from datetime import timedelta

import pandas as pd
import pytest

from .conftest import AS_OF, Example

FIRST = {
    "7d": AS_OF - timedelta(7),
    "28d": AS_OF - timedelta(28),
    "90d": AS_OF - timedelta(90),
    "mtd": AS_OF.replace(day=1),
}
MEASURES = ("spend", "impressions", "clicks", "link_clicks", "conversions", "conversion_value")
RATIOS = {
    "ctr": ("rate_clicks", "impressions", 1),
    "cpc": ("spend", "rate_clicks", 1),
    "cpm": ("spend", "impressions", 1000),
    "cvr": ("conversions", "rate_clicks", 1),
    "cpa": ("spend", "conversions", 1),
    "roas": ("conversion_value", "spend", 1),
}


def _days(example: Example) -> pd.DataFrame:
    days = example.truth.channel_daily.copy()
    days["date"] = pd.to_datetime(days["date"]).dt.date
    for name in MEASURES:
        days[name] = pd.to_numeric(days[name])
    days["rate_clicks"] = days["link_clicks"].fillna(days["clicks"])
    return days


def _ratio(days: pd.DataFrame, over: str, under: str, times: int) -> float:
    """Sum by sum over the days on which both are known; NaN where there is nothing to divide by."""
    both = days[days[over].notna() & days[under].notna()]
    return times * both[over].sum() / both[under].sum() if len(both) and both[under].sum() else float("nan")


def _cases(example: Example) -> list[tuple[str, str, pd.DataFrame]]:
    days = _days(example)
    inside = {window: days[(days["date"] >= first) & (days["date"] < AS_OF)] for window, first in FIRST.items()}
    return [(window, str(name), own) for window, part in inside.items() for name, own in part.groupby("channel")]


@pytest.mark.parametrize("ratio", RATIOS)
def test_ratios_of_a_window_are_ratios_of_its_sums(example: Example, ratio: str) -> None:
    table = example.sql(f'SELECT "window", channel, {ratio} AS ratio FROM marts.channel_effectiveness')
    found = {(row["window"], row["channel"]): row["ratio"] for row in table.to_dict("records")}
    cases = _cases(example)
    assert len(cases) >= 4 * 4
    for window, channel, days in cases:
        expected = _ratio(days, *RATIOS[ratio])
        assert found[window, channel] == pytest.approx(expected, rel=1e-9, nan_ok=True), (window, channel)


@pytest.mark.parametrize("ratio", RATIOS)
def test_ratios_of_a_day_are_those_of_its_figures(example: Example, ratio: str) -> None:
    table = example.sql(f"SELECT channel, date, {ratio} AS ratio FROM marts.channel_daily WHERE is_known")
    found = {(row["channel"], pd.Timestamp(row["date"]).date()): row["ratio"] for row in table.to_dict("records")}
    known = _days(example)
    for (channel, date), day in known[known["spend"].notna()].groupby(["channel", "date"]):
        expected = _ratio(day, *RATIOS[ratio])
        assert found[channel, date] == pytest.approx(expected, rel=1e-9, nan_ok=True), (channel, date)


@pytest.mark.parametrize("ratio", RATIOS)
def test_shipped_kpis_are_the_same_ratios(example: Example, ratio: str) -> None:
    table = example.sql(
        f"SELECT \"window\", channel, value FROM marts.kpi_values WHERE kpi = '{ratio}' AND campaign = ''"
    )
    found = {(row["window"], row["channel"]): row["value"] for row in table.to_dict("records")}
    for window, channel, days in _cases(example):
        expected = _ratio(days, *RATIOS[ratio])
        assert found[window, channel] == pytest.approx(expected, rel=1e-9, nan_ok=True), (window, channel)


def test_costs_per_own_order_are_spend_by_orders_of_paid_activity(example: Example) -> None:
    orders = example.truth.outcomes
    orders = orders[(orders["source"] == "crm") & orders["is_paid"].astype(bool)].copy()
    orders["date"] = pd.to_datetime(orders["date"]).dt.date
    table = example.sql('SELECT "window", channel, cost_per_result FROM marts.channel_effectiveness')
    found = {(row["window"], row["channel"]): row["cost_per_result"] for row in table.to_dict("records")}
    for window, channel, days in _cases(example):
        known = days[days["spend"].notna()]
        own = orders[(orders["channel"] == channel) & orders["date"].isin(known["date"])]
        expected = known["spend"].sum() / float(own["orders"].astype(float).sum())
        assert found[window, channel] == pytest.approx(expected, rel=1e-9), (window, channel)
