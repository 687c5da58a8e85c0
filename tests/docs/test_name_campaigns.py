"""The how-to on names of campaigns: its commands are run as they stand there, and it leaves no key out."""

import re
from pathlib import Path

import pytest

from smm_assets.settings import Naming
from tests.how_to import page, said

PAGE = page("name-campaigns")


@pytest.mark.long
def test_the_commands_lead_from_two_exports_to_the_parts_of_names(tmp_path: Path) -> None:
    shown = said(PAGE, tmp_path)[-1]
    assert re.findall(r"^(DE|AT),([\d.]+)$", shown, re.MULTILINE) == [("AT", "5.000000"), ("DE", "16.000000")]
    assert "AT_sale_Buyers,objective,sale,sales" in shown
    assert re.findall(r"^Mugs,DE_traffic_Mugs,(\d+)$", shown, re.MULTILINE) == ["100"]
    assert "1 campaign outside the naming rules" in shown


def test_every_key_of_the_rule_stands_on_the_page() -> None:
    assert [key for key in Naming.model_fields if f"\n| `{key}` |" not in PAGE] == []
