"""The how-to on tables: its commands are run as they stand there, in a copy of the code, and it leaves no key out."""

import re
import shutil
from pathlib import Path

import pytest

from smm_assets.sqlmodels.parse import _CHECKS, _KEYS
from tests.how_to import ROOT, page, said

PAGE = page("add-a-table")
INNER = {
    "per_file",
    "part_of",
}  # of models that follow the files of an export or stand in one another, not of tables people add


@pytest.mark.long
def test_the_commands_lead_from_one_file_to_a_tested_and_published_table(tmp_path: Path) -> None:
    for name in ("pipelines", "smm_assets", "dbt_like_sql", "tests"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    _, tested, proof = said(PAGE, tmp_path, smm="", PYTHONPATH=str(tmp_path))
    passed = re.search(r"(\d+) passed", tested)
    assert passed is not None
    assert int(passed[1]) >= 5
    assert re.findall(r"^(\w+) +(?:VARCHAR|DATE|BIGINT|DECIMAL|DOUBLE)", proof, re.MULTILINE) == [
        "channel", "week", "days_known", "spend", "conversions", "cpa", "data_through",
    ]  # fmt: skip


def test_every_key_and_check_of_a_head_stands_on_the_page() -> None:
    told = {word for row in re.findall(r"^\| (`.+)$", PAGE, re.MULTILINE) for word in re.findall(r"`(\w+)`", row)}
    assert told | {"severity", "lookback"} >= (_KEYS - INNER) | _CHECKS
