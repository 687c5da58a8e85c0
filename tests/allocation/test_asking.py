"""What is handed to `recommend`: read in one way only, or refused with where, what was seen and what was expected."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smm_assets.allocation import InfeasibleBudget, InvalidHistory, InvalidLimits, InvalidQuestion, Limits, recommend
from smm_assets.allocation.days import read_days
from tests.allocation.histories import THREE, simulated, usual_limits

HISTORY = simulated(THREE, days=40)
LIMITS = usual_limits(THREE)
SPLIT = list(recommend(HISTORY, LIMITS).frame["recommended_spend"])


def refused(kind: type[ValueError], history: Any = HISTORY, limits: Any = LIMITS, **more: Any) -> str:
    with pytest.raises(kind) as error:
        recommend(history, limits, **more)
    assert not isinstance(error.value, InfeasibleBudget)
    return str(error.value)


@pytest.mark.parametrize("history", [None, [], {"date": []}, "history.csv", HISTORY["spend"]])
def test_a_history_that_is_no_table_is_refused(history: Any) -> None:
    assert "expected a pandas DataFrame with the columns date, channel, spend, result" in refused(
        InvalidHistory, history
    )


@pytest.mark.parametrize(
    ("history", "says"),
    [
        (HISTORY.drop(columns=["date", "result"]), "history: no column date, result; there is channel, spend"),
        (pd.concat([HISTORY, HISTORY[["spend"]]], axis=1), "history: more than one column spend"),
        (
            HISTORY.assign(spend="1.234,50"),
            "history, column spend: a spend that is not a number to reckon with: '1.234,50' in row 1",
        ),
        (HISTORY.assign(result=True), "result that is not a number to reckon with: True in row 1"),
        (HISTORY.assign(result=HISTORY["date"]), "result that is not a number to reckon with: Timestamp"),
        (HISTORY.assign(result=1e200), "result that is not a number to reckon with: 1e+200 in row 1"),
        (HISTORY.assign(completeness="most"), "history, column completeness"),
        (HISTORY.assign(date="03.04.2025"), "an unreadable date: '03.04.2025'; expected days as 2026-01-31"),
        (HISTORY.assign(date="3/4/2025"), "unreadable date"),
        (HISTORY.assign(date="2025-02-30"), "unreadable date: '2025-02-30'"),
        (HISTORY.assign(date=20250304), "unreadable date: 20250304"),
        (HISTORY.assign(channel=HISTORY["channel"].str.upper()), "'SEARCH', where the limits have 'search'"),
        (HISTORY.assign(channel=HISTORY["channel"] + " "), "'video ', where the limits have 'video'"),
        (pd.concat([HISTORY, HISTORY.assign(date=HISTORY["date"] + pd.Timedelta(hours=5))]), "120 second rows"),
    ],
)
def test_a_history_that_can_be_read_in_no_way_or_in_two_is_refused(history: pd.DataFrame, says: str) -> None:
    assert says in refused(InvalidHistory, history)


def entry(**limits: Any) -> Limits:
    return Limits(channels={**LIMITS.channels, "feed": {"current": 30, **limits}})


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        ({"total": 100, "channels": {}}, "limits: dict"),
        (None, "limits: None; expected Limits"),
        (Limits(channels=None), "limits, channels: None; expected channel → its limits"),  # type: ignore[arg-type]
        (Limits(channels=["search"]), "limits, channels: list ['search']"),  # type: ignore[arg-type]
        (Limits(channels={"search": 40}), "limits of search: int 40; expected a mapping"),  # type: ignore[dict-item]
        (Limits(channels={7: {"current": 1}}), "limits of 7: 7; expected a name as text"),  # type: ignore[dict-item]
        (Limits(total="much"), "limits, total: 'much' is not an amount of money"),
        (Limits(total=float("inf")), "limits, total: inf is not an amount of money"),
        (Limits(total=10**15), "limits, total: 1000000000000000 is more than can be split"),
        (entry(low=float("nan")), "limits of feed, low: nan is not an amount of money"),
        (entry(high=-2), "limits of feed, high: -2 is negative"),
        (entry(frozen="no"), "limits of feed, frozen: 'no'; expected True or False. Write it without quotes"),
        (entry(frozen=1), "limits of feed, frozen: 1; expected True or False"),
        (entry(frozen=True, low="few"), "limits of feed, low: 'few'"),
        (entry(hgih=3), "limits of feed: unknown key 'hgih'; expected current, low, high, frozen"),
    ],
)
def test_limits_that_cannot_be_read_are_refused_by_channel_and_key(limits: Any, says: str) -> None:
    assert says in refused(InvalidLimits, limits=limits)


def test_all_limits_that_cannot_be_read_are_told_at_once() -> None:
    said = refused(InvalidLimits, limits=Limits(total=-1, channels={"a": {"current": "x"}, "b": {"low": 2}}))
    assert said.count("\n") == 2


@pytest.mark.parametrize(
    "as_of", ["01.05.2025", "5/1/2025", "soon", "", pd.NaT, float("nan"), 20250501, True, ["2025-05-01"]]
)
def test_a_morning_that_is_no_day_beyond_doubt_is_refused(as_of: Any) -> None:
    assert "expected a day as 2026-01-31" in refused(InvalidQuestion, as_of=as_of)


@pytest.mark.parametrize(
    "as_of",
    ["2025-04-10", date(2025, 4, 10), datetime(2025, 4, 10, 23, tzinfo=UTC), pd.Timestamp("2025-04-10"),
     np.datetime64("2025-04-10"), "2025-04-10T06:00:00+02:00"],
)  # fmt: skip
def test_a_morning_may_be_a_day_a_moment_or_a_text_of_one(as_of: Any) -> None:
    late = pd.concat([HISTORY, HISTORY[-3:].assign(date=pd.Timestamp("2025-04-10"), channel=list(THREE))])
    rec = recommend(late, LIMITS, as_of=as_of)
    assert list(rec.frame["recommended_spend"]) == SPLIT
    assert rec.diagnostics["dropped_rows"]["after_as_of"] == 3


@pytest.mark.parametrize("more", [{"seed": -1}, {"seed": 1.5}, {"seed": None}, {"seed": True}, {"seed": "0"}])
def test_a_seed_that_is_no_whole_number_is_refused(more: Any) -> None:
    assert "seed: " in refused(InvalidQuestion, **more)


@pytest.mark.parametrize("profile", ["bold", None, ["safe"], 1])
def test_a_profile_nobody_knows_is_refused(profile: Any) -> None:
    assert "expected one of balanced, safe" in refused(InvalidQuestion, profile=profile)


def test_channels_of_nearly_the_same_name_are_two_only_where_both_sides_have_both() -> None:
    twin = HISTORY.assign(channel=HISTORY["channel"].replace("video", "Search"))
    channels = {"Search": {"current": 90}, "search": {"current": 50}, "feed": {"current": 30}}
    assert len(recommend(twin, Limits(channels=channels)).frame) == 3
    seen = refused(InvalidHistory, HISTORY, Limits(channels=channels))
    assert "'search', where the limits have 'Search'" in seen


def test_context_and_events_are_read_as_strictly_as_the_history() -> None:
    days = HISTORY["date"].unique()
    for context, says in (
        ("orders", "context: str"),
        (pd.DataFrame({"orders": [1]}), "context: no column date"),
        (pd.DataFrame({"date": days, "orders": "many"}), "context, column orders"),
        (pd.DataFrame({"date": ["1/2/2025"], "orders": [1]}), "unreadable date"),
    ):
        assert says in refused(InvalidHistory, context=context)
    event = {"from": "2025-03-03", "to": "2025-03-05", "kind": "tracking", "channel": "search"}
    for change, says in (
        ({"to": "2025-03-01"}, "from 2025-03-03 to 2025-03-01 in row 1"),
        ({"channel": "Search"}, "'Search', where the limits have 'search'"),
        ({"from": "03.03.2025"}, "events, column from: an unreadable date"),
    ):
        assert says in refused(InvalidHistory, events=pd.DataFrame([event | change]))
    unknown = pd.DataFrame({"date": days, "visits": 1})
    assert "none of organic_sessions, orders" in recommend(HISTORY, LIMITS, unknown).diagnostics["warnings"][0]


def test_every_row_left_out_is_counted_with_its_reason() -> None:
    odd = HISTORY.astype({"date": object, "channel": object, "spend": float, "result": float}).assign(completeness=1.0)
    for row, (column, value) in enumerate([
        ("date", pd.NaT), ("channel", None), ("channel", "radio"), ("date", "2025-06-01"), ("spend", np.nan),
        ("result", -1.0), ("completeness", 0.0), ("date", date(2020, 1, 1)),
    ]):  # fmt: skip
        odd.loc[row, column] = value
    rec = recommend(odd, LIMITS, as_of="2025-05-01")
    assert rec.diagnostics["dropped_rows"] == dict.fromkeys(
        ["no_date", "no_channel", "other_channel", "after_as_of", "missing", "negative", "immature", "too_old"], 1
    )
    assert "rows of channels the limits do not name were left out: 1" in rec.diagnostics["warnings"]


def test_days_keep_the_date_they_were_written_with_whatever_the_zone() -> None:
    zoned = pd.Series(pd.to_datetime(["2025-03-01 23:30"]).tz_localize("America/New_York"))
    mixed = pd.Series(["2025-03-01T23:30:00-05:00", date(2025, 3, 1), datetime(2025, 3, 1, 4), None], dtype=object)
    assert read_days(zoned, "history").tolist() == [pd.Timestamp("2025-03-01")]
    assert read_days(mixed, "history").tolist()[:3] == [pd.Timestamp("2025-03-01")] * 3
    assert pd.isna(read_days(mixed, "history").iloc[3])


def thirds(total: object, **more: dict[str, Any]) -> Limits:
    frozen = {name: {"current": 10 / 3, "frozen": True} for name in THREE}
    return Limits(total=total, channels={**frozen, **more})  # type: ignore[arg-type]


def test_three_frozen_thirds_of_ten_fit_and_one_of_them_bears_the_cent() -> None:
    """3.33 + 3.33 + 3.33 is 9.99; the exact thirds add up to 10.00, so one is told as 3.34, and stays."""
    frame = recommend(HISTORY, thirds(10)).frame
    assert sorted(frame["recommended_spend"]) == [Decimal("3.33"), Decimal("3.33"), Decimal("3.34")]
    assert (frame["recommended_spend"] == frame["current_spend"]).all()
    assert set(frame["action"]) == {"hold"}
    turned = Limits(total=10, channels=dict(reversed(thirds(10).channels.items())))
    again = recommend(HISTORY, turned).frame
    spent = dict(zip(frame["channel"], frame["recommended_spend"], strict=True))
    assert spent == dict(zip(again["channel"], again["recommended_spend"], strict=True))


def test_a_cent_of_rounding_is_borne_only_where_nothing_else_can_take_it() -> None:
    free = recommend(HISTORY, thirds(15, other={"current": 5})).frame.set_index("channel")["recommended_spend"]
    assert [*free] == [Decimal("3.33")] * 3 + [Decimal("5.01")]
    with pytest.raises(InfeasibleBudget, match=r"largest total these limits allow is 10\.00"):
        recommend(HISTORY, thirds("10.01"))
    whole = {name: {"current": "3.33", "frozen": True} for name in THREE}
    with pytest.raises(InfeasibleBudget, match=r"largest total these limits allow is 9\.99"):
        recommend(HISTORY, Limits(total=10, channels=whole))


def test_a_frozen_channel_outside_its_own_limits_is_a_conflict_of_limits() -> None:
    with pytest.raises(InfeasibleBudget, match=r"feed: frozen at 30\.00, below its minimum 35\.00"):
        recommend(HISTORY, entry(frozen=True, low=35))
    with pytest.raises(InfeasibleBudget, match=r"feed: frozen at 30\.00, above its maximum 20\.00"):
        recommend(HISTORY, entry(frozen=True, high=20))


money = st.floats(0, 300, allow_nan=False) | st.fractions(0, 300, max_denominator=9).map(float)


@settings(max_examples=60)
@given(data=st.data())
def test_the_total_named_in_a_refusal_can_be_recommended_and_is_the_nearest_one(data: st.DataObject) -> None:
    channels = {}
    for name in [*THREE, "unseen"]:
        low, current, high = sorted(data.draw(st.tuples(money, money, money)))
        frozen = data.draw(st.booleans())
        channels[name] = {"current": current, "low": low, "high": high, "frozen": frozen}
    asked = data.draw(st.floats(0, 1500, allow_nan=False).map(lambda x: round(x, 2)))
    error = refusal(asked, channels)
    if error is None:
        return
    named = error.feasible
    assert named is not None
    assert f"{named}" in error.cure
    assert refusal(named, channels) is None
    nearer = named + (Decimal("0.01") if named < Decimal(str(asked)) else Decimal("-0.01"))
    assert nearer < 0 or refusal(nearer, channels) is not None


def refusal(total: Any, channels: dict[str, Any]) -> InfeasibleBudget | None:
    """Why the limits allow no split of the total; without history, which changes nothing about that."""
    try:
        rec = recommend(HISTORY[:0], Limits(total=total, channels=channels))
    except InfeasibleBudget as error:
        return error
    assert sum(rec.frame["recommended_spend"]) == Decimal(str(total))
    return None
