"""The summary of a recommendation, by hand."""

import pandas as pd

from smm_assets.decisions.words import _move, _shifted


def test_the_summary_says_from_where_to_where_shares_move_not_amounts() -> None:
    """A tenth less money in all: Meta gets 28 instead of 30, where its share is 27; TikTok gets 8 instead of 10."""
    lines = pd.DataFrame({
        "channel": ["meta", "tiktok", "vk"], "action": ["decrease", "decrease", "hold"],
        "current_spend": [30.0, 10.0, 5.0], "recommended_spend": [28.0, 8.0, 5.0],
    })  # fmt: skip
    assert _shifted(lines) == (["meta"], ["tiktok"])
    assert _shifted(lines.assign(recommended_spend=[27.0, 9.0, 5.0])) == ([], [])


def test_a_sentence_names_the_channels_money_moves_between_unless_they_are_many() -> None:
    assert _move(["Meta"], ["VK", "X"]) == "Move money from VK and X to Meta"
    assert _move(["Meta"], []) == _move([f"c{n}" for n in range(5)], ["VK"]) == "Change the amounts as listed"
