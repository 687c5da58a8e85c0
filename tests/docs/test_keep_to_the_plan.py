"""The how-to on plans and expenses: its commands are run as they stand there."""

import re
from pathlib import Path

import pytest

from tests.how_to import page, said

PAGE = page("keep-to-the-plan")


@pytest.mark.long
def test_the_commands_lead_from_a_plan_to_what_each_expense_is_good_for(tmp_path: Path) -> None:
    shown = said(PAGE, tmp_path)[-1]
    # nine of ten days sell: 7 * 80 / 9, and the flight of 20; three more days like these would end at 119
    assert f"meta,100.000000,83.000000,{7 * 80 / 9 + 20:.6f},watch" in shown
    assert 'Mugs,proven,63.000000,"brought 28 conversions by the count of Meta for 63.00 EUR, 2.25 each' in shown
    assert re.search(r"^Cups,wasted,20.000000,.*at least three times the target of 5.00", shown, re.MULTILINE)
    assert re.search(r"^texts,maintenance,70.000000,", shown, re.MULTILINE)
