"""The how-to on pointing at synced tables: its commands are run as they stand there, and it leaves no key out."""

import re
from pathlib import Path

import pytest

from smm_assets.settings import TableSource
from tests.how_to import page, said

PAGE = page("point-at-synced-tables")


@pytest.mark.long
def test_the_commands_lead_from_a_database_to_its_sums(tmp_path: Path) -> None:
    _, _, doctor, ingest, proof = said(PAGE, tmp_path)
    assert "reads basic_ad (Marketing API, ads by day)" in doctor
    assert "leaves main.lead_contact alone: no known report has such a header" in doctor
    assert re.findall(r"^(\w+) +main\.basic_ad\.csv", ingest, re.MULTILINE) == ["loaded", "unchanged"]
    assert re.findall(r"^(2026-06-\d\d) +([\d.]+) +(\d+)$", proof, re.MULTILINE) == [
        ("2026-06-14", "12.34", "4000"),
        ("2026-06-15", "28.75", "6000"),
    ]
    assert re.findall(r"^main\.basic_ad\.csv +(\w+)$", proof, re.MULTILINE) == ["loaded", "loaded"]


def test_every_key_of_an_entry_stands_on_the_page() -> None:
    keys = [field.alias or name for name, field in TableSource.model_fields.items()]
    assert [key for key in keys if f"\n| `{key}` |" not in PAGE] == []
