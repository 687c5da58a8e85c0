"""The how-to on published figures and shared people: its commands are run, no column is left out."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from smm_assets.budget.benchmarks import COLUMNS, METRICS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/how-to/compare-with-published-figures.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_commands_lead_from_two_tables_of_the_user_to_costs_and_figures_beside_each_other(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin/smm"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pipelines.cli.main "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    env = {key: value for key, value in os.environ.items() if key != "SMM_HOME"}
    env |= {"PATH": f"{tmp_path / 'bin'}:{env['PATH']}", "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    script = "set -e\n" + "\n".join(re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL))
    done = subprocess.run(
        ["sh", "-c", script], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=500, check=False
    )
    assert done.returncode == 0, (done.stdout, done.stderr)
    lines = done.stdout.split("\n")
    # 420 by 30 and 10 hours; the camera is nobody's
    for line in ("meta,hours,315.000000", "vk,hours,105.000000", "unallocated,unallocated,50.000000"):
        assert line in lines, done.stdout
    # 80 of 10,000 and 60 of 4,000, beside 1.2 % and 14.50; 40 and 20 of 60 are spent
    found = [line.split(",") for line in lines if line.startswith(("facebook,", "instagram,"))]
    assert [[name, *map(float, rest)] for name, *rest in found] == [
        ["facebook", 0.008, 0.012, 14.5, pytest.approx(2 / 3)],
        ["instagram", 0.015, 0.012, 14.5, pytest.approx(1 / 3)],
    ]
    assert "ctr,0.012,association of small shops,2025,own" in lines
    assert "cvr,0.0921,WordStream,2017,shipped" in lines


def test_every_column_and_metric_of_the_table_stands_on_the_page() -> None:
    named = set(re.findall(r"`(\w+)`", PAGE))
    assert {*COLUMNS, *METRICS} <= named
