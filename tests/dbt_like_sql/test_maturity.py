"""From versions in raw tables to curves, projections and the history the advice learns from."""

import datetime as dt

import pandas as pd
import pytest
from scipy import stats

from smm_assets.maturity import interval

FIRST = dt.date(2026, 5, 20)
DAYS = [FIRST + dt.timedelta(days=number) for number in range(24)]


def _exported_daily(world, grown, *, table="ad_delivery", network="north", look_back=5, account="acc", **more):
    """An export every morning of the last days; grown: age → values of a day of that age."""
    for morning in (FIRST + dt.timedelta(days=number) for number in range(1, 27)):
        days = [day for day in DAYS if 1 <= (morning - day).days <= look_back]
        if days:
            rows = [{"date": str(day), **more, **grown((morning - day).days)} for day in days]
            world.export(rows, table=table, network=network, exported=f"{morning} 05:00", account=account)


def _later(age):
    """Three tenths at age 1, six at 2, all from 3 on; the default says 0.5, 0.8, 1."""
    share = {1: 0.3, 2: 0.6}.get(age, 1.0)
    return {"spend_original": 20, "conversions": 40 * share, "conversion_value_original": 1600 * share}


def _curve(read, metric="conversions", network="north"):
    frame = read(
        f"SELECT * FROM staging.seed_maturity WHERE metric = '{metric}' AND network = '{network}' ORDER BY age_days"
    )
    return frame.set_index("age_days")


def test_restatements_replace_the_documented_default_and_reach_the_marts(world):
    _exported_daily(world, _later)
    read = world.build("maturity", "channel_daily", "campaign_daily", "decision_history", "channel_effectiveness")
    curve = _curve(read)
    assert curve["basis"].tolist() == ["learned"] * 30
    # 23 days known at age 1 and 2; the 20 reports of the default weigh 20 of 920 and 20 of 940.
    assert curve["completeness"][2] == pytest.approx((23 * 24 + 20 * 0.8) / (23 * 40 + 20), abs=0.002)
    assert curve["completeness"][1] == pytest.approx(
        curve["completeness"][2] * (23 * 12 + 10) / (23 * 24 + 16), rel=0.01
    )
    fresh = read("SELECT * FROM marts.channel_daily WHERE date = DATE '2026-06-12'").iloc[0]
    assert fresh["conversions_completeness"] == pytest.approx(1.0, abs=0.01)
    published = read(
        "SELECT * FROM marts.maturity WHERE network = 'north' AND metric = 'conversions' ORDER BY age_days"
    )
    assert published["is_final"].tolist()[:3] == [False, False, True]
    assert (published["days_learned"] == 24).all()
    value = _curve(read, "conversion_value")
    assert value["completeness"][1] == pytest.approx(0.3, abs=0.02)


def test_the_interval_in_the_mart_is_that_of_the_formula_and_of_the_gamma_distribution(world):
    days = ("2026-06-12", "2026-06-13", "2026-06-14")
    world.export(
        [{"date": day, "spend_original": 5, "conversions": n, "conversion_value_original": 100} for day, n in
         zip(days, (9, 9, 9), strict=True)]
    )  # fmt: skip
    read = world.build("channel_daily")
    curve = _curve(read)
    rows = read(
        "SELECT date, conversions_low AS low, conversions_high AS high, conversion_value_low AS least, "
        "conversion_value_high AS most FROM marts.channel_daily ORDER BY date"
    )
    report = 1.25 * 300 / 27
    for age, row in zip((3, 2, 1), rows.itertuples(), strict=True):
        at = curve.loc[age]
        low, high = interval(9, at["completeness"], at["spread"], at["uncertainty"], bool(at["can_fall"]))
        assert (float(row.low), float(row.high)) == pytest.approx((low, high), abs=1e-5)
        money = interval(100 / report, at["completeness"], at["spread"], at["uncertainty"], bool(at["can_fall"]))
        assert (float(row.least), float(row.most)) == pytest.approx((money[0] * report, money[1] * report), abs=1e-4)
    # Age 1 once more by hand: half is known, Poisson; the default is worth 20 reports, of which 16 behind the step
    # from 0.5 to 0.8 and 20 behind the one to 1.
    unsure = (1 - 0.5 / 0.8) / 16 + 0.2 / 20
    mean, variance = 9.5, 9.5 * 2 + (9.5 / 0.5) ** 2 * unsure
    gamma = stats.gamma(mean**2 / variance, scale=variance / mean)
    assert float(rows["low"].iloc[-1]) == pytest.approx(9 + gamma.ppf(0.1) - 0.25, rel=0.01)
    assert float(rows["high"].iloc[-1]) == pytest.approx(9 + gamma.ppf(0.9) + 0.25, rel=0.01)


def test_a_fresh_day_without_a_conversion_may_still_get_some(world):
    world.export([{"date": "2026-06-14", "spend_original": 5, "conversions": 0}])
    row = world.build("channel_daily")("SELECT * FROM marts.channel_daily").iloc[0]
    assert (float(row["conversions_projected"]), float(row["conversions_low"])) == (0.0, 0.0)
    assert float(row["conversions_high"]) > 0.5


def test_accounts_of_one_channel_count_by_what_they_brought(world):
    """The fresh export of an account with a tenth of the conversions does not make the channel look half known."""
    world.export([{"date": "2026-06-12", "spend_original": 50, "conversions": 90}], exported="2026-06-15")
    world.export(
        [{"date": "2026-06-12", "spend_original": 5, "conversions": 10, "campaign_key": "c2"}],
        exported="2026-06-13", account="second",
    )  # fmt: skip
    read = world.build("channel_daily", "campaign_daily")
    row = read("SELECT * FROM marts.channel_daily WHERE date = DATE '2026-06-12'").iloc[0]
    assert row["conversions_completeness"] == pytest.approx((90.5 + 10.5) / (90.5 / 1 + 10.5 / 0.5))
    assert float(row["conversions_projected"]) == pytest.approx(100 * (90.5 + 21) / 101, rel=1e-6)


def test_own_results_that_are_late_are_late_in_the_history_too(world):
    """Analytics see half of a day's orders the day after; a day's result counts for its share."""
    world.export([{"date": str(day), "spend_original": 5} for day in (*DAYS, dt.date(2026, 6, 14))])
    source = {"traffic_source": "north", "traffic_medium": "cpc"}
    _exported_daily(
        world, lambda age: {"orders": 20 if age > 1 else 10}, table="outcome", network="meter", look_back=3, **source
    )
    world.export([{"date": "2026-06-14", "orders": 10, **source}], table="outcome", network="meter",
                 exported="2026-06-15 05:00")  # fmt: skip
    read = world.build("decision_history", "channel_effectiveness")
    rows = read(
        "SELECT result, completeness FROM marts.decision_history "
        "WHERE date IN (DATE '2026-06-12', DATE '2026-06-14') AND result_source = 'analytics' ORDER BY date"
    )
    assert [float(one) for one in rows["result"]] == [20, 10]
    # 24 days grew from 10 to 20; before them 20 reports that were final at once.
    assert [float(one) for one in rows["completeness"]] == pytest.approx([1.0, (240 + 20) / (480 + 20)], abs=1e-3)
    week = read("""SELECT * FROM marts.channel_effectiveness WHERE "window" = '7d'""").iloc[0]
    # Known days of the window with spend: 8 to 12 and 14 June, all but the last settled.
    assert week["results_completeness"] == pytest.approx((5 + 0.52) / 6, abs=1e-3)


def test_an_export_of_a_day_made_before_it_ended_teaches_nothing(world):
    day = {"date": "2026-06-10", "spend_original": 20, "conversions": 10}
    world.export([day], exported="2026-06-10 08:00", basis="stated")
    world.export([day], exported="2026-06-12 05:00", basis="stated")
    assert set(_curve(world.build("maturity"))["basis"]) == {"default"}


def test_the_same_rows_downloaded_twice_are_one_version(world):
    rows = [{"date": f"2026-06-0{day}", "spend_original": 20, "conversions": 10} for day in range(3, 10)]
    for _ in range(2):
        world.export(rows, exported="2026-06-11")
    world.export(rows, exported="2026-06-12")
    curve = _curve(world.build("maturity"), "spend")
    assert curve["completeness"].tolist() == [1.0] * 30
    assert (curve["days_learned"].iloc[0], curve["exports_learned"].iloc[0]) == (7, 2)


def _never_final(world):
    """The newest row of every day once more, exported on the 17th with twice the conversions."""
    rows = pd.DataFrame(world.rows["ad_delivery"]).drop_duplicates("row_key", keep="last")
    late = pd.Timestamp("2026-06-17 05:00")
    return rows.assign(conversions=rows["conversions"] * 2, exported_at=late, loaded_at=late, file_id="late")


def test_curves_are_kept_on_the_mornings_they_changed(world):
    from smm_assets.budget import seeds
    from smm_assets.settings import Project

    _exported_daily(world, _later)
    late = _never_final(world)
    read = world.build("maturity")
    project = Project.open(world.home)
    seeds.load(project, world.store, dt.date(2026, 6, 16))
    seeds.load(project, world.store, dt.date(2026, 6, 1))
    kept = read("SELECT as_of, metric, COUNT(*) AS n, MAX(basis) AS basis FROM state.maturity "
                "WHERE network = 'north' GROUP BY as_of, metric ORDER BY metric")  # fmt: skip
    assert set(kept["as_of"]) == {dt.date(2026, 6, 15)}
    assert set(kept["n"]) == {30}
    assert {"conversions", "conversion_value", "spend"} <= set(kept["metric"])
    world.store.load("raw", "ad_delivery", late)
    for _ in range(2):
        seeds.load(project, world.store, dt.date(2026, 6, 17))
    changed = read("SELECT DISTINCT as_of, metric FROM state.maturity WHERE network = 'north' ORDER BY as_of, metric")
    assert changed[changed["as_of"] == dt.date(2026, 6, 17)]["metric"].tolist() == ["conversions"]
