"""Models that are made by days: only days that changed are made again, and the result is that of making all of them."""

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smm_assets.assets.refresh import drop_derived
from smm_assets.sqlmodels import build, load_models

DAYS = [dt.date(2026, 6, day) for day in range(8, 15)]
MARTS = ("ad_daily", "ad_breakdown_daily", "campaign_daily", "channel_daily", "outcome_daily", "account_daily")
EVERYTHING = tuple(load_models())
RATES = "date,currency,rate\n2026-06-08,USD,0.9\n"


def _days_of(world, model: str) -> object:
    return next(one.days for one in world.built if one.name == model)


def _row(day: str, **more: object) -> dict[str, object]:
    return {"date": day, "spend_original": 10, "impressions": 100, **more}


def test_the_first_build_makes_everything(world):
    world.export([_row("2026-06-10")])
    world.build("ad_daily")
    assert _days_of(world, "int_ad_day") is None


def test_a_later_export_makes_its_own_days_again_and_no_others(world):
    world.export([_row(day) for day in ("2026-06-08", "2026-06-09", "2026-06-10")])
    world.build("ad_daily")
    world.export([_row("2026-06-10", spend_original=12), _row("2026-06-11")], exported="2026-06-16")
    read = world.build("ad_daily", as_of=dt.date(2026, 6, 16))
    changed = ((dt.date(2026, 6, 10), dt.date(2026, 6, 11)),)
    for model in ("stg_ad_delivery", "int_ad_shape_choice", "int_ad_fact", "int_ad_day"):
        assert _days_of(world, model) == changed, model
    assert [float(value) for value in read("SELECT spend FROM marts.ad_daily ORDER BY date")["spend"]] == [
        10,
        10,
        12,
        10,
    ]


def test_a_morning_without_files_makes_no_day_again(world):
    world.export([_row("2026-06-10")])
    world.build(*MARTS)
    world.build(*MARTS, as_of=dt.date(2026, 6, 16))
    again = {one.name for one in world.built if one.days == ()}
    assert {"stg_ad_delivery", "int_ad_day", "int_campaign_day", "int_ad_channel_day", "int_outcome_fact"} <= again


def test_a_corrected_rate_makes_the_days_it_is_used_on_again(world):
    world.file("fx.csv", RATES + "2026-06-12,USD,0.8\n2026-06-14,USD,0.7\n")
    world.export([_row(day.isoformat(), currency="USD") for day in DAYS])
    world.build("ad_daily")
    world.file("fx.csv", RATES + "2026-06-12,USD,0.5\n2026-06-14,USD,0.7\n")
    read = world.build("ad_daily")
    assert _days_of(world, "int_ad_day") == ((dt.date(2026, 6, 12), dt.date(2026, 6, 13)),)
    assert [float(value) for value in read("SELECT spend FROM marts.ad_daily ORDER BY date")["spend"]] == [
        9,
        9,
        9,
        9,
        5,
        5,
        7,
    ]


def test_a_new_rule_for_channels_makes_everything_again(world):
    world.export([_row("2026-06-10", campaign_name="Brand")])
    world.build("ad_daily")
    world.file("smm.yaml", "name: Test\ncurrency: EUR\nchannels: {brand: {match: [{campaign: 'Brand*'}]}}\n")
    read = world.build("ad_daily")
    assert _days_of(world, "int_ad_day") is None
    assert read("SELECT channel FROM marts.ad_daily")["channel"].tolist() == ["brand"]


def test_a_new_campaign_concerns_its_own_days_only(world):
    world.export([_row("2026-06-10")])
    world.build("campaign_daily")
    world.export([_row("2026-06-11", campaign_key="c2", ad_key="a2", campaign_name="Another")], exported="2026-06-16")
    world.build("campaign_daily")
    assert _days_of(world, "int_ad_day") == ((dt.date(2026, 6, 11), dt.date(2026, 6, 11)),)


def test_a_changed_model_is_made_whole_and_so_is_what_reads_it(world):
    world.export([_row("2026-06-10")])
    world.build("ad_daily")
    model = world.models["stg_ad_delivery"]
    changed = {**world.models, model.name: _with_sql(model, f"{model.sql}\n-- another text")}
    found = {one.name: one.days for one in build(world.store, models=changed, select=["+ad_daily"])}
    assert found["stg_ad_delivery"] is None
    assert found["int_ad_day"] is None


def test_a_model_left_out_of_one_build_catches_up_in_the_next(world):
    world.export([_row("2026-06-10")])
    world.build("campaign_daily")
    world.export([_row("2026-06-11")], exported="2026-06-16")
    world.build("ad_daily")
    world.export([_row("2026-06-13")], exported="2026-06-17")
    read = world.build("campaign_daily")
    found = read("SELECT CAST(date AS VARCHAR) AS d FROM marts.campaign_daily ORDER BY 1")["d"].tolist()
    assert found == ["2026-06-10", "2026-06-11", "2026-06-13"]


def _with_sql(model, sql):
    from dataclasses import replace

    return replace(model, sql=sql)


@dataclass(frozen=True, kw_only=True)
class Morning:
    """What one morning brings: exports of paid delivery, own orders, rates."""

    exports: Sequence[Mapping[str, object]]
    orders: Sequence[tuple[int, int]]
    rate: int | None
    moved: bool


export = st.fixed_dictionaries(
    {
        "first": st.integers(0, 5),
        "length": st.integers(1, 3),
        "age": st.integers(0, 4),
        "spend": st.integers(1, 60),
        "level": st.sampled_from(("campaign", "ad")),
        "campaign": st.sampled_from(("c1", "c2")),
        "by": st.sampled_from(("", "", "age")),
        "network": st.sampled_from(("north", "south")),
        "currency": st.sampled_from(("EUR", "USD")),
    }
)
morning = st.builds(
    Morning,
    exports=st.lists(export, max_size=3),
    orders=st.lists(st.tuples(st.integers(0, 6), st.integers(1, 9)), max_size=2),
    rate=st.none() | st.integers(1, 9),
    moved=st.booleans(),
)


def _give(world, number: int, one: Morning) -> None:
    for given_export in one.exports:
        _give_export(world, given_export)
    if one.orders:
        rows = [
            {"date": DAYS[day].isoformat(), "order_id": f"{number}-{place}", "orders": 1, "revenue_original": amount,
             "currency": "USD", "traffic_source": "north_ads", "traffic_medium": "cpc"}
            for place, (day, amount) in enumerate(one.orders)
        ]  # fmt: skip
        world.export(rows, table="outcome", network="till", exported=f"2026-06-{15 + number}")
    if one.rate is not None:
        world.file("fx.csv", RATES + f"2026-06-11,USD,0.{one.rate}\n")
    if one.moved:
        world.file(
            "smm.yaml", f"name: Test\ncurrency: EUR\nchannels: {{ch{number}: {{match: [{{campaign: 'My*'}}]}}}}\n"
        )


def _give_export(world, one: Mapping) -> None:
    days = DAYS[one["first"] : one["first"] + one["length"]]
    shape = {"campaign": ("campaign.id", 40), "ad": ("ad.id", 60)}[one["level"]]
    keys = {"campaign_key": one["campaign"], "campaign_name": f"My {one['campaign']}", "level": one["level"]}
    keys |= {"ad_group_key": "", "ad_key": ""} if one["level"] == "campaign" else {}
    parts = [{"breakdown_set": "age", "age": "18-24"}, {"breakdown_set": "age", "age": "25-34"}] if one["by"] else [{}]
    rows = [
        {"date": day.isoformat(), "spend_original": one["spend"], "impressions": 7 * one["spend"], "conversions": 1,
         "currency": one["currency"], **keys, **part}
        for day in days
        for part in parts
    ]  # fmt: skip
    name, rank = (f"{shape[0]}/by age", shape[1] - 1) if one["by"] else shape
    exported = days[-1] + dt.timedelta(days=1 + one["age"])
    world.export(rows, network=one["network"], shape=name, rank=rank, exported=exported.isoformat())


def _tables(world) -> dict[str, pd.DataFrame]:
    found = {}
    for model in world.models.values():
        if world.store.exists(model.layer, model.name):
            frame = world.store.read(f'SELECT * FROM "{model.layer}"."{model.name}"')
            names = [column.name for column in model.columns]
            found[model.name] = frame[names].sort_values(names, ignore_index=True, key=lambda one: one.astype("str"))
    return found


@pytest.mark.slow
@settings(
    max_examples=int(os.environ.get("SMM_HISTORIES", "2")),
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(mornings=st.lists(morning, min_size=2, max_size=4))
def test_building_what_changed_equals_building_everything(new_world, mornings):
    with new_world() as world:
        world.file("fx.csv", RATES)
        for number, one in enumerate(mornings):
            _give(world, number, one)
            world.build(*EVERYTHING, as_of=dt.date(2026, 6, 15 + number))
        by_days = _tables(world)
        drop_derived(world.store)
        world.build(*EVERYTHING, as_of=dt.date(2026, 6, 14 + len(mornings)))
        for name, whole in _tables(world).items():
            pd.testing.assert_frame_equal(by_days[name], whole, obj=name)
