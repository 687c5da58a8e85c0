"""A wrong plan: every problem with its line, exit code 2, and no table touched."""

from pathlib import Path

from typer.testing import CliRunner

from pipelines.cli.main import app
from smm_assets.settings import Project
from smm_assets.simulator import make_demo
from smm_assets.warehouse import open_store

PLAN = """period_start,period_end,channel,category,item,amount,currency
2026-11-01,2026-11-30,metaa,promotion,ads,1350,EUR
2026-11-01,2026-11-30,tiktok,promotion,ads,480,EUR
2026-11-15,2026-12-15,tiktok,promotion,ads,300,EUR
2026-11-01,2026-11-30,vk,promotion,ads,about 450,EUR
2026-11-01,2026-11-30,youtube,promotion,ads,720,
"""


def test_a_wrong_plan_lists_every_problem_with_its_line_and_touches_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    make_demo(folder)
    waiting = len([path for path in (folder / "inbox").rglob("*") if path.is_file()])
    (folder / "plan.csv").write_text(PLAN, encoding="utf-8")
    result = CliRunner().invoke(app, ["run", "--home", str(folder)])
    said = " ".join(result.output.split())
    assert result.exit_code == 2, said
    for line, word in ((2, "metaa"), (4, "overlap"), (5, "about 450"), (6, "currency")):
        assert f"line {line}" in said
        assert word in said
    assert "meta" in said.replace("metaa", "")  # the suggestion
    assert "Traceback" not in said
    assert len([path for path in (folder / "inbox").rglob("*") if path.is_file()]) == waiting
    with open_store(Project.open(folder)) as store:
        assert store.tables("marts") == []
        assert store.read("SELECT count(*) AS n FROM raw.ad_delivery")["n"].iloc[0] == 0
