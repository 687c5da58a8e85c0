"""A window against an earlier one: at the same age of data, and what the change came from, adding up exactly."""

import datetime as dt
import itertools
from dataclasses import replace
from math import exp, log
from random import Random

import pandas as pd
import pytest
from scipy.integrate import quad

import smm_assets.networks
from smm_assets.ingest.habits import Maturity
from smm_assets.sqlmodels import build
from smm_assets.warehouse.columns import StoredColumn
from tests.dbt_like_sql.conftest import NETWORKS

JUNE = [f"2026-06-{day:02}" for day in range(1, 15)]  # the window of seven days begins on the 8th
WEEK_BEFORE = "\"window\" = '7d' AND versus = 'previous'"
EFFECTS = ["spend_effect", "mix_effect", "cpm_effect", "ctr_effect", "cvr_effect", "undivided_effect"]


def _row(day, conversions, **more):
    money = {"spend_original": 10, "impressions": 1000, "link_clicks": 50}
    return {"date": day, **money, "conversions": conversions, "conversion_value_original": 20 * conversions, **more}


def _exported_every_morning(world):
    """South: each day exported at age 1 and 2. A fifth of its conversions, and an ad of the 7th, come at age 2."""
    for morning in (dt.date(2026, 6, 2) + dt.timedelta(days=number) for number in range(14)):
        rows = []
        for age in (1, 2):
            day = str(morning - dt.timedelta(days=age))
            final = 10 if day < "2026-06-08" else 15
            rows += [_row(day, final * (4 if age == 1 else 5) // 5)] if day >= JUNE[0] else []
        if morning == dt.date(2026, 6, 9):
            rows.append(_row("2026-06-07", 3, ad_key="late ad", spend_original=0, impressions=0, link_clicks=0))
        world.export(rows, network="south", exported=f"{morning} 05:00")


def _compared(read, where=WEEK_BEFORE):
    frame = read(f"SELECT * FROM marts.channel_compare WHERE {where} ORDER BY channel")
    return frame.set_index("channel")


def _parts(read, where=WEEK_BEFORE):
    frame = read(f"SELECT * FROM marts.change_decomposition WHERE {where} ORDER BY channel, measure")
    return frame.set_index(["channel", "measure"])


def test_sums_of_fewer_days_than_the_spend_beside_them_are_told(world):
    """South's export of 10 June has no conversions, so these and their value are of six of the seven pairs of days."""
    for days in (JUNE[:9], JUNE[10:]):
        world.export([_row(day, 10) for day in days], network="south")
    bare = {"date": "2026-06-10", "spend_original": 10, "impressions": 1000, "link_clicks": 50}
    world.export([bare], network="south")
    row = _compared(world.build("channel_compare")).loc["south"]
    assert (row["days_compared"], float(row["spend"]), float(row["conversions"])) == (7, 70, 60)
    assert row["note"] == "Some sums are of fewer days, in days: conversions 6, their value 6."


def test_fresh_days_are_held_against_what_was_known_when_the_earlier_ones_were_as_fresh(world):
    _exported_every_morning(world)
    world.export([_row(day, 10) for day in JUNE])  # North: once, this morning
    read = world.build("channel_compare", "change_decomposition")
    rows = _compared(read)
    south, north = rows.loc["south"], rows.loc["north"]
    # South now: six days at age 2, the 14th at age 1. Then: six at age 2; of the 7th 8 were known at age 1, now 13.
    assert float(south["conversions"]) == 6 * 15 + 12
    assert float(south["conversions_then"]) == 6 * 10 + 8
    assert float(south["conversions_then_known_now"]) == 6 * 10 + 13
    assert float(south["conversion_value_then"]) == 20 * (6 * 10 + 8)
    assert south["conversions_change"] == pytest.approx(102 / 68 - 1)
    assert (south["days_compared"], south["days_estimated"], pd.isna(south["note"])) == (7, 0, True)
    # North's habit: half of a day is known at age 1, eight tenths at 2, all at 3; 7 and 6 June as fresh as 14 and 13.
    assert float(north["conversions_then"]) == pytest.approx(5 * 10 + 8 + 5)
    assert (north["days_estimated"], float(north["conversions_then_known_now"])) == (2, 70.0)
    assert north["note"] == (
        "On 2 of the earlier days, what was known at that age is estimated from how such days fill up."
    )
    assert (float(north["spend_then"]), north["spend_change"], north["cpa"]) == (70.0, 0.0, 1.0)
    assert north["cpa_then"] == pytest.approx(70 / 63)
    parts = _parts(read)
    change = parts.loc[("south", "results")]
    assert (change["change"], change["change_at_same_age"], change["restatement_effect"]) == (102 - 73, 102 - 68, -5)
    assert change[["spend_effect", "cpm_effect", "ctr_effect"]].tolist() == [0, 0, 0]
    assert change["cvr_effect"] == pytest.approx(34)
    cost = parts.loc[("south", "cost_per_result")]
    assert cost["restatement_effect"] == pytest.approx(70 / 68 - 70 / 73)
    everywhere = parts.loc[("all", "results")]
    assert everywhere["change"] == pytest.approx(102 + 70 - 73 - 70)
    assert everywhere["restatement_effect"] == pytest.approx(-5 - 7)


ZERO = """name: T
channels: {came: {}, barren: {}, unseen: {}, partial: {}}
accounts:
  - {name: came, network: south, account_id: came, channel: came}
  - {name: barren, network: south, account_id: barren, channel: barren}
  - {name: unseen, network: south, account_id: unseen, channel: unseen}
  - {name: partial, network: south, account_id: partial, channel: partial}
"""


def _days(first, last, **figures):
    return [{"date": day, **figures} for day in JUNE[first - 1 : last]]


def test_what_cannot_be_divided_up_says_why_and_the_whole_still_adds_up(world):
    world.file("smm.yaml", ZERO)
    full = {"spend_original": 10, "impressions": 1000, "link_clicks": 50}
    nothing = {"spend_original": 0, "impressions": 0, "link_clicks": 0, "conversions": 0}
    told = {
        "came": _days(1, 7, **nothing) + _days(8, 14, **full, conversions=1),
        "barren": _days(1, 7, **full, conversions=0) + _days(8, 14, **full, conversions=2),
        "unseen": _days(1, 7, spend_original=10, conversions=1) + _days(8, 14, spend_original=10, conversions=3),
        "partial": _days(5, 14, **full, conversions=4),
    }
    for account, rows in told.items():
        world.export(rows, account=account, network="south")
    read = world.build("channel_compare", "change_decomposition")
    parts = _parts(read)
    reasons = parts.xs("results", level="measure")["reason"]
    assert reasons["came"] == "nothing was spent in one of the windows"
    assert reasons["barren"] == "no results in one of the windows"
    assert reasons["unseen"] == "impressions or clicks are not known alike on every day"
    assert reasons["partial"] == "3 of 7 days are known in both windows"
    assert reasons["all"] == (
        "barren: no results in one of the windows; partial: 3 of 7 days are known in both windows; "
        "unseen: impressions or clicks are not known alike on every day"
    )
    whole = parts.loc[("all", "results")]
    # came 0 to 7, barren 0 to 14, unseen 7 to 21; partial 12 to 12, the 12th to 14th against the 5th to 7th
    assert (whole["value"], whole["value_then"]) == (7 + 14 + 21 + 12, 0 + 0 + 7 + 12)
    assert whole["undivided_effect"] == 14 + 14
    # Of all money partial had 30 of 170 before and has 30 of 240 now: less of the mix by what spending in all rose by.
    assert whole["spend_effect"] == pytest.approx(12 * log(240 / 170))
    assert whole["mix_effect"] == pytest.approx(7 - 12 * log(240 / 170))
    assert parts.loc[("came", "results")]["undivided_effect"] == 7
    barren = parts.loc[("barren", "cost_per_result")]
    assert barren[["value_then", "change", *EFFECTS]].isna().all()
    assert barren["value"] == 5.0
    unknown = _compared(read, "\"window\" = '7d' AND versus = 'last_year'")
    assert set(unknown["note"]) == {"Nothing to compare: spend is known on no day of both windows."}
    rows = _compared(read)
    assert (float(rows["spend"]["partial"]), float(rows["spend_then"]["partial"])) == (30.0, 30.0)
    assert (
        rows["note"]["partial"] == "4 of 7 days are left out in both windows: their spend is not known in one of them."
    )
    assert rows["cpm"].drop("unseen").tolist() == [10.0, 10.0, 10.0]
    assert pd.isna(rows["cpm"]["unseen"])


def test_own_results_are_brought_to_the_same_age_by_their_habit(world, monkeypatch):
    late = (Maturity(metrics=("orders", "revenue"), by_age=(0.6, 0.9, 1.0), source="invented for tests"),)
    networks = {**NETWORKS, "meter": replace(NETWORKS["meter"], late=late)}
    monkeypatch.setattr(smm_assets.networks, "networks", lambda: networks)
    world.export([_row(day, 10) for day in JUNE])
    source = {"traffic_source": "north", "traffic_medium": "cpc", "revenue_original": 100, "currency": "EUR"}
    world.export([{"date": day, "orders": 10, **source} for day in JUNE], table="outcome", network="meter")
    read = world.build("channel_compare", "change_decomposition")
    row = _compared(read).loc["north"]
    assert (float(row["orders"]), float(row["orders_then"])) == (70.0, pytest.approx(50 + 9 + 6))
    assert (float(row["revenue_then"]), row["days_estimated"]) == (pytest.approx(650), 2)
    change = _parts(read).loc[("north", "results")]
    assert (change["result_source"], change["value_then"], change["restatement_effect"]) == ("analytics", 65.0, -5.0)


def _invented(number, random):
    """One comparison of up to five channels, all of which can be divided up; results_then_known_now strays."""
    for place in range(random.randint(1, 5)):
        figures = {}
        for side in ("", "_then"):
            spend = random.randint(1, 10**6) / 100
            impressions = random.randint(1, 10**7)
            clicks = random.randint(1, impressions)
            figures |= {f"spend{side}": spend, f"impressions{side}": impressions, f"rate_clicks{side}": clicks}
            figures[f"results{side}"] = random.choice([clicks, random.randint(1, 10**4), random.random() * 50 + 0.01])
        figures = {name: round(value, 6) for name, value in figures.items()}
        later = round(figures["results_then"] * random.choice([1, 1.2, 0.9]), 6)
        yield {
            "as_of": dt.date(2026, 6, 15), "window_name": f"w{number}", "versus": "previous", "objective": "sales",
            "channel": f"c{place}", "result_metric": "conversions", "result_source": "platform", "days": 7,
            "days_compared": 7, "days_estimated": 0, **figures, "results_then_known_now": later, "hindrance": None,
        }  # fmt: skip


def _divisia(rows, measure, factor):
    """The integral of the measure's change while every channel's factors grow evenly in logarithm from then to now."""
    names = ("money", "share", "cpm", "ctr", "cvr")

    def factors(row, side):
        money = sum(one[f"spend{side}"] for one in rows)
        spend, shown, clicked, brought = (row[f"{name}{side}"] for name in MEASURES)
        return dict(zip(names, (money, spend / money, shown / spend, clicked / shown, brought / clicked), strict=True))

    then, now = ([factors(row, side) for row in rows] for side in ("_then", ""))
    paid = measure == "cost_per_result"
    effect = 0.0
    for before, after in zip(then, now, strict=True):
        growth = {name: log(after[name] / before[name]) for name in names}
        level = [name for name in names if not (paid and name == "money")]
        start = 1.0
        for name in level:
            start *= before[name]
        total = sum(growth[name] for name in level)
        effect += growth[factor] * quad(lambda t, a=start, b=total: a * exp(b * t), 0, 1)[0]
    if not paid:
        return effect
    return -effect * _cost(rows, "") * _cost(rows, "_then")


def _cost(rows, side):
    return sum(row[f"spend{side}"] for row in rows) / sum(row[f"results{side}"] for row in rows)


MEASURES = ("spend", "impressions", "rate_clicks", "results")


def test_effects_are_those_of_the_integral_and_add_up_whatever_the_figures(world):
    world.build("change_decomposition")
    random = Random(20260615)
    rows = list(itertools.chain.from_iterable(_invented(number, random) for number in range(60)))
    model = world.models["int_compared_result"]
    columns = [StoredColumn(name=one.name, kind=one.kind, description=one.description) for one in model.columns]
    world.store.replace("intermediate", "int_compared_result", pd.DataFrame(rows), columns)
    world.store.execute("DELETE FROM ops.model_build")  # rows put in by hand are in no book
    build(world.store, models=world.models, select=["int_change_total", "change_decomposition"])
    found = world.store.read("SELECT * FROM marts.change_decomposition")
    left = found["change_at_same_age"] - found[EFFECTS].sum(axis=1)
    assert (left.abs() <= 1e-9 * (1 + found["value"].abs() + found["value_then"].abs())).all()
    assert (found["change"] - found["change_at_same_age"] - found["restatement_effect"]).abs().max() < 1e-6
    assert len(found) == 2 * (len(rows) + 60)
    of = {"spend_effect": "money", "mix_effect": "share", "cpm_effect": "cpm", "ctr_effect": "ctr", "cvr_effect": "cvr"}
    for one in found[found["channel"] == "all"].to_dict("records"):
        members = [row for row in rows if row["window_name"] == one["window"]]
        for column, factor in of.items():
            if not pd.isna(one[column]):
                expected = _divisia(members, one["measure"], factor)
                assert one[column] == pytest.approx(expected, rel=1e-6, abs=1e-6), (one["window"], column)
