"""Events of the history as the optimum takes them, and how they reach the reasons."""

from dataclasses import replace
from datetime import date

import pandas as pd

from smm_assets.decisions.declared import declared
from tests.decisions.test_decide import decide, marts


def history(rows: list[tuple[str, int, str | None, str | None]]) -> pd.DataFrame:
    """(channel, day of June, kind, words)"""
    return pd.DataFrame(
        [(name, date(2026, 6, day), kind, text) for name, day, kind, text in rows],
        columns=["channel", "date", "event_kind", "event"],
    )


def test_days_with_the_same_words_are_one_event_and_what_all_channels_share_has_no_channel() -> None:
    found = declared(
        history([
            ("north", 1, "promotion", "Sale"), ("south", 1, "promotion", "Sale"),
            ("north", 2, "promotion", "Sale"), ("south", 2, "tracking", "Pixel"),
            ("north", 3, None, None), ("south", 3, "tracking", "Pixel"),
            ("north", 5, "holiday", None),
        ])
    )  # fmt: skip
    assert [tuple(row) for row in found.astype(object).where(found.notna(), None).values.tolist()] == [
        (date(2026, 6, 1), date(2026, 6, 2), "promotion", None, "Sale"),
        (date(2026, 6, 2), date(2026, 6, 3), "tracking", "south", "Pixel"),
        (date(2026, 6, 5), date(2026, 6, 5), "holiday", None, ""),
    ]


def test_no_events_are_an_empty_table() -> None:
    assert declared(history([("north", 1, None, None)])).empty


def test_an_event_is_quoted_in_the_reason_of_the_channels_it_touches() -> None:
    reader = marts()
    days = (reader.history["channel"] == "meta") & (
        reader.history["date"].between(date(2026, 10, 5), date(2026, 10, 7))
    )
    told = reader.history.assign(
        event_kind=reader.history["event_kind"].mask(days, "tracking"),
        event=reader.history["event"].mask(days, "Pixel"),
    )
    lines = decide(replace(reader, history=told)).lines.set_index("channel")
    assert "tracking was broken from 5 Oct 2026 to 7 Oct 2026 (Pixel)" in lines.loc["meta", "reason"]
    assert "tracking" not in lines.loc["tiktok", "reason"]
