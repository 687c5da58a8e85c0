"""The how-to on names of campaigns: its commands are run as they stand there, and it leaves no key out."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from smm_assets.settings import Naming

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/how-to/name-campaigns.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_commands_lead_from_two_exports_to_the_parts_of_names(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin/smm"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pipelines.cli.main "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    env = {key: value for key, value in os.environ.items() if key != "SMM_HOME"}
    env |= {"PATH": f"{tmp_path / 'bin'}:{env['PATH']}", "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    script = "set -e\n" + "\necho ======\n".join(re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL))
    done = subprocess.run(
        ["sh", "-c", script], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, (done.stdout, done.stderr)
    shown = done.stdout.split("======\n")[-1]
    assert re.findall(r"^(DE|AT),([\d.]+)$", shown, re.MULTILINE) == [("AT", "5.000000"), ("DE", "16.000000")]
    assert "AT_sale_Buyers,objective,sale,sales" in shown
    assert re.findall(r"^Mugs,DE_traffic_Mugs,(\d+)$", shown, re.MULTILINE) == ["100"]
    assert "1 campaign outside the naming rules" in shown


def test_every_key_of_the_rule_stands_on_the_page() -> None:
    assert [key for key in Naming.model_fields if f"\n| `{key}` |" not in PAGE] == []
