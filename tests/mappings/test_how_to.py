"""The how-to on mapping an export: its commands are run as they stand there, and it leaves no key out."""

import re
from pathlib import Path

import pytest
import yaml

from smm_assets.mappings.canonical import TABLES
from smm_assets.mappings.model import Column, MappingFile, Totals
from smm_assets.mappings.suggesting import suggest
from smm_assets.networks import reports
from tests.how_to import blocks, page, said

PAGE = page("map-an-export")


@pytest.mark.long
def test_the_commands_lead_from_a_strange_file_to_its_sums(tmp_path: Path) -> None:
    shown = said(PAGE, tmp_path)
    assert "2 lines marked # ? wait for an answer" in shown[0]
    assert "can be loaded" in shown[-1]
    assert re.findall(r"2026-06-\d\d .*", shown[-1])[-2:] == [
        "2026-06-14  1080.5      36",
        "2026-06-15      99      30",
    ]


def test_the_draft_shown_is_the_draft_made() -> None:
    file = "\n".join(re.findall(r"'(\w[^'\n]*;[^'\n]*)'", blocks(PAGE)[0])) + "\n"
    made = suggest("export.csv", file.encode(), reports())
    assert blocks(PAGE, "yaml")[0].strip() in made


def test_the_columns_shown_can_be_read() -> None:
    shown = yaml.safe_load(blocks(PAGE, "yaml")[1])
    assert MappingFile.model_validate({"report": "ads", **shown}).columns["leads"][0].needed is False


def test_every_key_and_every_kind_of_report_stands_on_the_page() -> None:
    keys = {*MappingFile.model_fields, *Column.model_fields, *Totals.model_fields, *TABLES}
    assert [key for key in sorted(keys) if not re.search(rf"`[^`]*\b{key}\b[^`]*`", PAGE)] == []
