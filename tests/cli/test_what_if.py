"""What-ifs on the command line: other totals, target cost, the workbook there and back, and every conflict named."""

import json
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from pipelines.cli.main import app
from smm_assets.decisions.decide import preview
from smm_assets.settings import Project
from smm_assets.warehouse import open_store
from tests.decisions.test_decide import AS_OF, NOW, marts

SMM = "name: Mugs\ncurrency: EUR\ntimezone: Europe/Berlin\n"
HOSTILE = "=1+1"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published project with a recommendation; one channel's name looks like a formula."""
    folder = tmp_path_factory.mktemp("mugs")
    (folder / "smm.yaml").write_text(SMM, encoding="utf-8")
    (folder / "inbox").mkdir()
    project, frames = Project.open(folder), marts("1100")
    frames.channel.loc[frames.channel["channel"] == "vk", "label"] = HOSTILE
    (made,) = preview(project, frames, AS_OF, now=NOW)
    tables = {
        "channel": frames.channel,
        "decision_history": frames.history,
        "plan": frames.plan.assign(
            category="promotion",
            item="ads",
            carried_over=Decimal(0),
            flight_amount=Decimal(0),
            amount_original=frames.plan["amount"],
            currency="EUR",
        ),
        "anomaly": frames.anomaly,
        "decision_caution": frames.caution,
        "organic_demand": frames.demand,
        "recommendation": pd.DataFrame([dict(made.header)]),
        "budget_recommendation": made.lines,
        "response_curve": made.curves,
        "budget_scenario": made.changes,
    }
    run = pd.DataFrame(
        {"run_id": ["r"], "as_of": [AS_OF], "started_at": [NOW.replace(tzinfo=None)], "status": ["done"]}
    )
    with open_store(project) as store:
        for name, frame in tables.items():
            store.replace("marts", name, frame)
        store.load("ops", "run", run.assign(finished_at=run["started_at"]))
        store.publish()
    return folder


@pytest.fixture
def smm(home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.delenv("SMM_HOME", raising=False)
    monkeypatch.setenv("COLUMNS", "300")

    def run(*words: object) -> Result:
        return CliRunner().invoke(app, [*map(str, words), "--home", str(home)])

    return run


def answer(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    (one,) = json.loads(result.stdout)
    return dict(one)


def test_seven_totals_are_told_in_words_and_in_json(smm: Callable[..., Result]) -> None:
    said = smm("recommend").stdout
    part = said.split("OTHER TOTALS")[1].split("Why")[0]
    assert [
        word for word in ("−30 %", "−20 %", "−10 %", "as advised", "+10 %", "+20 %", "+30 %") if word not in part
    ] == []
    rows = answer(smm("recommend", "--json"))["scenarios"]
    assert [row["change_pct"] for row in rows] == [-30, -20, -10, 0, 10, 20, 30]
    assert sorted(row["expected_result"] for row in rows) == [row["expected_result"] for row in rows]
    assert f"{rows[4]['total_per_day']:,.2f}" in part
    assert rows[4]["difference"] in part


def test_a_target_cost_is_told_with_what_was_looked_at(smm: Callable[..., Result], tmp_path: Path) -> None:
    file = tmp_path / "target.yaml"
    advised = answer(smm("recommend", "--json"))["scenarios"]
    (today,) = [row["cost_per_result"] for row in advised if row["change_pct"] == 0]
    target = f"{float(today):.2f}"
    file.write_text(f"target_cost: {target}\n", encoding="utf-8")
    found = answer(smm("recommend", "--scenario", file, "--json"))
    assert (found["target"]["exact"], found["target"]["total"]) == (True, found["total_per_day"])
    assert found["target"]["cost"] <= float(target)
    said = " ".join(smm("recommend", "--scenario", file).stdout.split())
    assert f"is the largest total looked at where one order costs €{target} or less (€{target})" in said
    assert "one more a day costs too much" in said
    file.write_text("target_cost: 1\n", encoding="utf-8")
    refused = smm("recommend", "--scenario", file)
    assert refused.exit_code == 2
    assert "one order costs more than 1 at every total looked at" in refused.stderr


def test_the_workbook_goes_out_and_an_untouched_copy_says_what_the_advice_says(
    smm: Callable[..., Result], tmp_path: Path
) -> None:
    path = tmp_path / "what-if.xlsx"
    said = smm("export", "what-if", "--to", path)
    assert said.exit_code == 0, said.output
    assert f"smm recommend --scenario {path}" in said.stdout
    ours, theirs = (answer(smm("recommend", *terms, "--json")) for terms in ((), ("--scenario", path)))
    assert ours | {"created_at": None} == theirs | {"created_at": None}
    sheet = load_workbook(path)["What if"]
    labels = [sheet.cell(row, 1).value for row in (12, 13, 14)]
    assert f"'{HOSTILE}" in labels


def test_amounts_changed_in_a_copy_are_priced_beside_the_advice(smm: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "mine.xlsx"
    smm("export", "what-if", "--to", path)
    book = load_workbook(path)
    sheet = book["What if"]
    rows = {sheet.cell(row, 2).value: row for row in (12, 13, 14)}
    amounts = {"meta": 50, "tiktok": 8, "vk": 8}
    for name, amount in amounts.items():
        sheet[f"E{rows[name]}"] = amount
    book.save(path)
    found = answer(smm("recommend", "--scenario", path, "--json"))
    own = found["your_spends"]
    assert (own["spends"], found["total_per_day"]) == (amounts, 66)
    assert own["brings"]["low"] < own["brings"]["expected"] < own["brings"]["high"]
    assert own["behind"] == pytest.approx(own["advised"]["expected"] - own["brings"]["expected"])
    said = smm("recommend", "--scenario", path).stdout
    assert "YOURS" in said
    assert "yours bring" in said
    assert "Outside the limits: " in said
    refused = smm("recommend", "--scenario", path, "--budget", 90)
    assert (refused.exit_code, "each say the total" in refused.stderr) == (2, True)


def test_mistakes_of_a_copy_are_told_with_sheet_and_cell(smm: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "wrong.xlsx"
    smm("export", "what-if", "--to", path)
    book = load_workbook(path)
    book["What if"]["E12"], book["What if"]["F13"] = "a lot", "maybe"
    book.save(path)
    refused = smm("recommend", "--scenario", path)
    assert refused.exit_code == 2
    assert "wrong.xlsx, sheet What if, cell E12: 'a lot'; expected money per day, 0 or more" in refused.stderr
    assert "cell F13: 'maybe'; expected yes or no" in refused.stderr
    book["What if"]["B3"] = f"{AS_OF - timedelta(days=7)}-sales-1"
    book.save(path)
    stale = smm("recommend", "--scenario", path)
    assert stale.exit_code == 2
    assert "does not stand any more" in stale.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("export", "what-if", "--to", "what-if.csv"), "name a file that ends in .xlsx"),
        (("export", "nothing", "--to", "a.xlsx"), "there is no table nothing"),
        (("export", "what-if", "--to", "a.xlsx", "--objective", "leads"), "There is: sales"),
        (("recommend", "--scenario", "none.xlsx"), "smm export what-if"),
    ],
)
def test_wrong_use_is_told(smm: Callable[..., Result], words: tuple[str, ...], says: str) -> None:
    refused = smm(*words)
    assert refused.exit_code == 2
    assert says in refused.stderr


def test_terms_in_conflict_are_named(smm: Callable[..., Result], tmp_path: Path) -> None:
    file = tmp_path / "tight.yaml"
    for text, says in (
        ("total: 60\nlow: {meta: 50, tiktok: 30}\n", "Meta at least 50.00; Tiktok at least 30.00"),
        (
            "total: 20\nfrozen: [meta]\n",
            "frozen channels alone spend 33.17 EUR a day, but only 20.00 EUR a day is there",
        ),
        ("total: 80\nhigh: {meta: 20, tiktok: 20, vk: 20}\n", "more than the limits allow (Meta at most 20.00;"),
        ("frozen: [meta, tiktok, vk]\n", "Every channel is held or frozen"),
    ):
        file.write_text(text, encoding="utf-8")
        refused = smm("recommend", "--scenario", file)
        assert (refused.exit_code, says in refused.stderr) == (2, True), refused.output
