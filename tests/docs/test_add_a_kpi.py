"""The how-to on KPIs: its commands are run as they stand there, and it leaves no key out."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from smm_assets.kpis.entry import KEYS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/how-to/add-a-kpi.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_commands_lead_from_an_entry_over_its_mistakes_to_a_judged_value(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin/smm"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pipelines.cli.main "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    env = {key: value for key, value in os.environ.items() if key != "SMM_HOME"}
    env |= {"PATH": f"{tmp_path / 'bin'}:{env['PATH']}", "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "400"}
    script = "set -e\n" + "\necho ======\n".join(re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL))
    done = subprocess.run(
        ["sh", "-c", script], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, (done.stdout, done.stderr)
    *_, mistakes, shown = done.stdout.split("======\n")
    for told in (
        "line 17, KPI click_reach, key formula: 'reach' counts people",
        "line 20, KPI click_reach, key min_sample: 'reach' counts people",
        "line 22, KPI cost_of_order, key formula: unlike units are added: orders is a count, spend is money",
        "line 25, KPI cost_of_order, key min_sample: unknown metric 'ordrs'",
        "Did you mean orders?",
        "line 27, KPI cost_of_order, key warn: warn 12 is on the good side of target 10",
    ):
        assert told in mistakes, (told, mistakes)
    assert "clicks_per_day,20.0,60.0,3.0,,no_target,False" in shown.replace("false", "False")
    assert "cost_per_thousand_clicks,500.0,30000.0,60.0,400.0,breach,True" in shown.replace("true", "True")
    assert "unit money, lower is better, judged from 50 link_clicks, owner Ada" in shown
    assert "link_clicks: raw.ad_delivery.link_clicks" in shown


def test_every_key_of_an_entry_stands_on_the_page() -> None:
    assert [key for key in KEYS if f"\n| `{key}` |" not in PAGE] == []
