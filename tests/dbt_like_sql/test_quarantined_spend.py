"""Spend of rows that are held back, beside what their channel is known to have spent."""

import datetime as dt
from decimal import Decimal

import pandas as pd

from smm_assets.sqlmodels import build

AT = dt.datetime(2026, 6, 15, 5)


def _held(world, file_id, *amounts, **more):
    rows = [
        {"file_id": file_id, "part": "", "row_number": number, "rule": rule, "severity": "error", "amount": amount,
         "currency": "EUR", "quarantined_at": AT, **more}
        for number, amount in enumerate(amounts, 900) for rule in ("one", "two")
    ]  # fmt: skip
    world.store.load("ops", "quarantined_row", pd.DataFrame(rows).astype(object))


def _built(world):
    build(world.store, models=world.models, select=["+channel"])
    sql = "SELECT channel, quarantined_spend, quarantined_share FROM marts.channel ORDER BY channel"
    frame = world.store.read(sql).astype(object)
    return frame.where(frame.notna(), None).values.tolist()


def test_a_record_counts_once_and_released_ones_not_at_all(world):
    """10 is held, of it 2 below zero; 40 is known: 10 / 50. The account of the other network is not concerned."""
    file_id = world.export([{"date": "2026-06-14", "spend_original": 40}])
    world.export([{"date": "2026-06-14", "spend_original": 40}], network="south")
    world.build("channel")
    _held(world, file_id, "8", "-2")
    _held(world, file_id, "99", released_at=AT)
    assert _built(world) == [["north", Decimal("10"), 0.2], ["south", None, None]]


def test_a_later_file_that_covers_the_days_settles_it_and_old_files_do_not_count(world):
    old = world.export([{"date": "2026-05-01", "spend_original": 40}])
    first = world.export([{"date": "2026-06-13", "spend_original": 40}])
    second = world.export([{"date": "2026-06-13", "spend_original": 41}])
    world.parts[2]["loaded_at"] = pd.Timestamp("2026-06-15 05:00")
    for part in world.parts[:2]:
        part["loaded_at"] = pd.Timestamp("2026-06-14 05:00")
    world.build("channel")
    for file_id in (old, first):
        _held(world, file_id, "10")
    assert _built(world) == [["north", None, None]]
    _held(world, second, "10")
    assert [row[1] for row in _built(world)] == [Decimal("10")]
