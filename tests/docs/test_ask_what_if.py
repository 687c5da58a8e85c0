"""The how-to on what-ifs: its commands are run as they stand there."""

import re
from pathlib import Path

import pytest

from tests.how_to import page, said

PAGE = page("ask-what-if")


@pytest.mark.slow
def test_the_commands_lead_from_other_totals_to_an_edited_workbook(tmp_path: Path) -> None:
    _, totals, terms, refused, target, made, own = said(PAGE, tmp_path)
    assert "OTHER TOTALS" in totals
    rows = [line.split(",") for line in totals.splitlines() if re.match(r"-?\d+,\d", line)]
    assert [row[0] for row in rows] == ["-30", "-20", "-10", "0", "10", "20", "30"]
    assert [float(row[2]) for row in rows] == sorted(float(row[2]) for row in rows)
    assert "120.00 a day" in totals
    assert re.search(r"YouTube +(\d+\.\d\d) +\1 .*frozen by you", terms)
    assert "90.00 a day" in terms
    assert not refused.strip()  # what is wrong stands on stderr, and no advice is given
    assert re.search(r"TARGET .* a day is the largest total looked at where one order costs €15.00 or less", target)
    assert made.startswith("Made what-if.xlsx of ")
    assert "YOURS" in own
    assert "yours" in own.split("YOURS")[1]
