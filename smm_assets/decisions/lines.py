"""The rows of a recommendation as people read them: holds, kept shares, and warnings where nothing like it was seen.

Belongs here: wording and trust added to what the arithmetic found. Not here: the arithmetic (`allocation`).
"""

from collections.abc import Mapping
from decimal import Decimal

import pandas as pd

from smm_assets.allocation import Recommendation
from smm_assets.decisions.inputs import Inputs

BEYOND = Decimal("1.1")
LINE_COLUMNS = (
    "channel", "current_spend", "recommended_spend", "change", "change_pct", "action", "expected_result_current",
    "expected_result_recommended", "uplift", "uplift_low", "uplift_high", "marginal_return_current",
    "marginal_return_recommended", "binding_constraint", "shadow_price", "trust", "reason",
)  # fmt: skip


def with_words(answer: Recommendation, inputs: Inputs, holds: Mapping[str, str]) -> pd.DataFrame:
    """The answer's rows: held channels say what unlocks them, a kept mix is called kept, guesses are called guesses."""
    lines = answer.frame.loc[:, list(LINE_COLUMNS)].copy()
    for column in ("action", "binding_constraint", "trust", "reason"):
        lines[column] = lines[column].astype(object)
    if answer.keep:
        lines.loc[lines["action"].isin(["increase", "decrease", "test"]), "action"] = "keep"
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


def dont_touch(why: str) -> str:
    """The reason of a held channel."""
    return f"Don't touch: {why[:1].lower()}{why[1:]}."
