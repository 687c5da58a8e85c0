"""The how-to on pointing at synced tables: its commands are run as they stand there, and it leaves no key out."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from smm_assets.settings import TableSource

ROOT = Path(__file__).parents[4]
PAGE = (ROOT / "docs/how-to/point-at-synced-tables.md").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which `smm` and `python3` are this interpreter's."""
    (tmp_path / "bin").mkdir()
    for name, arguments in (("smm", "-m pipelines.cli.main "), ("python3", "")):
        program = tmp_path / "bin" / name
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments}"$@"\n', encoding="utf-8")
        program.chmod(0o755)
    return tmp_path


@pytest.mark.slow
def test_the_commands_lead_from_a_database_to_its_sums(folder: Path) -> None:
    blocks = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    env = {key: value for key, value in os.environ.items() if key != "SMM_HOME"}
    env |= {"PATH": f"{folder / 'bin'}:{env['PATH']}", "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    script = "set -e\n" + "\necho ======\n".join(blocks)
    done = subprocess.run(
        ["sh", "-c", script], cwd=folder, env=env, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, (done.stdout, done.stderr)
    _, _, doctor, ingest, proof = done.stdout.split("======\n")
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
