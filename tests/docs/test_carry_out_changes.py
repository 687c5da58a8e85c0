"""The how-to on the sheet of changes: its commands are run as they stand there."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.how_to import page, said

PAGE = page("carry-out-changes")


@pytest.mark.long
def test_the_commands_lead_from_exports_to_a_sheet_of_budgets(tmp_path: Path) -> None:
    _, judged, sheet = said(PAGE, tmp_path)
    # Cups gives its 3.00: Mugs takes its step of 1.80, Plates its own of 1.20
    lines = judged.splitlines()[1:]
    assert [line.split(",")[:4] for line in lines] == [
        ["Cups", "pause", "3.000000", "0.000000"],
        ["Mugs", "scale", "9.000000", "10.800000"],
        ["Plates", "keep", "6.000000", "7.200000"],
    ]
    assert "at least three times the target of €5.00. Switch it off." in lines[0]
    assert "Raise it from €9.00 to €10.80 a day." in lines[1]
    told = [line for line in sheet.splitlines() if line.startswith('"')]
    assert told == [
        '"campaign","do","from","to","currency","valid_from"',
        '"Cups","switch off",3.00,0.00,"EUR",2026-06-13',
        '"Mugs","set budget",9.00,10.80,"EUR",2026-06-13',
        '"Plates","set budget",6.00,7.20,"EUR",2026-06-13',
    ]
    assert "Wrote changes.xlsx: 2 budgets to set, 1 to switch off, from 13 Jun on" in sheet
    book = load_workbook(tmp_path / "changes.xlsx")
    assert book.sheetnames == ["Meta Ads", "Totals"]
    assert [cell.value for cell in book["Totals"][2]] == ["Meta", 18, 18, 18, 18, 0, 0, "EUR"]
