"""Moments of posts on the project's clock, summer time included."""

import datetime as dt

from smm_assets.budget.post_clock import post_clock_rows


def test_a_moment_moves_from_its_own_clock_to_the_projects() -> None:
    summer, winter = dt.datetime(2026, 10, 24, 22), dt.datetime(2026, 10, 25, 22)
    moments = [
        ("meta", "us", summer, False),
        ("meta", "us", winter, False),
        ("meta", "us", winter, True),
        ("meta", "undeclared", winter, False),
    ]
    rows = post_clock_rows(moments, {("meta", "us"): "America/New_York", ("meta", "undeclared"): None}, "Europe/Berlin")
    assert [row["published_local"] for row in rows] == [
        dt.datetime(2026, 10, 25, 3),  # New York is four hours behind UTC, Berlin from three o'clock on one ahead
        dt.datetime(2026, 10, 26, 3),
        dt.datetime(2026, 10, 25, 23),
        winter,
    ]
