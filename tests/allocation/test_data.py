"""Imperfect histories: unknown days, wrong numbers, too little of everything."""

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from smm_assets.allocation import InvalidHistory, Limits, recommend
from smm_assets.allocation.cleaning import read_history
from smm_assets.allocation.typos import drop_typos
from tests.allocation.histories import THREE, limits_around, simulated, usual_limits

HISTORY = simulated(THREE)
EMPTY = HISTORY.iloc[:0]


def test_an_empty_history_keeps_everything() -> None:
    rec = recommend(EMPTY, usual_limits(THREE))
    assert rec.keep
    assert rec.uplift == 0
    assert (rec.frame["recommended_spend"] == rec.frame["current_spend"]).all()
    assert set(rec.frame["action"]) == {"hold"}
    assert set(rec.frame["trust"]) == {"hold"}
    assert rec.frame["reason"].str.contains("no history yet").all()
    assert rec.curves.empty


def test_no_channels_at_all_is_an_empty_recommendation() -> None:
    rec = recommend(HISTORY, Limits())
    assert rec.keep
    assert rec.frame.empty


def test_a_short_history_keeps_and_says_how_many_days_are_needed() -> None:
    rec = recommend(HISTORY[HISTORY["date"] < "2025-03-12"], usual_limits(THREE))
    assert rec.keep
    assert rec.frame["reason"].str.contains("only 11 days of history; 14 are needed").all()


def test_almost_no_results_keep() -> None:
    rec = recommend(HISTORY.assign(result=(HISTORY.index % 90 == 0).astype(int)), usual_limits(THREE))
    assert rec.keep
    assert rec.frame["reason"].str.contains("almost no results").all()
    none = recommend(HISTORY.assign(result=0), usual_limits(THREE))
    assert none.keep


def test_a_channel_without_history_keeps_its_spend_while_others_move() -> None:
    usual = {name: THREE[name][0] for name in THREE} | {"new": 25.0}
    rec = recommend(HISTORY, limits_around(usual))
    row = rec.frame.set_index("channel").loc["new"]
    assert row["recommended_spend"] == Decimal("25.00")
    assert (row["action"], row["trust"], row["binding_constraint"]) == ("hold", "hold", "hold")
    assert not rec.keep
    assert rec.frame["recommended_spend"].sum() == Decimal("195.00")


def test_a_total_of_nothing_recommends_nothing() -> None:
    limits = Limits(total=0, channels={n: {"current": u} for n, (u, _) in THREE.items()})
    rec = recommend(HISTORY, limits)
    assert rec.keep
    assert rec.frame["recommended_spend"].sum() == 0
    assert rec.frame["reason"].str.contains("no money left").all()


def test_missing_rows_are_unknown_days_not_days_without_results() -> None:
    quarter = HISTORY.sample(frac=0.75, random_state=1)
    whole, part = recommend(HISTORY, usual_limits(THREE)), recommend(quarter, usual_limits(THREE))
    a, b = whole.frame["expected_result_current"], part.frame["expected_result_current"]
    assert np.allclose(a.astype(float), b.astype(float), rtol=0.15)


def test_rows_with_missing_or_negative_numbers_are_unknown_days() -> None:
    broken = HISTORY.astype({"result": float, "spend": float})
    broken.loc[3, "result"], broken.loc[7, "spend"], broken.loc[11, "result"] = np.nan, np.inf, -2.0
    rec = recommend(broken, usual_limits(THREE))
    without = recommend(HISTORY.drop(index=[3, 7, 11]), usual_limits(THREE))
    assert {why: rows for why, rows in rec.diagnostics["dropped_rows"].items() if rows} == {"missing": 2, "negative": 1}
    assert rec.uplift == without.uplift


def test_days_of_long_ago_do_not_change_the_advice() -> None:
    ancient = HISTORY.assign(date=HISTORY["date"] - pd.Timedelta(days=4000), result=0)
    rec = recommend(pd.concat([ancient, HISTORY]), usual_limits(THREE))
    assert rec.uplift == recommend(HISTORY, usual_limits(THREE)).uplift


def test_two_rows_of_a_channel_and_day_are_refused_by_name() -> None:
    with pytest.raises(InvalidHistory, match=r"search on 2025-03-01"):
        recommend(pd.concat([HISTORY, HISTORY.iloc[:1]]), usual_limits(THREE))


def test_unreadable_columns_are_refused_in_words() -> None:
    with pytest.raises(InvalidHistory, match="no column result"):
        recommend(HISTORY.drop(columns="result"), usual_limits(THREE))
    with pytest.raises(InvalidHistory, match="spend that is not a number"):
        recommend(HISTORY.assign(spend="lots"), usual_limits(THREE))
    with pytest.raises(InvalidHistory, match="unreadable date"):
        recommend(HISTORY.assign(date="someday"), usual_limits(THREE))


def test_dates_as_text_and_decimal_numbers_are_read_alike() -> None:
    text = HISTORY.assign(
        date=HISTORY["date"].dt.strftime("%Y-%m-%d"),
        spend=[Decimal(str(v)) for v in HISTORY["spend"]],
        result=[Decimal(int(v)) for v in HISTORY["result"]],
    )
    assert recommend(text, usual_limits(THREE)).uplift == recommend(HISTORY, usual_limits(THREE)).uplift


def test_immature_days_with_their_completeness_do_not_look_like_a_decline() -> None:
    last = HISTORY["date"].max() - pd.Timedelta(days=13)
    fresh = HISTORY["date"] >= last
    halved = HISTORY.assign(
        result=np.where(fresh, HISTORY["result"] // 2, HISTORY["result"]),
        completeness=np.where(fresh, 0.5, 1.0),
    )
    whole, half = recommend(HISTORY, usual_limits(THREE)), recommend(halved, usual_limits(THREE))
    told = half.frame["expected_result_current"].sum() / whole.frame["expected_result_current"].sum()
    blind = recommend(halved.drop(columns="completeness"), usual_limits(THREE))
    fooled = blind.frame["expected_result_current"].sum() / whole.frame["expected_result_current"].sum()
    assert abs(told - 1) < 0.12
    assert told > fooled


def test_what_a_network_will_take_back_is_taken_off_before_anything_is_learned() -> None:
    early = HISTORY.assign(result=HISTORY["result"] * 1.25, completeness=1.25)
    panel, whole = read_history(early, list(THREE)), read_history(HISTORY, list(THREE))
    np.testing.assert_allclose(panel.result, whole.result)
    assert set(np.unique(panel.weight)) <= {0.0, 1.0}


def test_a_slipped_decimal_mark_is_found_and_set_aside() -> None:
    slipped = HISTORY.copy()
    slipped.loc[40, "spend"] *= 10
    panel, typos = drop_typos(read_history(slipped, list(THREE)))
    assert typos.sum() == 1
    assert typos[40, 0]
    assert panel.weight[40, 0] == 0
    assert panel.spend[40, 0] < 150
    assert recommend(slipped, usual_limits(THREE)).diagnostics["suspicious_spend_days"] == {"search": 1}


def test_a_real_burst_of_spend_with_its_results_is_not_a_typing_error() -> None:
    burst = HISTORY.copy()
    burst.loc[40, ["spend", "result"]] *= 10
    _, typos = drop_typos(read_history(burst, list(THREE)))
    assert not typos.any()


def test_channels_claiming_more_than_the_orders_are_warned_about() -> None:
    days = HISTORY["date"].unique()
    few = pd.DataFrame({"date": days, "orders": 5, "organic_sessions": np.arange(len(days)) % 9 + 50})
    assert "claim" in recommend(HISTORY, usual_limits(THREE), few).diagnostics["warnings"][0]
    many = few.assign(orders=500)
    assert recommend(HISTORY, usual_limits(THREE), many).diagnostics["warnings"] == []
