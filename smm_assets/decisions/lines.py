"""The rows of a recommendation as people read them: holds, kept shares, and warnings where nothing like it was seen.

Belongs here: wording and trust added to what the arithmetic found. Not here: the arithmetic (`allocation`).
"""

import re
from collections.abc import Mapping
from decimal import Decimal

import pandas as pd

from smm_assets.allocation import Recommendation
from smm_assets.decisions.floors import Floor
from smm_assets.decisions.inputs import Inputs

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
    highest = inputs.history.groupby("channel")["spend"].max()
    for index, row in lines.iterrows():
        seen = highest.get(row["channel"])
        if seen is not None and row["recommended_spend"] > BEYOND * Decimal(str(seen)) and row["trust"] != "hold":
            lines.loc[index, "trust"] = "direction_only"
            lines.loc[index, "reason"] = (
                f"{row['reason']} So much was never spent here (at most {seen:,.2f} a day): a guess."
            )
    return lines


def _floor_told(reason: str, floor: Floor) -> str:
    told = _YOUR_MINIMUM.sub(floor.words, reason)
    return _LOWER_MINIMUM.sub(_CHANGED[floor.kind], told)


def dont_touch(why: str) -> str:
    """The reason of a held channel."""
    return f"Don't touch: {why[:1].lower()}{why[1:]}."
