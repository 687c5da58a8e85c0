"""What other totals would bring, recorded with its recommendation and shown beside it."""

import datetime as dt
from decimal import Decimal

import pandas as pd

from smm_assets.decisions.decision import Decision
from smm_assets.decisions.record import record
from smm_assets.decisions.review import Reviewed
from smm_assets.sqlmodels import build
from tests.dbt_like_sql.conftest import AS_OF

NAME = "2026-06-15-sales-1"
REVIEW = {"as_of": AS_OF, "objective": "sales", "recommendation_id": NAME}


def decision():
    header = {
        "recommendation_id": NAME, "as_of": AS_OF, "objective": "sales", "status": "proposed",
        "created_at": dt.datetime(2026, 6, 15, 5),
    }  # fmt: skip
    lines = pd.DataFrame([
        {"recommendation_id": NAME, "channel": name, "action": "keep", "trust": "full", "data_through": day}
        for name, day in (("north", dt.date(2026, 6, 14)), ("south", dt.date(2026, 6, 12)))
    ])  # fmt: skip
    changes = pd.DataFrame([
        {"recommendation_id": NAME, "as_of": AS_OF, "objective": "sales", "change_pct": change,
         "total_per_day": Decimal(total), "expected_result": results, "difference": "", "note": note}
        for change, total, results, note in ((0, "20", 4.0, ""), (-30, "14", None, "the minimums add up to 15.00"))
    ])  # fmt: skip
    return Decision(header=header, lines=lines, curves=pd.DataFrame(), changes=changes)


def test_other_totals_are_recorded_once_with_the_recommendation_and_say_how_far_data_go(world):
    world.build("budget_scenario")
    for _ in range(2):
        record(world.store, [Reviewed(row=REVIEW, decision=decision())], AS_OF)
    build(world.store, models=world.models, select=["budget_scenario"])
    rows = world.store.read("SELECT * FROM marts.budget_scenario ORDER BY change_pct").to_dict("records")
    assert [(row["change_pct"], row["total_per_day"], row["note"]) for row in rows] == [
        (-30, 14, "the minimums add up to 15.00"),
        (0, 20, ""),
    ]
    assert pd.isna(rows[0]["expected_result"])
    assert rows[1]["expected_result"] == 4
    # the earlier of 14 and 12 June: what the total rests on
    assert {pd.Timestamp(row["data_through"]).date() for row in rows} == {dt.date(2026, 6, 12)}
