"""Back-tests beside what happened: expectations, intervals, mixes, and that no morning learns what came later."""

import datetime as dt
from decimal import Decimal

import pandas as pd
import pytest
from pydantic import SecretStr

from smm_assets.assets.decisions import READS
from smm_assets.backtest.advising import advise
from smm_assets.backtest.keeping import keep, show
from smm_assets.settings import Project
from smm_assets.warehouse import open_published, open_store
from tests.dbt_like_sql.conftest import AS_OF

MARTS = ("backtest", "backtest_total", "backtest_summary")
FIRST, SECOND, THIRD = dt.date(2026, 6, 5), dt.date(2026, 6, 10), dt.date(2026, 6, 3)


def _advice(as_of, *, source="platform", hindsight=0, **more):
    return {
        "as_of": as_of, "objective": "sales", "result_metric": "conversions", "result_source": source,
        "period_start": as_of, "period_end": dt.date(2026, 6, 20), "keep": False, "uplift": 0.05, "uplift_low": 0.01,
        "uplift_high": 0.09, "probability_better": 0.95, "summary": "Move.", "mode": "replay",
        "known_until": dt.datetime.combine(as_of, dt.time(10)), "hindsight_days": hindsight, **more,
    }  # fmt: skip


def _line(as_of, channel, current, advised, last_week, spread):
    return {
        "as_of": as_of, "objective": "sales", "channel": channel, "current_spend": current,
        "recommended_spend": advised, "action": "increase", "trust": "full", "reason": "why",
        "data_through": as_of - dt.timedelta(days=1), "last_week_result": last_week, "result_spread": spread,
    }  # fmt: skip


def _curve(as_of, channel, *points):
    names = ("spend", "expected_result", "low", "high")
    return [
        {"as_of": as_of, "objective": "sales", "channel": channel, **dict(zip(names, point, strict=True))}
        for point in points
    ]


def _keep(store, advice, lines, curves):
    for name, rows in (("recommendation", advice), ("line", lines), ("curve", curves)):
        store.load("state", f"backtest_{name}", pd.DataFrame(rows))


def _given(world):
    """14 days: North spends 10 and brings 2 a day, South spends 20 and brings 2 (1 from the 12th on)."""
    for network, spend in (("north", 10), ("south", 20)):
        days = [dt.date(2026, 6, day) for day in range(1, 15)]
        world.export(
            [{"date": str(day), "spend_original": spend,
              "conversions": 1 if network == "south" and day.day >= 12 else 2} for day in days],
            network=network,
        )  # fmt: skip
    read = world.build(*MARTS)
    steep = ((5, 1.0, 0.5, 1.6), (15, 2.0, 1.5, 3.0))
    flat = ((10, 0.5, 0.3, 0.8), (20, 0.8, 0.5, 1.2), (30, 1.0, 0.6, 1.6))
    _keep(
        world.store,
        [_advice(FIRST), _advice(SECOND, hindsight=3), _advice(THIRD, source="crm")],
        [_line(FIRST, "north", 8, 12, 1.5, 1.0), _line(FIRST, "south", 24, 20, 1.2, 0.5),
         _line(SECOND, "north", 10, 10, 1.5, 1.0), _line(SECOND, "south", 20, 20, 1.2, None),
         _line(THIRD, "north", 10, 12, 1.5, 1.0)],
        [*_curve(FIRST, "north", *steep), *_curve(FIRST, "south", *flat),
         *_curve(SECOND, "north", (0, 0.0, 0.0, 0.0), (9, 1.0, 0.5, 1.6)), *_curve(SECOND, "south", *flat),
         *_curve(THIRD, "north", *steep)],
    )  # fmt: skip
    world.build(*MARTS)
    return read


def test_past_advice_is_held_against_what_happened_at_the_spend_that_happened(world):
    read = _given(world)
    rows = read("SELECT * FROM marts.backtest ORDER BY as_of, channel").set_index(["as_of", "channel"])
    north, south = rows.loc[(FIRST, "north")], rows.loc[(FIRST, "south")]
    # 10 a day lies half way between 5 and 15: 1.5 a day (1.0 to 2.3), and days scatter by 1.0 each
    chance = 1.644854**2 * 7
    assert (north["days_compared"], north["spend_happened"], north["results_happened"]) == (7, 70, 14)
    assert float(north["results_expected"]) == pytest.approx(7 * 1.5)
    assert float(north["results_low"]) == pytest.approx(10.5 - (3.5**2 + chance) ** 0.5, abs=1e-4)
    assert float(north["results_high"]) == pytest.approx(10.5 + (5.6**2 + chance) ** 0.5, abs=1e-4)
    # 20 a day is a point of the curve: 0.8 (0.5 to 1.2) a day; scatter 0.5; 14 came, more than 9.15
    assert float(south["results_expected"]) == pytest.approx(7 * 0.8)
    assert float(south["results_low"]) == pytest.approx(5.6 - (2.1**2 + chance * 0.25) ** 0.5, abs=1e-4)
    assert float(south["results_high"]) == pytest.approx(5.6 + (2.8**2 + chance * 0.25) ** 0.5, abs=1e-4)
    assert (north["in_interval"], south["in_interval"]) == (True, False)
    assert (north["results_final"], north["results_last_week"]) == (True, Decimal("10.5"))
    # shares 8/32, 12/32 advised, 10/30 came: both moved as advised
    assert [north[f"share_{name}"] for name in ("today", "advised", "happened")] == pytest.approx([0.25, 0.375, 1 / 3])
    assert (north["moved_towards"], south["moved_towards"]) == (True, True)
    # the period goes on to the 20th: 10 days are known, it is not over
    assert (north["days_compared_period"], north["spend_period"], north["results_period"]) == (10, 100, 20)
    assert (float(north["results_expected_period"]), north["results_final_period"]) == (15.0, False)
    assert (north["is_hindsight"], north["data_through"]) == (False, dt.date(2026, 6, 4))

    # beyond the last point nothing was expected; without scatter there is no interval; a week that goes on is not final
    beyond, bare = rows.loc[(SECOND, "north")], rows.loc[(SECOND, "south")]
    assert beyond[["results_expected", "in_interval"]].isna().all()
    assert (beyond["days_compared"], beyond["results_final"], beyond["is_hindsight"]) == (5, False, True)
    assert float(bare["results_expected"]) == 4.0
    assert bare[["results_high", "in_interval", "moved_towards"]].isna().all()
    # results of another source are no answer to what was expected
    other = rows.loc[(THIRD, "north")]
    assert other["days_compared"] == 0
    assert other[["results_happened", "share_today"]].isna().all()

    total = read("SELECT * FROM marts.backtest_total ORDER BY as_of").set_index("as_of")
    one = total.loc[FIRST]
    assert (one["channels"], one["channels_compared"], one["results_happened"]) == (2, 2, 28)
    assert float(one["results_expected"]) == pytest.approx(16.1)
    assert float(one["results_low"]) == pytest.approx(16.1 - (3.5**2 + 2.1**2 + chance * 1.25) ** 0.5, abs=1e-4)
    assert float(one["results_high"]) == pytest.approx(16.1 + (5.6**2 + 2.8**2 + chance * 1.25) ** 0.5, abs=1e-4)
    # of the advised move of 1/8, 1/12 happened
    assert (one["in_interval"], float(one["moved"])) == (False, pytest.approx(2 / 3))
    # 28 came; 16.1 were expected, 7 * 1.5 + 7 * 1.2 came in such a week before
    assert [float(one[name]) for name in ("missed_by", "last_week_missed_by")] == pytest.approx([11.9, 9.1])
    assert total.loc[SECOND, "channels_compared"] == total.loc[THIRD, "channels_compared"] == 0
    assert not total.loc[SECOND, "results_final"]

    (summary,) = read("SELECT * FROM marts.backtest_summary").to_dict("records")
    assert [summary[name] for name in ("mornings", "mornings_judged", "hindsight_mornings", "channel_weeks")] == [
        3, 1, 0, 2,
    ]  # fmt: skip
    assert (summary["share_in_interval"], summary["channel_share_in_interval"]) == (0, 0.5)
    assert [summary["mean_error"], summary["last_week_mean_error"]] == pytest.approx([11.9 / 28, 9.1 / 28])
    assert (summary["first_morning"], summary["last_morning"]) == (FIRST, FIRST)


HAPPENED = {"spend_happened", "results_happened", "in_interval", "share_happened", "moved_towards", "results_expected"}
HAPPENED |= {"spend_period", "results_period", "results_expected_period", "in_interval_period", "days_compared"}
HAPPENED |= {"results_low", "results_high", "results_low_period", "results_high_period", "results_final"}
HAPPENED |= {"days_compared_period", "results_final_period", "results_last_week", "share_today", "share_advised"}


def _deliver(world, first, last, exported, *, bought=2, spend=10):
    """One export of both networks over these days of May and June, loaded an hour after it was written."""
    days = pd.date_range(first, last).date
    for network, more in (("north", 0), ("south", 7)):
        world.export(
            [{"date": str(day), "spend_original": spend + more + day.day % 4, "conversions": bought + day.day % 3}
             for day in days],
            network=network, exported=f"{exported} 04:00", loaded=f"{exported} 05:00", basis="stated",
        )  # fmt: skip


def _project(world):
    found = Project.open(world.home)
    return Project(world.home, found.settings.model_copy(update={"store": SecretStr(world.kept_in)}))


def _advised(world, as_of):
    """What would have been advised that morning, by the store as it is; kept in it."""
    world.build()
    world.closing.close()
    made = advise(_project(world), as_of, READS, now=dt.datetime(2026, 6, 15, 6, tzinfo=dt.UTC))
    world.store = world.closing.enter_context(open_store(_project(world)))
    keep(world.store, made)
    return made


def _shown(world):
    return world.build(*MARTS)("SELECT * FROM marts.backtest ORDER BY as_of, channel")


@pytest.mark.parametrize(("engine", "mode"), [("duckdb", "backtest"), ("postgres", "replay")], indirect=["engine"])
def test_what_came_later_changes_what_is_compared_and_nothing_of_what_was_advised(world, mode):
    """Known on 1 June: April and May as exported then; where that was loaded only later, it is a back-test."""
    as_of = dt.date(2026, 6, 1)
    _deliver(world, "2026-04-20", "2026-05-31", "2026-06-01")
    if mode == "backtest":
        for row in (*world.rows["ad_delivery"], *world.parts):
            row["loaded_at"] = pd.Timestamp("2026-06-08 05:00")
    before = _advised(world, as_of)
    assert (before.replayed.mode, before.hindsight_days, before.nothing) == (mode, 0, "")

    # later exports: May was other than it seemed, and June happened
    _deliver(world, "2026-05-20", "2026-06-07", "2026-06-08", bought=9, spend=30)
    after = _advised(world, as_of)
    assert (after.replayed.mode, after.replayed.rows, after.hindsight_days) == (mode, before.replayed.rows, 0)
    for one, other in zip(before.decisions, after.decisions, strict=True):
        assert one.header == other.header
        pd.testing.assert_frame_equal(one.lines, other.lines)
        pd.testing.assert_frame_equal(one.curves, other.curves)
    pd.testing.assert_frame_equal(before.yardstick, after.yardstick)
    shown = _shown(world)
    # made twice, kept once. North: 30 + (1 2 3 0 1 2 3) a day on 1 to 7 June, 9 + (1 2 0 1 2 0 1) bought
    assert shown["spend_happened"].tolist() == [Decimal(222), Decimal(222 + 49)]
    assert shown["results_happened"].tolist() == [Decimal(70), Decimal(70)]

    # what happened is told anew: only the comparison follows
    _deliver(world, "2026-06-01", "2026-06-07", "2026-06-14", bought=4, spend=20)
    again = _shown(world)
    advised = [name for name in shown.columns if name not in HAPPENED]
    pd.testing.assert_frame_equal(shown[advised], again[advised])
    assert again["results_happened"].tolist() == [Decimal(35), Decimal(35)]
    assert again["spend_happened"].tolist() == [Decimal(152), Decimal(152 + 49)]

    # published only where the other tables are those of a morning that ended well
    assert not show(_project(world), world.store)
    run = {"run_id": "r", "as_of": AS_OF, "started_at": dt.datetime(2026, 6, 15, 5), "status": "needs_person"}
    world.store.load("ops", "run", pd.DataFrame([run]))
    assert show(_project(world), world.store)
    with open_published(_project(world)) as reader:
        assert reader.read("SELECT channel FROM marts.backtest ORDER BY channel")["channel"].tolist() == [
            "north",
            "south",
        ]


@pytest.mark.parametrize("engine", ["duckdb"], indirect=True)
def test_days_only_later_exports_know_are_hindsight_and_nothing_at_all_is_no_advice(world):
    _deliver(world, "2026-05-01", "2026-06-07", "2026-06-08")
    known = _advised(world, dt.date(2026, 6, 1))
    assert (known.replayed.mode, known.hindsight_days) == ("backtest", 31)
    nothing = _advised(world, dt.date(2026, 4, 1))
    assert (nothing.decisions, nothing.nothing) == ((), "nothing is known of the days before 2026-04-01")
    kept = world.store.read("SELECT as_of, hindsight_days FROM state.backtest_recommendation")
    assert kept.values.tolist() == [[dt.date(2026, 6, 1), 31]]
