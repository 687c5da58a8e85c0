"""The how-to on mapping an export: its commands are run as they stand there, and it leaves no key out."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from smm_assets.mappings.canonical import TABLES
from smm_assets.mappings.model import Column, MappingFile, Totals
from smm_assets.mappings.suggesting import suggest
from smm_assets.networks import reports

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/how-to/map-an-export.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `smm` is this interpreter's."""
    made = tmp_path_factory.mktemp("how-to")
    program = made / "bin" / "smm"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pipelines.cli.main "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return made


@pytest.mark.slow
def test_the_commands_lead_from_a_strange_file_to_its_sums(folder: Path) -> None:
    env = {key: value for key, value in os.environ.items() if key != "SMM_HOME"}
    env |= {"PATH": f"{folder / 'bin'}:{env['PATH']}", "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    said = []
    for block in blocks("sh"):
        done = subprocess.run(
            ["sh", "-c", block], cwd=folder, env=env, capture_output=True, text=True, timeout=300, check=False
        )
        said.append(done.stdout)
        assert done.returncode == 0, (block, done.stdout, done.stderr)
    assert "2 lines marked # ? wait for an answer" in said[0]
    assert "can be loaded" in said[-1]
    assert re.findall(r"2026-06-\d\d .*", said[-1])[-2:] == ["2026-06-14  1080.5      36", "2026-06-15      99      30"]


def test_the_draft_shown_is_the_draft_made() -> None:
    file = "\n".join(re.findall(r"'(\w[^'\n]*;[^'\n]*)'", blocks("sh")[0])) + "\n"
    made = suggest("export.csv", file.encode(), reports())
    assert blocks("yaml")[0].strip() in made


def test_the_columns_shown_can_be_read() -> None:
    shown = yaml.safe_load(blocks("yaml")[1])
    assert MappingFile.model_validate({"report": "ads", **shown}).columns["leads"][0].needed is False


def test_every_key_and_every_kind_of_report_stands_on_the_page() -> None:
    keys = {*MappingFile.model_fields, *Column.model_fields, *Totals.model_fields, *TABLES}
    assert [key for key in sorted(keys) if not re.search(rf"`[^`]*\b{key}\b[^`]*`", PAGE)] == []
