"""Spend near the edges of a plan period that may belong to a neighbouring day, by the time zones of accounts."""

from decimal import Decimal

import pytest

PLAN = "period_start,period_end,channel,category,amount,currency\n2026-06-01,2026-06-30,north,promotion,300,EUR\n"
ZONES = (
    "name: Test\ncurrency: EUR\ntimezone: Europe/Berlin\naccounts: [{name: Far, network: north, account_id: acc%s}]\n"
)


def row_of(world, zone, amounts):
    world.file("smm.yaml", ZONES % (f", timezone: {zone}" if zone else ""))
    world.file("plan.csv", PLAN)
    rows = [{"date": f"2026-06-{day:02}", "spend_original": spend} for day, spend in enumerate(amounts, 1)]
    world.export(rows, exported="2026-06-16")
    return world.build("budget_adherence")("SELECT * FROM marts.budget_adherence WHERE channel = 'north'").iloc[0]


@pytest.mark.parametrize(
    ("zone", "bound"),
    [
        ("America/Los_Angeles", "9"),  # 9 hours from Berlin in June: 9/24 of the 10 of the 1st and the 14 of the 14th
        ("Europe/Paris", "0"),
        (None, "0"),
    ],
)
def test_the_bound_is_the_share_of_the_edge_days_that_lies_between_the_zones(world, zone, bound):
    row = row_of(world, zone, [10] * 13 + [14])
    assert Decimal(str(row["misdated_bound"])) == Decimal(bound)


def test_the_reason_names_it_where_it_could_change_the_verdict(world):
    """158 of 140 is a pace of 1.129; above 1 + 0.25 - 0.24 * 14/30 = 1.138 it is too much; 8.25 move it by 0.06."""
    row = row_of(world, "America/Los_Angeles", [12] + [11] * 4 + [11.5] * 8 + [10])
    assert float(row["pace"]) < float(row["tolerance_high"])
    assert row["reason"].endswith("; up to 8.25 of it may belong to a neighbouring day (time zones)")


def test_the_reason_keeps_silent_where_it_changes_nothing(world):
    row = row_of(world, "America/Los_Angeles", [10] * 14)
    assert row["status"] == "on_track"
    assert "neighbouring" not in row["reason"]
