"""The how-to on content and audience: its commands are run as they stand there, and it leaves no key out."""

import re
from pathlib import Path

import pytest

from smm_assets.settings import TargetAudience
from tests.how_to import page, said

PAGE = page("judge-content-and-audience")


@pytest.mark.long
def test_the_commands_lead_from_two_exports_to_the_tables(tmp_path: Path) -> None:
    shown = said(PAGE, tmp_path)[-1]
    (rates,) = re.findall(r"^photo,3,([\d.]+),([\d.]+),([\d.]+)$", shown, re.MULTILINE)
    assert [float(text) for text in rates] == pytest.approx([0.06, 0.06 - 0.0337, 0.06 + 0.0337], abs=1e-4)
    assert "reel" not in shown
    assert re.findall(r"^2026-06-(\d\d)\S*,2\.0+,(\d?)$", shown, re.MULTILINE) == [
        ("01", "1"), ("08", "1"), ("15", "1"), ("22", "1"),
    ]  # fmt: skip
    assert "1204 of 1300 followers; growth is known on 2 of the last 28 days: too few to tell the chance" in shown
    assert re.search(r"^0\.05\d*,0\.01\d*,0\.1\d*$", shown, re.MULTILINE)


def test_every_key_of_the_target_audience_stands_on_the_page() -> None:
    assert [key for key in TargetAudience.model_fields if f"\n| `{key}` |" not in PAGE] == []
