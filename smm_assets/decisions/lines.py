"""The rows of a recommendation as people read them: holds, kept shares, and warnings where nothing like it was seen.

Belongs here: wording and trust added to what the arithmetic found. Not here: the arithmetic (`allocation`).
"""

import re
from collections.abc import Mapping
from decimal import Decimal

import pandas as pd

from smm_assets.allocation import Recommendation
from smm_assets.decisions.cents import cents
from smm_assets.decisions.floors import Floor
from smm_assets.decisions.inputs import ChannelState, Inputs
from smm_assets.decisions.network_rules import below_minimum

_YOUR_MINIMUM = re.compile(r"your minimum of [\d.,]+ stopped a larger cut")
_LOWER_MINIMUM = re.compile(r"a lower minimum, or (?=better)")
_CHANGED = {"patience": "the end of that time, or ", "test": "the end of the test, or "} | dict.fromkeys(
    ("learning_floor", "network_minimum"), ""
)
BEYOND = Decimal("1.1")
LINE_COLUMNS = (
    "channel", "current_spend", "recommended_spend", "change", "change_pct", "action", "expected_result_current",
    "expected_result_recommended", "uplift", "uplift_low", "uplift_high", "marginal_return_current",
    "marginal_return_recommended", "binding_constraint", "shadow_price", "trust", "reason",
)  # fmt: skip


def with_words(
    answer: Recommendation, inputs: Inputs, holds: Mapping[str, str], floors: Mapping[str, Floor]
) -> pd.DataFrame:
    """The answer's rows: held channels say what unlocks them, a kept mix is called kept, guesses are called guesses.

    floors: lower bounds that are neither the user's own nor the largest step, told as what they are.
    """
    lines = answer.frame.loc[:, list(LINE_COLUMNS)].copy()
    for column in ("action", "binding_constraint", "trust", "reason"):
        lines[column] = lines[column].astype(object)
    if answer.keep:
        lines.loc[lines["action"].isin(["increase", "decrease", "test"]), "action"] = "keep"
    for channel, floor in floors.items():
        row = (lines["channel"] == channel) & (lines["binding_constraint"] == "minimum")
        lines.loc[row, "binding_constraint"] = floor.kind
        lines.loc[row, "reason"] = [_floor_told(str(reason), floor) for reason in lines.loc[row, "reason"]]
    for channel, why in holds.items():
        row = lines["channel"] == channel
        lines.loc[row, ["action", "binding_constraint", "trust"]] = "hold"
        lines.loc[row, "reason"] = dont_touch(why)
    for channel, seen in beyond_seen(lines, inputs).items():
        row = lines["channel"] == channel
        lines.loc[row, "trust"] = "direction_only"
        lines.loc[row, "reason"] += f" So much was never spent here (at most {seen:,.2f} a day): a guess."
    return lines


def beyond_seen(lines: pd.DataFrame, inputs: Inputs) -> dict[str, float]:
    """Channels that are to spend clearly more than they ever did, with the most they did, money per day."""
    highest = inputs.history.groupby("channel")["spend"].max()
    asked = zip(lines["channel"], lines["recommended_spend"], lines["trust"], strict=True)
    return {
        str(name): float(highest[name])
        for name, amount, trust in asked
        if name in highest.index and trust != "hold" and amount > BEYOND * Decimal(str(highest[name]))
    }


def with_minimums(lines: pd.DataFrame, inputs: Inputs) -> pd.DataFrame:
    """Channels that get less than their network takes say so, and which channel could take their money instead."""
    budgets = dict(zip(lines["channel"], lines["recommended_spend"], strict=True))
    free = [state for state in inputs.channels if state.channel in set(lines.loc[lines["action"] != "hold", "channel"])]
    short = below_minimum(free, budgets)
    told = lines.copy()
    for channel, least in short.items():
        row = told["channel"] == channel
        said = f"Its network asks for at least {least:,.2f} a day and may refuse less."
        other = _instead(lines, [state for state in free if state.channel not in short])
        said += f" Fewer channels would do with this total: {other} could take this money." if other else ""
        told.loc[row, "reason"] = [f"{reason} {said}" for reason in told.loc[row, "reason"]]
    return told


def with_tests(lines: pd.DataFrame, inputs: Inputs) -> pd.DataFrame:
    """Channels that get less than their running small tests need say so."""
    budgets = dict(zip(lines["channel"], lines["recommended_spend"], strict=True))
    told = lines.copy()
    for state in inputs.channels:
        needed = cents(state.test_daily or 0)
        if budgets[state.channel] < needed:
            row = told["channel"] == state.channel
            said = f"A running small test needs {needed:,.2f} a day here, more than this: it takes longer."
            told.loc[row, "reason"] = [f"{reason} {said}" for reason in told.loc[row, "reason"]]
    return told


def too_many_channels(inputs: Inputs, per_day: Decimal) -> str:
    """Said of the whole when the day's money is less than the networks of all channels ask for together."""
    asked = sum((Decimal(str(state.minimum_daily or 0)) for state in inputs.channels), Decimal(0))
    if not per_day or asked <= per_day:
        return ""
    return f"The channels' networks ask for at least {asked:,.2f} a day together: run fewer channels."


def _instead(lines: pd.DataFrame, states: list[ChannelState]) -> str:
    """Label of the channel where the next money brings most; empty without one."""
    labels = {state.channel: state.label for state in states}
    rows = lines[lines["channel"].isin(labels)].dropna(subset=["marginal_return_recommended"])
    ordered = rows.assign(brings=rows["marginal_return_recommended"].astype(float)).sort_values(["brings", "channel"])
    return labels[str(ordered["channel"].iloc[-1])] if len(ordered) else ""


def _floor_told(reason: str, floor: Floor) -> str:
    told = _YOUR_MINIMUM.sub(floor.words, reason)
    return _LOWER_MINIMUM.sub(_CHANGED[floor.kind], told)


def dont_touch(why: str) -> str:
    """The reason of a held channel."""
    return f"Don't touch: {why[:1].lower()}{why[1:]}."
