"""The how-to on deciding: its commands are run as they stand there."""

import csv
from pathlib import Path

import pytest

from tests.how_to import page, said

PAGE = page("decide-on-a-recommendation")


@pytest.mark.long
def test_the_commands_lead_from_a_recommendation_to_the_plan_it_changes(tmp_path: Path) -> None:
    _, read, decided = said(PAGE, tmp_path)
    assert '2026-06-15,True,first,"Move money from Mugs to Cups for 15 Jun to 30 Jun' in read
    first = read[read.index("date,channel,daily_budget,most_on_day") :].splitlines()[1]
    assert first.startswith("2026-06-15,cups,")
    assert "for 15–30 Jun (agreed in the weekly meeting)" in decided
    assert "approved,agreed in the weekly meeting" in decided
    table = decided[decided.index("channel,recommended_spend") :].splitlines()[:3]
    rows = {row["channel"]: row for row in csv.DictReader(table)}
    for row in rows.values():
        assert float(row["approved_spend"]) == float(row["recommended_spend"])
        assert float(row["planned"]) == float(row["budget"])
    assert float(rows["cups"]["planned"]) > 300 > float(rows["mugs"]["planned"])
    # the plan's money is what it was, and the file was not touched
    assert sum(float(row["planned"]) for row in rows.values()) == pytest.approx(600, abs=0.02)
    assert "2026-06-01,2026-06-30,cups,promotion,ads,300,EUR" in (tmp_path / "shop" / "plan.csv").read_text()
