"""The how-to on deciding: its commands are run as they stand there."""

import csv
from pathlib import Path

import pytest

from tests.how_to import page, said

PAGE = page("decide-on-a-recommendation")


@pytest.mark.slow
def test_the_commands_lead_from_a_recommendation_to_the_plan_it_changes(tmp_path: Path) -> None:
    read, decided, came = said(PAGE, tmp_path)
    assert "2026-11-22,true,first,Move money" in read.replace("True", "true")
    assert "date,channel,daily_budget,most_on_day" in read
    assert "Approved 2026-11-22-sales-" in decided
    assert "approved,agreed in the weekly meeting" in decided
    rows = list(csv.DictReader(decided[decided.index("channel,recommended_spend") :].splitlines()))
    assert len(rows) == 5
    for row in rows:
        assert float(row["approved_spend"]) == float(row["recommended_spend"])
        assert float(row["planned"]) == pytest.approx(float(row["budget"]))
    # November's promotion money is what it was: 1260 + 690 + 240 + 420 + 390
    assert sum(float(row["planned"]) for row in rows) == pytest.approx(3000, abs=0.05)
    assert came.splitlines()[0].startswith("channel,followed,predicted_uplift")
    assert "2026-11-01,2026-11-30,meta,promotion,ads,1260.00" in (tmp_path / "shop" / "plan.csv").read_text()
