"""The how-to on plans and expenses: its commands are run as they stand there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/how-to/keep-to-the-plan.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_commands_lead_from_a_plan_to_what_each_expense_is_good_for(tmp_path: Path) -> None:
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
    # nine of ten days sell: 7 * 80 / 9, and the flight of 20
    assert f"meta,100.000000,83.000000,{7 * 80 / 9 + 20:.6f},on_track" in shown
    assert 'Mugs,proven,63.000000,"brought 28 conversions as Meta counts for 63.00 EUR, 2.25 each' in shown
    assert re.search(r"^Cups,wasted,20.000000,.*at least three times the target of 5.00", shown, re.MULTILINE)
    assert re.search(r"^texts,maintenance,70.000000,", shown, re.MULTILINE)
