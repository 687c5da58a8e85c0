"""The laws a recommendation must keep before it is recorded, each broken once by hand."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from smm_assets.assets.laws import LAWS, broken_laws, judged
from smm_assets.decisions import Decision
from smm_assets.settings import Channel

LIMITS = {"north": Channel(low=5, high=40), "south": Channel()}


def decision(**changes: object) -> Decision:
    """30 + 20 a day over ten days; `changes` are "row.column" → value, or a header key."""
    lines = pd.DataFrame(
        {
            "channel": ["north", "south"],
            "current_spend": [Decimal(25), Decimal(25)],
            "recommended_spend": [Decimal("30.00"), Decimal("20.00")],
            "period_amount": [Decimal("300.01"), Decimal("200.00")],
            "action": ["increase", "decrease"],
            "reason": ["It brings more per unit.", "It brings less per unit."],
        },
        dtype=object,
    )
    header: dict[str, object] = {"total_period": Decimal("500.01"), "total_per_day": Decimal(50), "as_of": date.min}
    for key, value in changes.items():
        if key in header:
            header[key] = value
        else:
            lines.loc[lines["channel"] == key.partition("_")[0], key.partition("_")[2]] = value
    return Decision(header=header, lines=lines, curves=pd.DataFrame())


def test_a_sound_recommendation_breaks_no_law() -> None:
    assert broken_laws(decision(), LIMITS) == []


@pytest.mark.parametrize(
    ("law", "changes"),
    [
        (LAWS[0], {"total_period": Decimal("500.02")}),
        (LAWS[1], {"total_per_day": Decimal("50.01")}),
        (LAWS[2], {"south_recommended_spend": Decimal("-0.01"), "total_per_day": Decimal("29.99")}),
        (LAWS[3], {"north_recommended_spend": Decimal("40.01"), "total_per_day": Decimal("60.01")}),
        (LAWS[4], {"south_reason": "  "}),
        (LAWS[4], {"south_reason": None}),
    ],
)
def test_each_law_can_be_broken_and_is_named(law: str, changes: dict[str, object]) -> None:
    assert [found for found, _ in broken_laws(decision(**changes), LIMITS)] == [law]


def test_a_cut_below_the_channels_least_breaks_its_limits() -> None:
    cut = decision(north_recommended_spend=Decimal("4.99"), north_action="decrease", total_per_day=Decimal("24.99"))
    assert [found for found, _ in broken_laws(cut, LIMITS)] == [LAWS[3]]


def test_a_held_channel_beyond_its_limits_was_not_moved_there_and_is_no_breach() -> None:
    held = decision(north_recommended_spend=Decimal(60), north_action="hold", total_per_day=Decimal(80))
    assert broken_laws(held, LIMITS) == []


def test_a_breach_says_which_channel_and_which_money() -> None:
    ((_, seen),) = broken_laws(decision(total_per_day=Decimal("50.01")), LIMITS)
    assert seen == "recommended_spend adds up to 50.00, not 50.01"


def stepped(*budgets: str, rest: str = "0", kept: str = "30.00") -> Decision:
    """North's budgets on two days, a week apart; south takes what is left of 50."""
    rows = [
        {"channel": channel, "date": date(2026, 11, 22 + 7 * number), "day_rest": Decimal(rest),
         "daily_budget": Decimal(amount) if channel == "north" else 50 - Decimal(rest) - Decimal(amount)}
        for number, amount in enumerate(budgets) for channel in ("north", "south")
    ]  # fmt: skip
    made = decision()
    lines = made.lines.assign(kept_spend=[Decimal(kept), None])
    return Decision(header=made.header, lines=lines, curves=made.curves, steps=pd.DataFrame(rows))


def test_steps_within_the_largest_one_that_add_up_break_no_law() -> None:
    assert broken_laws(stepped("36.01", "38.80"), LIMITS, 0.2) == []
    assert broken_laws(stepped("36.01", "38.72", rest="0.40"), LIMITS, 0.2) == []


def test_a_step_that_is_too_large_and_a_day_that_does_not_add_up_are_named() -> None:
    first = broken_laws(stepped("36.02"), LIMITS, 0.2)
    assert first == [(LAWS[6], "north on 2026-11-22: 36.02 after 30.00")]
    second = broken_laws(stepped("36.00", "38.82"), LIMITS, 0.2)
    assert second == [(LAWS[6], "south on 2026-11-29: 11.18 after 14.00")]
    wrong = stepped("30.50")
    wrong.steps.loc[0, "daily_budget"] = Decimal("30.60")
    assert broken_laws(wrong, LIMITS, 0.2) == [(LAWS[5], "2026-11-22: 50.10, not 50.00")]


def test_the_table_of_laws_names_each_law_once_with_what_was_seen() -> None:
    wrong = decision(south_reason="  ", south_recommended_spend=Decimal("-0.01"), total_per_day=Decimal("29.99"))
    rows = judged([wrong], broken_laws(wrong, LIMITS))
    assert [row["law"] for row in rows] == list(LAWS)
    assert [row["law"] for row in rows if not row["held"]] == [LAWS[2], LAWS[4]]
    assert rows[2]["seen"] == "south: -0.01 a day, decrease"
    assert (rows[0]["seen"], rows[6]["seen"]) == ("2 lines looked at", "0 budgets of steps looked at")
