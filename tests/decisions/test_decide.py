"""A recommendation as it leaves the house: exact money, held channels, words, the same answer for the same morning."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from smm_assets.decisions.bounds import Scenario
from smm_assets.decisions.decide import Decision, preview
from smm_assets.settings import Project, Settings

AS_OF = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)


@dataclass
class Marts:
    """A reader over three frames instead of a store."""

    channel: pd.DataFrame
    history: pd.DataFrame
    plan: pd.DataFrame

    def read(self, sql: str) -> pd.DataFrame:
        for name in ("channel", "decision_history", "plan"):
            if f"marts.{name}" in sql:
                frame = {"channel": self.channel, "decision_history": self.history, "plan": self.plan}[name]
                return frame.copy()
        raise AssertionError(sql)


def marts(amount: str = "1350.37", vk_through: int = 21) -> Marts:
    rng = np.random.default_rng(3)
    rows = []
    for name, spend, strength in (("meta", 30.0, 0.9), ("tiktok", 10.0, 1.4), ("vk", 5.0, 0.5)):
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
        {"channel": n, "period_start": date(2026, 11, 1), "period_end": date(2026, 11, 30),
         "amount": Decimal(a), "locked": False}
        for n, a in (("meta", amount), ("tiktok", "301.01"), ("vk", "150"))
    ])  # fmt: skip
    return Marts(channels, pd.DataFrame(rows, columns=columns), plan)


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


def test_nothing_left_to_spend_puts_every_channel_on_hold_with_the_reason() -> None:
    reader = marts()
    reader.plan = reader.plan.assign(amount=Decimal("1"))
    decision = decide(reader)
    assert set(decision.lines["action"]) == {"hold"}
    assert decision.header["total_period"] == 0
    assert all("No promotion money is left" in reason for reason in decision.lines["reason"])


def test_limits_that_cannot_all_be_met_hold_the_mix_and_name_the_conflict() -> None:
    reader = marts()
    reader.channel.loc[reader.channel["channel"] == "meta", "low"] = 500.0
    decision = decide(reader)
    assert bool(decision.header["keep"])
    assert sum(decision.lines["recommended_spend"]) == decision.header["total_per_day"]
    assert "meta" in " ".join(decision.lines["reason"]).lower()


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
