"""Declared events and undeclared silences: which days are evidence, and what is said of them."""

import numpy as np
import pandas as pd
import pytest

from smm_assets.allocation import InvalidHistory, recommend
from smm_assets.allocation.cleaning import read_history
from smm_assets.allocation.demand import demand_factor
from smm_assets.allocation.events import lifted, quotes, read_events, unfit
from smm_assets.allocation.outages import outage_days
from tests.allocation.histories import THREE, simulated, usual_limits

HISTORY = simulated(THREE)
PANEL = read_history(HISTORY, list(THREE))
EVENTS = pd.DataFrame(
    [
        ("2025-03-05", "2025-03-07", "tracking", "video", "pixel was off"),
        ("2025-03-20", None, "stock_out", None, ""),
        ("2025-04-01", "2025-04-04", "promotion", None, "Spring sale"),
        ("2025-04-10", "2025-04-12", "promotion", "feed", "coupon"),
        ("2025-04-15", "2025-04-20", "note", None, "new agency"),
        ("2024-01-01", "2024-01-05", "holiday", None, ""),
        ("2025-05-01", "2025-05-02", "tracking", "radio", ""),
    ],
    columns=["from", "to", "kind", "channel", "text"],
)


def test_faults_stock_outs_and_promotions_of_one_channel_are_no_evidence_and_other_kinds_change_nothing() -> None:
    mask = unfit(read_events(EVENTS, PANEL), PANEL)
    # video 5-7 March, all three on 20 March, feed 10-12 April; the first day is 1 March
    assert list(zip(*np.nonzero(mask), strict=True)) == [
        (4, 1), (5, 1), (6, 1), (19, 0), (19, 1), (19, 2), (40, 2), (41, 2), (42, 2),
    ]  # fmt: skip


def test_a_promotion_of_all_channels_lifts_its_days_and_bends_nothing_else() -> None:
    lift = lifted(read_events(EVENTS, PANEL), len(PANEL.days))
    assert lift.sum() == 4
    seen = np.full(len(PANEL.days), 50.0)
    seen[lift[:, 0] > 0] = 150.0
    factor = demand_factor(seen, np.full(len(seen), 50.0), PANEL.days, np.zeros(len(seen)), lift)
    np.testing.assert_allclose(factor[lift[:, 0] > 0], 3.0, rtol=0.03)  # (600 + 4) / (200 + 4) = 2.96
    np.testing.assert_allclose(factor[lift[:, 0] == 0], 1.0, rtol=0.02)


def test_events_are_quoted_in_the_reasons_of_the_channels_they_touch() -> None:
    rec = recommend(HISTORY, usual_limits(THREE), events=EVENTS)
    reason = rec.frame.set_index("channel")["reason"]
    assert "tracking was broken from 5 Mar 2025 to 7 Mar 2025 (pixel was off)" in reason["video"]
    assert "pixel was off" not in reason["search"]
    assert reason.str.contains("there was nothing to sell on 20 Mar 2025", regex=False).all()
    assert reason.str.contains("a promotion from 1 Apr 2025 to 4 Apr 2025 (Spring sale)", regex=False).all()
    assert not reason.str.contains("new agency").any()


def test_many_events_are_quoted_shortly() -> None:
    days = pd.date_range("2025-03-01", periods=6, freq="7D")
    many = pd.DataFrame({"from": days, "to": days, "kind": "holiday", "channel": None, "text": ""})
    said = quotes(read_events(many, PANEL), PANEL, 0)
    assert said.count("a holiday") == 3
    assert "and 3 more" in said


def test_a_declared_fault_changes_advice_less_than_an_undeclared_one() -> None:
    broken = HISTORY.copy()
    fault = (broken["channel"] == "search") & broken["date"].between("2025-04-10", "2025-04-24")
    broken.loc[fault, "result"] = broken.loc[fault, "result"] // 3
    told = pd.DataFrame({"from": ["2025-04-10"], "to": ["2025-04-24"], "kind": ["tracking"], "channel": ["search"]})
    gone = recommend(HISTORY[~fault.to_numpy()], usual_limits(THREE))
    declared = recommend(broken, usual_limits(THREE), events=told)
    assert declared.frame["recommended_spend"].equals(gone.frame["recommended_spend"])
    assert declared.uplift == pytest.approx(gone.uplift, rel=0.05)


def test_no_events_and_an_empty_table_are_the_same() -> None:
    plain, empty = recommend(HISTORY, usual_limits(THREE)), recommend(HISTORY, usual_limits(THREE), events=EVENTS[:0])
    pd.testing.assert_frame_equal(plain.frame, empty.frame)


def test_events_without_a_day_are_refused_in_words() -> None:
    with pytest.raises(InvalidHistory, match="events: no column from"):
        recommend(HISTORY, usual_limits(THREE), events=EVENTS.drop(columns="from"))
    with pytest.raises(InvalidHistory, match="events, column from: an unreadable date"):
        recommend(HISTORY, usual_limits(THREE), events=EVENTS[:1].assign(**{"from": "someday"}))


def test_a_run_without_results_between_usual_days_is_an_outage_and_one_that_lasts_is_not() -> None:
    mean, known = np.full((60, 2), 10.0), np.ones((60, 2), dtype=bool)
    seen = mean.copy()
    seen[20:26, 0], seen[50:, 1] = 0.0, 0.0
    found = outage_days(seen, mean, np.ones(2), known)
    assert list(np.flatnonzero(found[:, 0])) == list(range(20, 26))
    assert not found[:, 1].any()


def test_few_results_are_no_outage() -> None:
    mean, seen = np.full((60, 1), 1.0), np.ones((60, 1))
    seen[20:26] = 0.0  # six results missed are luck
    assert not outage_days(seen, mean, np.ones(1), np.ones((60, 1), dtype=bool)).any()


def test_a_silent_fortnight_hardly_changes_what_is_expected() -> None:
    silent = HISTORY.copy()
    silent.loc[(silent["channel"] == "search") & silent["date"].between("2025-04-10", "2025-04-24"), "result"] = 0
    usual, found = (recommend(h, usual_limits(THREE)) for h in (HISTORY, silent))
    assert found.frame["expected_result_current"].iloc[0] == pytest.approx(
        usual.frame["expected_result_current"].iloc[0], rel=0.1
    )
    assert set(found.diagnostics["silent_days"]) == {"search"}
    assert 15 <= found.diagnostics["silent_days"]["search"] <= 18  # and a low day or two beside them
    assert "almost nothing counted on" in found.frame["reason"].iloc[0]
