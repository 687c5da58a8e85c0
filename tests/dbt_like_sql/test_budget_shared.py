"""Plan lines for all channels beside lines of one channel: whose days count, whose data are late, what words say.

The morning of Monday 15 June 2026; every figure is worked out by hand in the comments.
"""

from decimal import Decimal

import pandas as pd
import pytest

import smm_assets.networks
from smm_assets.ingest.habits import Network
from tests.dbt_like_sql.conftest import NETWORKS

HEAD = "period_start,period_end,channel,category,item,amount,currency\n"
JUNE = "2026-06-01,2026-06-30"
WEST = {"west": Network(value="west", label="West", kind="ads")}


def _spend(world, network, amounts, start="2026-06-01"):
    """The amounts on days in a row; the file covers these days and no other."""
    month, first = start[:8], int(start[8:])
    rows = [{"date": f"{month}{first + n:02d}", "spend_original": amount} for n, amount in enumerate(amounts)]
    world.export(rows, network=network, period=(rows[0]["date"], rows[-1]["date"]))


def _rows(world):
    read = world.build("budget_adherence", "budget_split")
    rows = read("SELECT *, COALESCE(channel, 'all') AS whose FROM marts.budget_adherence").to_dict("records")
    return {row["whose"]: row for row in rows}


def _split(world, period):
    where = f"category = 'promotion' AND period = '{period}'"
    rows = world.store.read(f"SELECT status, actual_share, reason FROM marts.budget_split WHERE {where}")
    return tuple(rows.iloc[0])


def test_a_shared_line_counts_the_days_it_will_carry_and_each_channel_as_far_as_its_data_go(new_world, monkeypatch):
    with new_world() as world:
        monkeypatch.setattr(smm_assets.networks, "networks", lambda: NETWORKS | WEST)
        world.file(
            "plan.csv", HEAD + f"{JUNE},,promotion,,990,EUR\n2026-06-16,2026-06-30,north,promotion,ads,150,EUR\n"
        )
        world.file("costs.csv", "date,category,amount,currency\n2026-05-20,content,50,EUR\n")
        _spend(world, "north", [14, 6] * 7)
        _spend(world, "south", [6, 14] * 2)  # then a day without data
        _spend(world, "south", [10] * 5, start="2026-06-06")
        _spend(world, "west", [10] * 14, start="2026-05-18")
        world.export([{"start": "2026-05-01", "end": "2026-05-15", "spend_original": 5}], network="south")
        row = _rows(world)["all"]
        may = _split(world, "2026-05")
        gap = world.store.read("SELECT pace_with_gaps FROM intermediate.int_budget_pace WHERE channel = ''")
    # half of May passed before the spend of west is known, whatever south has told: it is not judged
    assert (may[0], may[2]) == ("no_data", "not all ad spend before 2026-05-18 is known")
    assert pd.isna(may[1])
    # known: north 14 * 10, south 9 * 10. Of 33 a day each channel stands for a third, as all spend 10 a day:
    # to the 10th north and south are known, 10 * 33 * 2 / 3; then north alone, 4 * 33 / 3: 220 + 44
    assert (row["budget"], row["spend_to_date"]) == (990, 230)
    assert row["expected_to_date"] == pytest.approx(264)
    assert row["pace"] == pytest.approx(230 / 264)
    # the gap of south on the 5th lies before its own last day and is no saving; its late days are none either
    assert gap["pace_with_gaps"][0] == pytest.approx(240 / 264)
    # south lacks 5 days, west all 14, at 10 each
    assert (row["unreported_days"], row["unreported_estimate"]) == (19, 190)
    # to come: north on the 15th only, then its own line carries it; south and west on 16 days: 10 + 160 + 160
    assert row["projected_spend"] == pytest.approx(230 + 190 + 330)
    # the best days, 14 each, never fell together: most was spent on the 7th and the 9th, 14 + 10
    assert (row["highest_day_ever"], row["needed_per_day"]) == (24, Decimal("35.625"))
    assert row["status"] == "watch"
    assert row["reason"] == (
        "spent 230.00 EUR where 264.00 was planned through 2026-06-14; 19 days without data (South only through "
        "2026-06-10, West not at all), about 190.00 EUR; likely to end at 750.00 of 990.00 (over 99 % chance to end "
        "below); needs 35.63 a day, its highest day ever was 24.00"
    )


def test_what_has_ended_is_told_as_ended_and_what_follows_it_takes_the_days_to_come(new_world):
    with new_world() as world:
        fortnight = "2026-06-01,2026-06-14"
        lines = f"{fortnight},north,promotion,ads,100,EUR\n{fortnight},south,promotion,ads,140,EUR\n"
        world.file("plan.csv", HEAD + lines + f"{JUNE},,promotion,,300,EUR\n")
        _spend(world, "north", [10] * 14)
        _spend(world, "south", [12] * 11)
        rows = _rows(world)
        june = _split(world, "2026-06")
    # 272 of promotion and nothing else: 30 % of it would be 81.60
    assert june == (
        "above",
        1,
        "100.0 % of what was spent, the target is 30.0 %; 190.40 EUR moved to others would meet it; 3 days of ad spend "
        "are not known",
    )
    assert rows["north"]["reason"] == ("ended at 140.00 EUR of 100.00")
    # 11 days of 12, three more at the same
    assert rows["south"]["reason"] == (
        "spent 132.00 EUR where 110.00 was planned through 2026-06-11; 3 days without data, about 36.00 EUR; probably "
        "ended at 168.00 of 140.00"
    )
    assert (rows["north"]["status"], rows["south"]["status"]) == ("over", "over")
    # nothing of it so far, 14 of 30 days gone; both channels spend of it from the 15th on: 16 * (10 + 12)
    shared = rows["all"]
    assert (shared["spend_to_date"], shared["expected_to_date"]) == (0, 140)
    assert (shared["projected_spend"], shared["highest_day_ever"], shared["unreported_days"]) == (352, 22, 0)
