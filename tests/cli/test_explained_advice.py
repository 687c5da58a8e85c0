"""What `smm explain recommendation` prints: every sentence of a reason once, under the word for what it is."""

from datetime import date

import pytest

from pipelines.cli.explained_advice import recommendation_page
from smm_assets.explain.advice import StoredAdvice

HEADER = {
    "recommendation_id": "2026-11-22-sales-abc", "status": "proposed", "summary": "Move money from Video to Search.",
    "period_start": date(2026, 11, 22), "period_end": date(2026, 11, 30), "total_per_day": 30.0,
    "stop_if": "Go back if, over the next 7 days, an order from Search costs more than €6.00",
    "review_on": date(2026, 11, 30),
}  # fmt: skip
REASON = (
    "We saw 117 days with 4,712.70 spent and 365 orders, one per 12.91. The next 10 bring about 0.53 orders here. "
    "What stopped a larger move: no channel is raised by more than the largest step at once, here to 12.00. "
    "What would change our mind: falling results at the higher spend; otherwise the next step follows. "
    "Its network asks for at least 17.31 a day and may refuse less. Fewer channels would do."
)
SEARCH = {
    "channel": "search", "action": "increase", "current_spend": 10.0, "recommended_spend": 12.0, "trust": "full",
    "reason": REASON, "binding_constraint": "step", "shadow_price": 0.0563, "approved_spend": None,
}  # fmt: skip
HELD = SEARCH | {
    "channel": "video", "action": "hold", "recommended_spend": 10.0, "trust": "hold", "shadow_price": float("nan"),
    "reason": "Don't touch: data only through 18 Nov. An export of 19 Nov to 21 Nov unlocks advice.",
}  # fmt: skip


def page(*lines: dict[str, object], **header: object) -> list[str]:
    stored = StoredAdvice(header=HEADER | header, lines=lines, curve=())
    return list(recommendation_page(stored, str.capitalize))


def test_each_kind_of_sentence_stands_under_its_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    assert page(SEARCH)[3:-3] == [
        "Search: more, 10.00 → 12.00 a day",
        "  seen          We saw 117 days with 4,712.70 spent and 365 orders, one per 12.91.",
        "  next          The next 10 bring about 0.53 orders here.",
        "  stopped by    no channel is raised by more than the largest step at once, here to 12.00. One unit of money "
        "past that limit would bring",
        "                0.0563 more.",
        "  changes with  falling results at the higher spend; otherwise the next step follows.",
        "  note          Its network asks for at least 17.31 a day and may refuse less. Fewer channels would do.",
    ]


def test_a_held_channel_says_why_and_moves_no_money(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    assert page(HELD)[3:5] == [
        "Video: don't touch, 10.00 a day",
        "  why           Don't touch: data only through 18 Nov. An export of 19 Nov to 21 Nov unlocks advice.",
    ]


@pytest.mark.parametrize("columns", [60, 80, 140])
def test_no_word_is_lost_and_no_line_is_wider_than_the_page(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = page(SEARCH, HELD)
    assert max(map(len, lines)) <= columns
    said = " ".join(" ".join(lines).split())
    for sentence in (
        "spent and 365 orders, one per 12.91.",
        "may refuse less. Fewer channels would do.",
        "19 Nov to 21 Nov",
    ):
        assert sentence in said


def test_what_was_approved_and_how_rough_an_amount_is_stand_beside_it() -> None:
    (told,) = (text for text in page(SEARCH | {"approved_spend": 11.5, "trust": "direction_only"}) if "Search:" in text)
    assert told == "Search: more, 10.00 → 12.00 a day, approved 11.50, a direction, the amount is rough"


def test_without_a_stop_rule_or_a_review_day_nothing_is_said_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    assert page(HELD, stop_if="", review_on=None)[-1].endswith("unlocks advice.")
