"""Terms that cannot do what they say: asked for now they are refused, standing ones are told in the advice."""

from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pytest

from smm_assets.decisions.bounds import Scenario
from smm_assets.decisions.decide import preview
from smm_assets.decisions.target import Target
from smm_assets.errors import ConfigurationError
from tests.decisions.test_decide import AS_OF, NOW, Marts, decide, marts, project

TEN = Decimal(10)


def with_radio(reader: Marts, objective: str = "sales") -> Marts:
    """A channel with limits in smm.yaml that neither spends nor is planned."""
    (row, *_) = reader.channel.to_dict("records")
    radio = row | {"channel": "radio", "label": "Radio", "objective": objective, "low": 20.0, "high": 25.5}
    return replace(reader, channel=pd.concat([reader.channel, pd.DataFrame([radio])], ignore_index=True))


def two_objectives() -> Marts:
    reader = marts()
    reader.channel.loc[reader.channel["channel"] == "vk", "objective"] = "leads"
    leads = reader.history["channel"] == "vk"
    reader.history.loc[leads, ["objective", "result_metric"]] = ["leads", "leads"]
    return reader


def told(reader: Marts, scenario: Scenario) -> list[str]:
    with pytest.raises(ConfigurationError) as error:
        decide(reader, replace(scenario, file="terms.yaml"))
    assert error.value.exit_code == 2
    return [str(problem) for problem in error.value.problems]


def test_limits_for_channels_that_keep_their_spend_are_refused_all_at_once() -> None:
    reader = marts(vk_through=17)
    reader.channel.loc[reader.channel["channel"] == "meta", "frozen"] = True
    low, high = {"meta": TEN, "vk": TEN}, {"tiktok": TEN}
    said = sorted(told(reader, Scenario(low=low, high=high, frozen=("tiktok",))))
    assert said[0].startswith("terms.yaml, high.tiktok: Tiktok keeps ")
    assert "as it is frozen by the same terms; expected a channel whose money may move. Leave it out, or do" in said[0]
    assert "as it is frozen in smm.yaml" in said[1]
    assert "as it is held: data only through 17 Nov. An export of 18 Nov to 21 Nov unlocks advice" in said[2]
    locked = marts()
    locked.plan["locked"] = [name == "vk" for name in locked.plan["channel"]]
    assert "locked in the plan" in told(locked, Scenario(high={"vk": TEN}))[0]


@pytest.mark.parametrize(
    "scenario",
    [Scenario(low={"radio": TEN}), Scenario(high={"radio": TEN}), Scenario(spends={"radio": TEN}),
     Scenario(frozen=("radio",))],
)  # fmt: skip
def test_terms_for_a_channel_nothing_is_decided_about_are_refused(scenario: Scenario) -> None:
    (said,) = told(with_radio(marts()), scenario)
    assert "radio is in no recommendation: it has neither spend nor promotion money" in said
    assert "expected one of meta, tiktok and vk" in said


def test_terms_for_a_channel_of_another_objective_are_refused() -> None:
    (said,) = told(two_objectives(), Scenario(objective="sales", low={"vk": TEN}))
    assert "terms.yaml, low.vk: vk works for leads, not for sales; expected a channel of sales" in said
    (said,) = told(marts(), Scenario(objective="leads"))
    assert "no recommendation is made for leads; expected sales" in said


@pytest.mark.parametrize("scenario", [Scenario(total=TEN), Scenario(target=Target(cost=TEN))])
def test_one_total_for_two_objectives_asks_which_is_meant(scenario: Scenario) -> None:
    (said,) = told(two_objectives(), scenario)
    assert "for leads and sales together; expected one objective" in said
    assert "--objective leads" in said


def test_own_amounts_leave_out_the_objectives_they_do_not_name() -> None:
    made = preview(project(), two_objectives(), AS_OF, now=NOW, scenario=Scenario(spends={"vk": TEN}))
    assert [one.header["objective"] for one in made] == ["leads"]


def test_standing_limits_that_cannot_be_kept_to_are_told_in_the_advice() -> None:
    reader = with_radio(marts(vk_through=17))
    reader.channel.loc[reader.channel["channel"] == "meta", ["frozen", "high"]] = [True, 20.0]
    reader.channel.loc[reader.channel["channel"] == "vk", "low"] = 12.0
    decision = decide(reader)
    now = decision.lines.set_index("channel")["current_spend"]
    said = str(decision.header["warnings"])
    assert f"Meta keeps {now['meta']:.2f} a day, above its most of 20.00, because it is frozen in smm.yaml." in said
    assert f"Vk keeps {now['vk']:.2f} a day, below its least of 12.00, because it is held." in said
    assert "limits of Radio (least 20.00 and most 25.50 a day) wait: it has neither spend nor promotion money" in said


def test_limits_todays_spend_keeps_to_and_channels_that_move_need_no_word() -> None:
    reader = marts(vk_through=17)
    reader.channel.loc[reader.channel["channel"] == "vk", ["low", "high"]] = [1.0, 50.0]
    reader.channel.loc[reader.channel["channel"] == "meta", "high"] = 45.0
    assert str(decide(reader).header["warnings"]) == ""


def test_limits_of_an_objective_nothing_is_decided_for_are_told_beside_the_others() -> None:
    assert "limits of Radio" in str(decide(with_radio(marts(), "leads")).header["warnings"])
