"""Two mornings as a user lives them; then the first one again, as it was: tables, report, and what changed since."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

pytestmark = pytest.mark.long
HEADER = "Reporting starts,Reporting ends,Campaign name,Campaign ID,Amount spent (EUR),Impressions"
LINE = "2026-06-03,2026-06-03,Cups,23850000000000001,{},{}"
PLAN = "period_start,period_end,channel,category,item,amount,currency\n2026-06-01,2026-06-30,meta,promotion,,{},EUR\n"
SPEND = "SELECT spend, impressions, file_id FROM ad_daily"
Smm = Callable[..., Result]


def test_a_past_morning_is_what_it_was_and_the_current_one_stays(smm: Smm, tmp_path: Path) -> None:
    home = tmp_path / "cups"
    (home / "inbox").mkdir(parents=True)
    (home / "smm.yaml").write_text("name: Cups\ncurrency: EUR\ntimezone: Europe/Berlin\n")

    def morning(day: str, exported: str, spend: str, impressions: int, plan: int) -> None:
        path = home / "inbox" / f"export {exported}_04_00_00.csv"
        path.write_text(f"{HEADER}\n{LINE.format(spend, impressions)}\n")
        os.utime(path, (1_700_000_000, 1_700_000_000))
        (home / "plan.csv").write_text(PLAN.format(plan))
        result = smm("run", "--home", home, "--as-of", day)
        assert result.exit_code in (0, 3), result.output

    def asked(*arguments: object) -> Result:
        result = smm(*arguments, "--home", home)
        assert result.exit_code == 0, result.output
        return result

    morning("2026-06-05", "2026-06-05", "5.00", 100, 300)
    before = json.loads(asked("sql", SPEND, "--json").stdout)
    morning("2026-06-06", "2026-06-06", "6.50", 100, 400)
    published = (home / "data" / "published.duckdb").read_bytes()

    past = asked("sql", SPEND, "--json", "--as-of", "2026-06-05")
    assert json.loads(past.stdout) == before
    assert before[0]["spend"] == 5
    assert "from what had been loaded by" in past.stderr
    assert "when that morning's last run began" in past.stderr
    plan = asked("sql", "SELECT amount FROM plan", "--json", "--as-of", "2026-06-05")
    assert json.loads(plan.stdout) == [{"amount": 300}]
    assert json.loads(asked("sql", SPEND, "--json").stdout)[0]["spend"] == 6.5
    asked("report", "--as-of", "2026-06-05")
    assert (home / "data" / "report" / "2026-06-05.html").is_file()
    assert (home / "data" / "published.duckdb").read_bytes() == published
    assert [path.name for path in (home / "data" / "as_of").iterdir()] == ["2026-06-05.duckdb"]

    page = asked("run", "--as-of", "2026-06-05").stdout
    assert f"Report {home / 'data' / 'report' / '2026-06-05.html'}" in page
    assert f"Tables {home / 'data' / 'as_of' / '2026-06-05.duckdb'}" in page
    assert f'smm sql --home {home} --as-of 2026-06-05 "SHOW TABLES"' in page
    assert f"smm recommend --home {home} --as-of 2026-06-05 --budget AMOUNT" in page
    assert "index.html" not in page
    assert "smm ui" not in page

    shown = asked("explain", "number", "--metric", "spend", "--channel", "meta", "--date", "2026-06-03")
    assert "spend of meta on Wed 03 Jun 2026: 6.5" in shown.stdout
    assert "sum of 1 row 6.5: adds up exactly" in shown.stdout
    assert "Amount spent (EUR): 6.50" in shown.stdout
    assert "changed: Cups from 5 to 6.5 by export 2026-06-06_04_00_00.csv" in shown.stdout


def test_a_morning_that_is_not_past_is_not_built(smm: Smm, shop: Path) -> None:
    result = smm("sql", "SELECT 1", "--as-of", "2026-06-05", "--home", shop)
    assert result.exit_code == 2
    assert "smm run" in result.stderr
