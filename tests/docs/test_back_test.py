"""The how-to on back-tests: its commands are run as they stand there."""

import csv
from pathlib import Path

import pytest

from tests.how_to import page, said

PAGE = page("back-test")


@pytest.mark.long
def test_the_commands_lead_from_past_mornings_to_what_they_say_of_the_advice(tmp_path: Path) -> None:
    made, looked = said(PAGE, tmp_path)
    assert "2 back-tests" in made
    assert "* knew days only from exports written later" in made
    rows = list(csv.DictReader(line for line in looked.splitlines() if line[:5] in ("as_of", "2026-")))
    assert {row["as_of"] for row in rows} == {"2026-11-08", "2026-11-15"}
    assert "mornings,mornings_judged,share_in_interval,mean_error,last_week_mean_error" in looked
    assert "Before there is a record: The advice was made again for 2 past mornings, 8 Nov to 15 Nov" in " ".join(
        looked.split()
    )
