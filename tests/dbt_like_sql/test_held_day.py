"""Rows held back of a day: its sums are unknown where they are more than a trifle, never a part told as the whole."""

import datetime as dt
from decimal import Decimal

import pandas as pd
import pytest

from smm_assets.sqlmodels import build

DAY = "2026-06-13"
MARTS = ("channel_daily", "data_coverage")


def _shop(world, spend=10, **more):
    """Three days of one ad; returns the file."""
    own = {"impressions": 100, "clicks": 10}
    days = ("2026-06-12", DAY, "2026-06-14")
    return world.export([{"date": day, "spend_original": spend, **own} for day in days], **more)


def _hold(world, file_id, amount, day=DAY, rows=1, account="acc", **more):
    rows = [
        {"file_id": file_id, "part": "", "row_number": 900 + n, "rule": rule, "severity": "error", "amount": amount,
         "currency": "EUR", "account_id": account, "period_start": day and dt.date.fromisoformat(day),
         "period_end": day and dt.date.fromisoformat(day), "quarantined_at": dt.datetime(2026, 6, 15, 5), **more}
        for n in range(rows) for rule in ("one", "two")
    ]  # fmt: skip
    world.store.load("ops", "quarantined_row", pd.DataFrame(rows).astype(object))


def _days(world):
    build(world.store, models=world.models, select=[f"+{name}" for name in MARTS])
    frame = world.store.read("SELECT is_known, spend, impressions FROM marts.channel_daily ORDER BY date")
    return frame.astype(object).where(frame.notna(), None).values.tolist()


KNOWN, UNKNOWN = [True, Decimal("10"), 100], [False, None, None]


def test_a_day_of_which_much_is_held_back_is_unknown_and_says_why(world):
    file_id = _shop(world)
    world.build(*MARTS)
    _hold(world, file_id, "90", rows=2)
    assert _days(world) == [KNOWN, UNKNOWN, KNOWN]
    read = world.store.read(f"SELECT status, reason FROM marts.data_coverage WHERE date = DATE '{DAY}'")
    assert read.values.tolist() == [["missing", "rows of the day are held back: 2"]]


def test_a_day_with_nothing_but_a_held_row_is_not_zero(world):
    file_id = world.export(
        [{"date": day, "spend_original": 10, "impressions": 100} for day in ("2026-06-12", "2026-06-14")]
    )
    world.build(*MARTS)
    assert _days(world)[1] == [True, Decimal(0), 0]
    _hold(world, file_id, "-5")
    assert _days(world) == [KNOWN, UNKNOWN, KNOWN]


@pytest.mark.parametrize(
    ("amount", "known"),
    [("0.20", True), ("0.21", False), (None, False), ("0", True)],
    ids=["2 % are a trifle", "more is not", "what cannot be read may be anything", "nothing is at stake"],
)
def test_a_trifle_is_told_but_takes_no_day(world, amount, known):
    """Of 10 known and 0.20 held, 1.96 % are held back; of 10 and 0.21, 2.06 %."""
    file_id = _shop(world)
    world.build(*MARTS)
    _hold(world, file_id, amount)
    assert _days(world)[1] == (KNOWN if known else UNKNOWN)


def test_released_rows_rows_of_other_accounts_and_rows_without_a_day_take_none(world):
    file_id = _shop(world)
    world.build(*MARTS)
    _hold(world, file_id, "90", released_at=dt.datetime(2026, 6, 15, 6))
    _hold(world, file_id, "90", account="other")
    _hold(world, file_id, "90", day=None)
    assert _days(world) == [KNOWN, KNOWN, KNOWN]


def test_a_newer_export_of_the_day_makes_it_known_again(world):
    file_id = _shop(world, exported="2026-06-15")
    world.build(*MARTS)
    _hold(world, file_id, "90")
    assert _days(world)[1] == UNKNOWN
    _shop(world, spend=11, exported="2026-06-16", loaded="2026-06-16 05:00")
    world.build(*MARTS, as_of=dt.date(2026, 6, 16))
    _hold(world, file_id, "90")
    assert _days(world)[1] == [True, Decimal("11"), 100]
