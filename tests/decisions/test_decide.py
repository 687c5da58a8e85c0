"""A recommendation as it leaves the house: exact money, held channels, words, the same answer for the same morning."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from smm_assets.decisions.bounds import Scenario
from smm_assets.decisions.decide import Decision, preview
from smm_assets.decisions.target import Target
from smm_assets.errors import UsageError
from smm_assets.settings import Project, Settings

AS_OF = date(2026, 11, 22)
ANOMALY = ["as_of", "channel", "check_name", "first_day", "last_day", "event"]
DEMAND = ["date", "source", "account_id", "organic_sessions"]
NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)


@dataclass
class Marts:
    """A reader over three frames instead of a store."""

    channel: pd.DataFrame
    history: pd.DataFrame
    plan: pd.DataFrame
    anomaly: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=ANOMALY))
    caution: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=["kind", "channel", "evidence"]))
    demand: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=DEMAND))

    def read(self, sql: str) -> pd.DataFrame:
        if "marts.anomaly" in sql:
            return self.anomaly.copy()
        if "marts.decision_caution" in sql:
            return self.caution.copy()
        if "marts.organic_demand" in sql:
            return self.demand.copy()
        if "state." in sql:
            return pd.DataFrame(columns=["objective", "in_interval", "valid_from"])
        for name in ("channel", "decision_history", "plan"):
            if f"marts.{name}" in sql:
                frame = {"channel": self.channel, "decision_history": self.history, "plan": self.plan}[name]
                return frame.copy()
        raise AssertionError(sql)


def marts(amount: str = "1350.37", vk_through: int = 21) -> Marts:
    rng = np.random.default_rng(3)
    rows = []
    for name, spend, strength in (("meta", 30.0, 0.9), ("tiktok", 10.0, 2.8), ("vk", 5.0, 0.5)):
        for age in range(90, 0, -1):
            day = AS_OF - timedelta(days=age)
            if name == "vk" and day > date(2026, 11, vk_through):
                continue
            money = round(spend * float(rng.uniform(0.6, 1.4)), 2)
            rows.append((day, name, "sales", money, float(rng.poisson(strength * money**0.6)), "orders", "crm", 1.0))
    columns = ["date", "channel", "objective", "spend", "result", "result_metric", "result_source", "completeness"]
    channels = pd.DataFrame([
        {"channel": n, "label": n.title(), "network": n, "objective": "sales", "result_metric": "orders",
         "result_source": "crm", "low": None, "high": None, "frozen": False, "patience_until": None}
        for n in ("meta", "tiktok", "vk")
    ])  # fmt: skip
    plan = pd.DataFrame([
        {"plan_line": line, "channel": n, "item": "ads", "period_start": date(2026, 11, 1),
         "period_end": date(2026, 11, 30), "amount": Decimal(a), "low_amount": None, "high_amount": None,
         "locked": False}
        for line, (n, a) in enumerate((("meta", amount), ("tiktok", "301.01"), ("vk", "150")), 2)
    ])  # fmt: skip
    history = pd.DataFrame(rows, columns=columns).assign(unpriced_currency=None, event_kind=None, event=None)
    return Marts(channels, history, plan)


def project(**settings: object) -> Project:
    return Project(Path("nowhere"), Settings.model_validate({"currency": "EUR", **settings}))


def decide(reader: Marts, scenario: Scenario | None = None, **settings: object) -> Decision:
    (decision,) = preview(project(**settings), reader, AS_OF, now=NOW, scenario=scenario)
    return decision


def test_period_money_and_daily_money_are_exact_to_the_cent() -> None:
    decision = decide(marts())
    assert sum(decision.lines["period_amount"]) == decision.header["total_period"]
    assert sum(decision.lines["recommended_spend"]) == decision.header["total_per_day"]


def test_every_channel_says_why() -> None:
    decision = decide(marts())
    assert all(len(reason) > 20 for reason in decision.lines["reason"])


def test_a_channel_with_late_data_is_held_at_todays_spend_and_says_what_unlocks_it() -> None:
    decision = decide(marts(vk_through=17))
    line = decision.lines.set_index("channel").loc["vk"]
    assert (line["action"], line["trust"], line["binding_constraint"]) == ("hold", "hold", "hold")
    assert line["recommended_spend"] == line["current_spend"]
    assert "18 Nov to 21 Nov" in line["reason"]


def test_a_channel_whose_spend_lacks_a_rate_is_held_until_the_rate_is_there() -> None:
    """Of two days one is older than the 28 that must be priced, so only the other holds the channel."""
    reader = marts()
    reader.history["unpriced_currency"] = reader.history["unpriced_currency"].astype(object)
    for day, currency in ((AS_OF - timedelta(days=29), "GBP"), (AS_OF - timedelta(days=28), "USD")):
        row = (reader.history["channel"] == "tiktok") & (reader.history["date"] == day)
        reader.history.loc[row, "spend"] = None
        reader.history.loc[row, "unpriced_currency"] = currency
    lines = decide(reader).lines.set_index("channel")
    assert lines.loc["tiktok", ["action", "trust", "binding_constraint"]].tolist() == ["hold", "hold", "hold"]
    assert lines.loc["tiktok", "recommended_spend"] == lines.loc["tiktok", "current_spend"]
    assert "no exchange rate for USD on 25 Oct. Adding it to fx.csv unlocks advice" in lines.loc["tiktok", "reason"]
    assert lines.loc["meta", "binding_constraint"] != "hold"


@pytest.mark.parametrize(("share", "is_held"), [(0.02, False), (0.021, True)])
def test_a_channel_with_too_much_spend_held_back_is_held(share: float, is_held: bool) -> None:
    reader = marts()
    reader.channel = reader.channel.assign(quarantined_spend=[None, 6.5, None], quarantined_share=[None, share, None])
    line = decide(reader).lines.set_index("channel").loc["tiktok"]
    assert (line["binding_constraint"] == "hold") == is_held
    assert ("Rows with 6.50 EUR of its spend, 2 % of four weeks" in line["reason"].replace("rows", "Rows")) == is_held


def test_no_channel_moves_more_than_the_largest_step_of_todays_mix_scaled_to_the_total() -> None:
    decision = decide(marts(), decision={"max_step": 0.1})
    lines = decision.lines
    scale = float(decision.header["total_per_day"]) / float(sum(lines["current_spend"]))  # type: ignore[arg-type]
    for row in lines.to_dict("records"):
        scaled = float(row["current_spend"]) * scale
        assert abs(float(row["recommended_spend"]) - scaled) <= 0.1 * scaled + 0.011


def test_the_same_morning_gives_the_same_recommendation_and_other_data_another_id() -> None:
    assert decide(marts()).recommendation_id == decide(marts()).recommendation_id
    assert decide(marts()).recommendation_id != decide(marts("1400")).recommendation_id


def test_the_language_of_the_report_changes_nothing_of_a_recommendation() -> None:
    plain, russian = decide(marts(vk_through=18)), decide(marts(vk_through=18), language="ru")
    assert plain.header == russian.header
    for ours, theirs in ((plain.lines, russian.lines), (plain.steps, russian.steps), (plain.changes, russian.changes)):
        pd.testing.assert_frame_equal(ours, theirs)


def test_nothing_left_to_spend_leaves_every_channel_untouched_and_says_why() -> None:
    reader = marts()
    reader.plan = reader.plan.assign(amount=Decimal("1"))
    decision = decide(reader)
    lines = decision.lines
    assert set(lines["action"]) == {"hold"}
    assert (lines["recommended_spend"] == lines["current_spend"]).all()
    assert all("promotion money is used up" in reason for reason in lines["reason"])
    assert "promotion money is used up" in str(decision.header["summary"])
    days = (decision.header["period_end"] - decision.header["period_start"]).days + 1  # type: ignore[operator]
    beyond = days * sum(lines["current_spend"])  # of a plan that has nothing left, all of it
    assert f"In all that is €{beyond:,.2f} more than the plan has left for these days." in str(
        decision.header["summary"]
    )


def test_a_standstill_within_the_plans_money_costs_nothing_beyond_it() -> None:
    reader = marts("9000")
    reader.channel["frozen"] = True
    summary = str(decide(reader).header["summary"])
    assert "nothing to split" in summary
    assert "more than the plan has left" not in summary


def test_limits_that_cannot_all_be_met_leave_the_mix_and_name_the_conflict() -> None:
    reader = marts()
    reader.channel.loc[reader.channel["channel"] == "meta", "low"] = 500.0
    decision = decide(reader)
    assert bool(decision.header["keep"])
    assert (decision.lines["recommended_spend"] == decision.lines["current_spend"]).all()
    assert set(decision.lines["binding_constraint"]) == {"conflict"}
    assert "500.00" in str(decision.header["summary"])


def test_a_scenario_that_cannot_be_met_is_the_users_mistake() -> None:
    with pytest.raises(UsageError, match=r"Meta at least 50\.00"):
        decide(marts(), Scenario(total=Decimal(20), low={"meta": Decimal(50)}))
    with pytest.raises(UsageError, match=r"minimum 50\.00 is above maximum 9\.00"):
        decide(marts(), Scenario(low={"meta": Decimal(50)}, high={"meta": Decimal(9)}))
    with pytest.raises(UsageError, match="budget of 0"):
        decide(marts(), Scenario(total=Decimal(0)))


def test_frozen_channels_are_never_touched_even_when_they_alone_need_more_than_there_is() -> None:
    reader = marts()
    reader.channel.loc[reader.channel["channel"] == "meta", "frozen"] = True
    short = replace(reader, plan=reader.plan.assign(amount=Decimal("950")))
    short.plan.loc[short.plan["channel"] != "meta", "amount"] = Decimal("1")
    lines = decide(short).lines
    assert (lines["recommended_spend"] == lines["current_spend"]).all()
    assert "EUR a day is there" in lines["reason"].iloc[0]
    with pytest.raises(UsageError, match=r"only 20\.00 EUR a day is there"):
        decide(reader, Scenario(total=Decimal(20)))
    with pytest.raises(UsageError, match="more than can be split"):
        decide(reader, Scenario(total=Decimal(10) ** 20))


def test_steps_begin_inside_a_users_maximum_however_much_money_there_is() -> None:
    reader = marts()
    reader.channel.loc[reader.channel["channel"] == "tiktok", "high"] = 12.0
    steps = decide(reader, Scenario(total=Decimal(120))).steps
    assert steps.loc[steps["channel"] == "tiktok", "daily_budget"].max() <= 12
    assert set(steps.groupby("date")["daily_budget"].sum() + steps.groupby("date")["day_rest"].max()) == {Decimal(120)}


def test_a_planned_channel_without_any_export_keeps_its_planned_money_and_the_others_go_on() -> None:
    reader = marts()
    reader.history = reader.history[reader.history["channel"] != "vk"]
    without = replace(reader, plan=reader.plan[reader.plan["channel"] != "vk"])
    decision, alone = decide(reader), decide(without)
    line = decision.lines.set_index("channel").loc["vk"]
    # 150 planned over 30 days: 5.00 a day, set aside for it; nothing of it flows to the others
    assert (line["action"], line["recommended_spend"]) == ("hold", Decimal("5.00"))
    assert "no spend of Vk is known" in line["reason"]
    others = decision.lines[decision.lines["channel"] != "vk"]["recommended_spend"]
    assert abs(sum(others) - sum(alone.lines["recommended_spend"])) <= Decimal("0.02")


def test_all_channels_held_say_each_what_unlocks_them() -> None:
    reader = marts()
    late = {"meta": date(2026, 11, 10), "tiktok": date(2026, 11, 6), "vk": date(2026, 11, 8)}
    keep = [day <= late[name] for day, name in zip(reader.history["date"], reader.history["channel"], strict=True)]
    reader.history = reader.history[keep]
    lines = decide(reader).lines.set_index("channel")
    assert "only through 10 Nov" in lines.loc["meta", "reason"]
    assert "only through 6 Nov" in lines.loc["tiktok", "reason"]
    assert "10 Nov" not in lines.loc["tiktok", "reason"]


def test_minimum_and_maximum_of_the_plan_line_bind() -> None:
    reader = marts()
    free = decide(reader).lines.set_index("channel").loc["tiktok", "recommended_spend"]
    spent = sum(
        Decimal(str(row["spend"]))
        for row in reader.history.to_dict("records")
        if row["channel"] == "tiktok" and row["date"] >= date(2026, 11, 1)
    )
    most = (free - 2) * 9 + spent  # nine days are left
    reader.plan["high_amount"] = [most if name == "tiktok" else None for name in reader.plan["channel"]]
    line = decide(reader).lines.set_index("channel").loc["tiktok"]
    assert line["recommended_spend"] <= free - 2 + Decimal("0.01")


def test_a_channel_the_plan_does_not_name_brings_what_it_spends_today() -> None:
    reader = marts()
    whole = decide(reader)
    vk = reader.plan["channel"] == "vk"
    spent = sum(
        Decimal(str(row["spend"]))
        for row in reader.history.to_dict("records")
        if row["channel"] == "vk" and row["date"] >= date(2026, 11, 1)
    )
    left = reader.plan.loc[vk, "amount"].iloc[0] - spent
    reader.plan = reader.plan[~vk]
    current = whole.lines.set_index("channel").loc["vk", "current_spend"]
    expected = whole.header["total_period"] - left + 9 * current  # type: ignore[operator]
    assert abs(decide(reader).header["total_period"] - expected) <= Decimal("0.01")  # type: ignore[operator]


def test_a_kept_mix_is_called_kept_and_an_amount_never_spent_a_guess() -> None:
    lines = decide(marts(), Scenario(total=Decimal(5000))).lines
    assert all("a guess" in reason for reason in lines["reason"])
    if bool(decide(marts(), Scenario(total=Decimal(5000))).header["keep"]):
        assert set(lines["action"]) == {"keep"}


@pytest.mark.parametrize("total", ["10.00", "60.01", "500"])
def test_a_scenario_spends_the_asked_total(total: str) -> None:
    decision = decide(marts(), Scenario(total=Decimal(total)))
    assert sum(decision.lines["recommended_spend"]) == Decimal(total)


def test_a_frozen_channel_of_a_scenario_stays() -> None:
    decision = decide(marts(), Scenario(frozen=("tiktok",)))
    line = decision.lines.set_index("channel").loc["tiktok"]
    assert line["recommended_spend"] == line["current_spend"]


def test_a_bound_that_is_only_the_largest_step_is_never_called_the_users_limit() -> None:
    for name in ("meta", "tiktok", "vk"):
        reader = marts()
        reader.channel.loc[reader.channel["channel"] == name, "high"] = 10_000.0
        lines = decide(reader).lines
        assert not {"minimum", "maximum"} & set(lines["binding_constraint"])
        assert "your m" not in " ".join(lines["reason"])


def test_a_users_maximum_inside_the_step_is_named_as_theirs() -> None:
    reader = marts()
    scaled = decide(reader).lines.set_index("channel")
    reader.channel.loc[reader.channel["channel"] == "tiktok", "high"] = (
        float(scaled.loc["tiktok", "recommended_spend"]) - 1
    )
    line = decide(reader).lines.set_index("channel").loc["tiktok"]
    assert (line["binding_constraint"], "your maximum" in line["reason"]) == ("maximum", True)


def test_less_than_a_cent_a_day_is_no_money_left() -> None:
    reader = marts()
    spent = (
        reader.history[[day >= date(2026, 11, 1) for day in reader.history["date"]]].groupby("channel")["spend"].sum()
    )
    cents = {"meta": Decimal("0.05"), "tiktok": Decimal(0), "vk": Decimal(0)}
    amounts = [Decimal(str(round(spent[name], 2))) + cents[name] for name in reader.plan["channel"]]
    reader.plan = reader.plan.assign(amount=amounts)
    decision = decide(reader)
    assert decision.header["total_period"] == sum(decision.lines["period_amount"])
    assert set(decision.lines["action"]) == {"hold"}


def silent(check: str, event: str | None = None, as_of: date = AS_OF) -> pd.DataFrame:
    row = (as_of, "tiktok", check, date(2026, 11, 19), date(2026, 11, 21), event)
    return pd.DataFrame([row], columns=ANOMALY)


@pytest.mark.parametrize("event", [None, "tracking: tags were lost"])
def test_a_channel_whose_results_stopped_is_held_with_the_reason(event: str | None) -> None:
    answer = decide(replace(marts(), anomaly=silent("orders_vanished", event)))
    line = answer.lines.set_index("channel").loc["tiktok"]
    assert line["action"] == "hold"
    assert "no orders from 19 Nov to 21 Nov while spend went on" in line["reason"]
    assert line["recommended_spend"] == line["current_spend"]


@pytest.mark.parametrize(
    ("check", "event", "as_of"),
    [
        ("conversions_vanished", None, AS_OF),  # results here are the shop's orders, not what platforms report
        ("orders_vanished", "stock_out: mug sold out", AS_OF),
        ("orders_vanished", None, AS_OF - timedelta(days=1)),
    ],
)
def test_a_silence_that_does_not_touch_the_results_holds_nothing(check: str, event: str | None, as_of: date) -> None:
    answer = decide(replace(marts(), anomaly=silent(check, event, as_of)))
    assert answer.lines.set_index("channel").loc["tiktok", "action"] != "hold"


def test_the_step_of_no_change_is_the_recommendation_itself_and_more_never_brings_less() -> None:
    decision = decide(marts())
    rows = decision.changes.set_index("change_pct")
    assert rows.loc[0, "total_per_day"] == decision.header["total_per_day"]
    assert rows.loc[0, "expected_result"] == pytest.approx(float(sum(decision.lines["expected_result_recommended"])))
    assert rows["expected_result"].is_monotonic_increasing
    assert (rows["low"] <= rows["expected_result"]).all()
    assert (rows["expected_result"] <= rows["high"]).all()
    assert set(rows["recommendation_id"]) == {decision.recommendation_id}


def test_a_standstill_has_no_other_totals() -> None:
    reader = marts()
    reader.plan = reader.plan.assign(amount=Decimal("1"))
    assert decide(reader).changes.empty


def test_a_target_cost_is_met_by_the_recommendation_shown_and_missed_by_a_cent_more() -> None:
    reader = marts("900")
    dear = decide(reader).changes.set_index("change_pct").loc[0, "cost_per_result"]
    target = Target(cost=Decimal(f"{dear:.2f}"))
    decision = decide(reader, Scenario(target=target))
    reached, rows = decision.reached, decision.changes.set_index("change_pct")
    assert reached is not None
    assert reached.exact
    assert decision.header["total_per_day"] == reached.total
    assert rows.loc[0, "cost_per_result"] == pytest.approx(reached.cost)
    assert reached.cost <= target.cost
    more = decide(reader, Scenario(total=reached.total + Decimal("0.01"))).changes.set_index("change_pct")
    assert more.loc[0, "cost_per_result"] > target.cost


def test_a_users_own_amounts_are_priced_beside_the_advice_for_the_same_money() -> None:
    own = decide(marts(), Scenario(spends={"meta": Decimal(60), "tiktok": Decimal("4.50")})).own
    assert own is not None
    # Vk is not named and spends what it does today
    assert own.spends["vk"] == decide(marts()).lines.set_index("channel").loc["vk", "current_spend"]
    assert own.brings.spend == own.advised.spend == sum(own.spends.values())
    assert own.behind == pytest.approx(own.advised.expected - own.brings.expected)
    assert own.behind > 0  # a third of what brings most was taken away
    assert any(said.startswith("Tiktok 4.50: more than the largest step down, to ") for said in own.outside)
    assert any(said.startswith("Meta 60.00: more than the largest step up, to ") for said in own.outside)
    assert own.beyond == ("Meta",)
    advised = decide(marts(), Scenario(total=own.brings.spend)).lines.set_index("channel")["recommended_spend"]
    same = decide(marts(), Scenario(spends=advised.to_dict())).own
    assert same is not None
    assert (same.behind, same.outside) == (pytest.approx(0), ())


def test_what_the_users_own_amounts_break_is_told_as_what_it_is() -> None:
    """No least was ever set for Tiktok: its network asks for 9.80 a day, and it spends some 11 now."""
    reader = marts(vk_through=17)
    reader.channel["minimum_daily"] = [None, 9.8, None]
    reader.channel.loc[reader.channel["channel"] == "meta", "low"] = 35.0
    own = decide(reader, Scenario(spends={"meta": Decimal(31), "tiktok": Decimal("8.50"), "vk": Decimal(10)})).own
    assert own is not None
    held = decide(reader).lines.set_index("channel").loc["vk", "current_spend"]
    assert own.outside == (
        "Meta 31.00: below your least of 35.00",
        "Tiktok 8.50: below 9.80: its network asks for at least 9.80 a day",
        f"Vk 10.00: it is held and keeps {held}",
    )


def doubts(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["kind", "channel", "evidence"])


ROBOTS = doubts(("clicks_without_visits", "tiktok", "Of 900 clicks of Tiktok, 40 arrived as visits"))


def test_clicks_that_do_not_arrive_hold_a_channel_where_clicks_count_and_are_a_doubt_elsewhere() -> None:
    given = replace(marts(), caution=ROBOTS)
    orders = decide(given)
    assert orders.lines.set_index("channel").loc["tiktok", "action"] != "hold"
    assert "Of 900 clicks of Tiktok, 40 arrived as visits." in str(orders.header["warnings"])
    counted = given.history.assign(result_metric="link_clicks", result_source="platform")
    clicks = decide(replace(given, history=counted))
    line = clicks.lines.set_index("channel").loc["tiktok"]
    assert (line["action"], line["recommended_spend"]) == ("hold", line["current_spend"])
    assert "of 900 clicks of Tiktok, 40 arrived as visits" in line["reason"]


def test_buyers_counted_twice_are_a_doubt_only_where_networks_count() -> None:
    given = replace(marts(), caution=doubts(("claimed_twice", "", "The networks together claim 90 of 60 orders")))
    assert "claim" not in str(decide(given).header["warnings"])
    counted = given.history.assign(result_metric="conversions", result_source="platform")
    assert "The networks together claim 90 of 60 orders." in str(
        decide(replace(given, history=counted)).header["warnings"]
    )


def test_a_small_test_is_named_as_one() -> None:
    given = marts()
    few = given.history["channel"] == "tiktok"
    given.history.loc[few, "result"] = [1.0] * 9 + [0.0] * (int(few.sum()) - 9)
    assert "Tiktok brought fewer than 10 orders in all" in str(decide(given).header["warnings"])


def test_a_least_amount_above_the_users_own_most_is_told_with_that_most() -> None:
    reader = marts()
    reader.channel = reader.channel.assign(high=[None, 40.0, None])
    with pytest.raises(UsageError, match=r"minimum 50\.00 is above its maximum 40\.00|50\.00.*40\.00"):
        decide(reader, Scenario(low={"tiktok": Decimal(50)}))


def test_a_channel_that_gets_less_than_its_test_needs_says_so() -> None:
    """Ten a day are spent at TikTok; a test there needs 300.00 or 3.00 a day."""
    reader = marts()
    for needed, is_told in ((300.0, True), (3.0, False)):
        reader.channel = reader.channel.assign(test_daily=[None, needed, None])
        reasons = decide(reader).lines.set_index("channel")["reason"]
        assert ("A running small test needs 300.00 a day here, more than this" in reasons["tiktok"]) == is_told
        assert "running small test" not in reasons["meta"]
