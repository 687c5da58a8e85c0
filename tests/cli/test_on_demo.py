"""The commands on the example project, end to end: exports in, page, tables, report and advice out."""

import json
import os
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from pipelines.cli.first_exports import first_exports
from pipelines.cli.founding import paid
from pipelines.cli.main import app
from pipelines.cli.manual import examples_of, walk
from smm_assets.explain import Question, explain_number
from smm_assets.explain.metrics import METRICS
from smm_assets.report.tables import Tables
from smm_assets.settings import Project
from smm_assets.warehouse import open_published

pytestmark = pytest.mark.slow
NUMBERS = 1 if os.environ.get("SMM_NUMBERS") == "all" else 4
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module", autouse=True)
def _nowhere() -> Iterator[None]:
    former = os.environ.pop("SMM_HOME", None)
    yield
    if former is not None:
        os.environ["SMM_HOME"] = former


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "shop"
    assert CliRunner().invoke(app, ["demo", str(folder), "--days", "60"]).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def ran(home: Path) -> Result:
    return CliRunner().invoke(app, ["run", "--home", str(home)])


@pytest.fixture
def on_demo(home: Path, ran: Result) -> Callable[..., Result]:
    def run(command: str, *arguments: object) -> Result:
        return CliRunner().invoke(app, [command, *map(str, arguments), "--home", str(home)])

    return run


def test_the_run_succeeds_and_says_that_something_needs_a_person(ran: Result) -> None:
    assert ran.exit_code == 3, ran.output
    assert "Traceback" not in ran.output


def test_the_page_has_every_part_in_at_most_forty_lines(ran: Result) -> None:
    lines = ran.stdout.splitlines()
    assert len(lines) <= 40
    labels = [line.split()[0] for line in lines if re.match(r"[A-Z]{2,} ?", line)]
    assert labels[:7] == ["FILES", "DATA", "FETCH", "MONEY", "KPI", "ADVICE", "NEEDS"]
    assert max(map(len, lines)) <= 130


def test_money_on_the_page_is_the_money_of_the_table(ran: Result, on_demo: Callable[..., Result]) -> None:
    sql = (
        "SELECT round(sum(budget)) AS budget, round(sum(spend_to_date) + sum(unreported_estimate)) AS spent "
        "FROM budget_adherence WHERE category = 'promotion' AND as_of BETWEEN period_start AND period_end"
    )
    (row,) = json.loads(on_demo("sql", sql, "--json").stdout)
    found = re.search(r"promotion ([\d,]+) · spent ([\d,]+)", ran.stdout)
    assert found is not None
    assert [float(text.replace(",", "")) for text in found.groups()] == [row["budget"], row["spent"]]


def test_the_advice_on_the_page_adds_up_to_the_recommended_total(ran: Result, on_demo: Callable[..., Result]) -> None:
    (row,) = json.loads(
        on_demo("sql", "SELECT sum(recommended_spend) AS total FROM budget_recommendation", "--json").stdout
    )
    assert f"{row['total']:,.2f} a day" in ran.stdout


def test_records_on_the_page_are_all_accounted_for(ran: Result) -> None:
    found = re.search(r"records ([\d,]+) = (.+)", ran.stdout)
    assert found is not None
    parts = [int(text.replace(",", "")) for text in re.findall(r"[\d,]+", found[2])]
    assert int(found[1].replace(",", "")) == sum(parts)


def test_status_shows_the_same_facts_and_the_last_run(on_demo: Callable[..., Result]) -> None:
    result = on_demo("status", "--full")
    assert result.exit_code == 0
    assert "Last run" in result.stdout
    found = json.loads(on_demo("status", "--json").stdout)
    assert found["as_of"] == "2026-11-22"
    assert {"files", "data", "pacing", "kpis", "advice", "needs"} <= set(found)


def test_the_report_is_there_and_can_be_rebuilt(home: Path, on_demo: Callable[..., Result]) -> None:
    path = home / "data" / "report" / "index.html"
    assert path.is_file()
    path.unlink()
    found = json.loads(on_demo("report", "--json").stdout)
    assert found == {"report": str(path), "as_of": "2026-11-22"}
    path.unlink()
    assert on_demo("report").exit_code == 0
    text = path.read_text(encoding="utf-8")
    assert "Example shop" in text
    assert not re.search(r"https?://", text)


def test_another_budget_is_spent_to_the_cent_and_nothing_is_recorded(on_demo: Callable[..., Result]) -> None:
    before = on_demo("sql", "SELECT count(*) AS n FROM recommendation", "--json").stdout
    (found,) = json.loads(on_demo("recommend", "--budget", "120", "--json").stdout)
    assert sum(round(line["recommended_spend"] * 100) for line in found["channels"]) == 12000
    assert on_demo("sql", "SELECT count(*) AS n FROM recommendation", "--json").stdout == before


def test_what_cannot_be_approved_is_refused_with_what_to_do_and_nothing_is_written(
    on_demo: Callable[..., Result],
) -> None:
    (found,) = json.loads(on_demo("sql", "SELECT recommendation_id AS id FROM recommendation", "--json").stdout)
    wrong: list[tuple[list[str], str]] = [
        ([found["id"][:-1] + "-"], f"Did you mean {found['id']}?"),
        ([found["id"], "--channel", "tik"], "Did you mean tiktok?"),
        ([found["id"], "--amount", "12"], "does not say for which channel"),
        ([found["id"], "--amount", "tiktok=a lot"], "is not an amount"),
        ([found["id"], "--amount", "tiktok=1.001"], "more than two decimals"),
        ([found["id"], "--amount", "tiktok=1", "--amount", "tiktok=2"], "names tiktok twice"),
        ([found["id"], "--amount", "tiktok=40.01"], "above the most of 40.00 for TikTok"),
        ([found["id"], "--channel", "tiktok", "--amount", "39"], "not enough money"),
        ([found["id"], "--amount", "vk=1"], "VK is held at"),
    ]
    for arguments, said in wrong:
        refused = on_demo("approve", *arguments)
        assert (refused.exit_code, said in refused.stderr.replace("\n", " ")) == (2, True), (arguments, refused.output)
    assert on_demo("decline", found["id"]).exit_code == 2
    status = on_demo("sql", "SELECT status FROM state.recommendation", "--json").stdout
    assert json.loads(status) == [{"status": "proposed"}]


def test_a_scenario_freezes_what_it_names(on_demo: Callable[..., Result], tmp_path: Path) -> None:
    (own,) = json.loads(on_demo("recommend", "--json").stdout)
    channel = own["channels"][0]["channel"]
    (tmp_path / "what-if.yaml").write_text(f"frozen: [{channel}]\n", encoding="utf-8")
    (found,) = json.loads(on_demo("recommend", "--scenario", tmp_path / "what-if.yaml", "--json").stdout)
    line = next(line for line in found["channels"] if line["channel"] == channel)
    assert line["recommended_spend"] == line["current_spend"]


def test_advice_for_people_gives_a_reason_for_every_channel(on_demo: Callable[..., Result]) -> None:
    shown = on_demo("recommend").stdout
    (found,) = json.loads(on_demo("recommend", "--json").stdout)
    assert len(re.findall(r"^  \S[^:]*: ", shown.split("Why\n")[1], re.M)) == len(found["channels"])


def test_ingesting_an_empty_inbox_does_nothing(on_demo: Callable[..., Result]) -> None:
    result = on_demo("ingest")
    assert result.exit_code == 0
    assert "Nothing to load" in result.stdout


def test_ingest_tells_each_file_apart(on_demo: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "recipe.csv").write_text("flour,eggs\n1,2\n", encoding="utf-8")
    result = on_demo("ingest", tmp_path / "recipe.csv", "--json")
    assert result.exit_code == 3
    (row,) = json.loads(result.stdout)
    assert row["status"] == "unrecognised"
    assert row["reason"]
    assert row["cure"]
    assert row["sums"] == {}


def test_an_unknown_account_is_wrong_use(on_demo: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a\n", encoding="utf-8")
    result = on_demo("ingest", tmp_path / "a.csv", "--account", "nobody")
    assert result.exit_code == 2
    assert "Known accounts" in result.stderr


def test_the_surroundings_of_the_demo_are_good(on_demo: Callable[..., Result]) -> None:
    result = on_demo("doctor", "--json")
    assert result.exit_code == 0
    assert {one["state"] for one in json.loads(result.stdout)} == {"good"}


def test_a_second_demo_in_the_same_folder_is_refused(home: Path) -> None:
    assert CliRunner().invoke(app, ["demo", str(home)]).exit_code == 2


@pytest.mark.long
def test_a_new_project_runs_says_what_it_waits_for_and_runs_again_with_the_first_export(tmp_path: Path) -> None:
    home, value = tmp_path / "new", next(iter(paid()))
    asked = ["init", str(home), "--network", value, "--budget", f"{value}=500", "--orders", "shop", "--yes"]
    assert CliRunner().invoke(app, asked).exit_code == 0
    empty = CliRunner().invoke(app, ["run", "--home", str(home)])
    assert empty.exit_code == 0, empty.output
    assert "drop exports into" in empty.stdout
    waited = first_exports([value, "shop"])
    assert [f"{label}: {how}" in " ".join(empty.stdout.split()) for label, how in waited] == [True, True]
    assert (home / "data" / "report" / "index.html").is_file()
    (home / "inbox" / "orders.csv").write_text("date,order_id,total,currency\n2026-06-01,a1,20,EUR\n", encoding="utf-8")
    first = CliRunner().invoke(app, ["run", "--home", str(home)])
    assert first.exit_code == 0, first.output
    assert "1 loaded" in first.stdout
    assert waited[0][1] not in first.stdout


def test_a_wrong_plan_stops_the_run_with_every_problem(tmp_path: Path) -> None:
    home = tmp_path / "wrong"
    assert CliRunner().invoke(app, ["init", str(home), "--yes"]).exit_code == 0
    (home / "plan.csv").write_text(
        "period_start,period_end,channel,category,item,amount,currency\n2026-11-30,2026-11-01,,promotion,ads,much,EUR\n",
        encoding="utf-8",
    )
    result = CliRunner().invoke(app, ["run", "--home", str(home)])
    assert result.exit_code == 2, result.output
    assert "plan.csv line 2" in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.long
def test_a_past_morning_is_built_beside_and_the_current_tables_stay(home: Path, on_demo: Callable[..., Result]) -> None:
    before = (home / "data" / "published.duckdb").read_bytes()
    result = on_demo("run", "--as-of", "2026-11-10")
    assert result.exit_code in (0, 3), result.output
    assert "Tue 10 Nov 2026" in result.stdout
    assert (home / "data" / "published.duckdb").read_bytes() == before
    assert [path.name for path in (home / "data" / "as_of").iterdir()] == ["2026-11-10.duckdb"]
    last = "SELECT max(date) AS day FROM channel_daily"
    assert json.loads(on_demo("sql", last, "--as-of", "2026-11-10", "--json").stdout) == [{"day": "2026-11-09"}]
    assert json.loads(on_demo("sql", last, "--json").stdout) == [{"day": "2026-11-21"}]
    assert on_demo("recommend", "--as-of", "2026-11-10").exit_code == 0
    assert on_demo("report", "--as-of", "2026-11-10").exit_code == 0
    assert {path.name for path in (home / "data" / "report").iterdir()} == {
        "index.html",
        "2026-11-10.html",
        "dictionary.html",
    }


def test_numbers_of_the_example_add_up_from_its_rows(home: Path, ran: Result) -> None:
    """Of every fourth day of each channel; of every day where SMM_NUMBERS=all."""
    assert ran.exit_code == 3
    with open_published(Project.open(home)) as reader:
        tables = Tables(reader)
        days = reader.read("SELECT channel, date FROM channel_daily ORDER BY channel, date")
        for place, (channel, day) in enumerate(zip(days["channel"][::NUMBERS], days["date"][::NUMBERS], strict=True)):
            for metric in METRICS if place % 20 == 0 else ("spend", "orders")[: place % 3]:
                found = explain_number(tables, Question(metric=metric, channel=channel, day=day))
                assert found.ties or found.value is None, (metric, channel, day, found)


def test_a_number_is_walked_to_the_cell_of_its_file(on_demo: Callable[..., Result]) -> None:
    sql = "SELECT channel, date, spend FROM channel_daily WHERE spend > 0 ORDER BY date DESC, channel LIMIT 1"
    (row,) = json.loads(on_demo("sql", sql, "--json").stdout)
    asked = ("--metric", "spend", "--channel", row["channel"], "--date", row["date"])
    found = json.loads(on_demo("explain", "number", *asked, "--json").stdout)
    assert found["value"] == row["spend"]
    assert sum(part["value"] for part in found["parts"]) == pytest.approx(row["spend"])
    assert any(part["cell"] and part["cell"]["text"] for part in found["parts"])
    assert "adds up exactly" in on_demo("explain", "number", *asked).stdout
    assert on_demo("explain", "number", "--metric", "spent", "--channel", "x", "--date", "2026-11-01").exit_code == 2


def test_the_advice_is_explained_with_its_reasons(on_demo: Callable[..., Result]) -> None:
    (found,) = json.loads(on_demo("explain", "recommendation", "--json").stdout)
    shown = on_demo("explain", "recommendation").stdout
    assert found["header"]["recommendation_id"] in shown
    for line in found["lines"]:
        amounts = (line["current_spend"], line["recommended_spend"])
        assert " → ".join(f"{amount:,.2f}" for amount in dict.fromkeys(amounts)) + " a day" in shown
        assert line["reason"].split(". ")[0] in " ".join(shown.split())


def test_the_tests_of_the_example_have_verdicts_with_their_why(on_demo: Callable[..., Result]) -> None:
    rows = json.loads(on_demo("test", "--json").stdout)
    assert [(row["test_id"], row["channel"]) for row in rows] == [
        (name, channel) for name in ("clips-orders", "clips-visits") for channel in ("tiktok", "youtube")
    ]
    assert all(row["reason"] and row["verdict"] in ("pick", "drop", "cannot_tell_yet") for row in rows)
    shown = on_demo("test").stdout
    assert all(row["reason"].split(".")[0] in " ".join(shown.split()) for row in rows)


def test_the_commands_of_the_how_to_on_small_tests_do_what_it_says(home: Path, on_demo: Callable[..., Result]) -> None:
    page = (ROOT / "docs/how-to/run-a-small-test.md").read_text(encoding="utf-8")
    commands = [line.split()[1:] for block in re.findall(r"```sh\n(.*?)```", page, re.S) for line in block.splitlines()]
    shown = [CliRunner().invoke(app, [str(home) if word == "shop" else word for word in one]) for one in commands]
    assert [result.exit_code for result in shown] == [0] * 4
    assert "€15.00 in all" in shown[0].stdout
    assert len(shown[0].stdout.splitlines()) <= 24


def test_a_plan_says_what_its_money_buys(on_demo: Callable[..., Result]) -> None:
    found = json.loads(on_demo("test", "plan", "--channels", "youtube,tiktok", "--budget", "15", "--json").stdout)
    assert (found["result_metric"], found["result_source"], found["days"]) == ("orders", "crm", 7)
    for one in found["channels"]:
        assert one["results_expected"] == pytest.approx(7.5 / one["cost_per_result"])
    assert found["chance_of_a_verdict"]["2"] < 0.8 < 1 < found["budget_needed"]["2"] < found["budget_needed"]["1.5"]
    terms = ("--channels", "meta;vk", "--budget", "15", "--result", "follows", "--cost", "3", "--json")
    told = json.loads(on_demo("test", "plan", *terms).stdout)
    assert {(one["basis"], one["cost_per_result"]) for one in told["channels"]} == {("told", 3)}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--channels", "meta,tictok", "--budget", "15"], ("unknown channel 'tictok'", "Did you mean tiktok?")),
        (["--channels", "meta", "--budget", "15"], ("'meta' is nothing to compare", "two different channels")),
        (["--channels", "meta,vk", "--budget", "much"], ("--budget much is not an amount", "--budget 15")),
        (["--channels", "meta,vk", "--budget", "1e26"], ("--budget 1e26 is not an amount", "--budget 15")),
        (["--channels", "meta,vk", "--budget", "0"], ("--budget 0 is not an amount", "--budget 15")),
        (["--channels", "meta,vk", "--budget", "15", "--result", "joy"], ("unknown result 'joy'", "One of orders")),
        (["--channels", "meta,vk", "--budget", "15", "--result", "revenue"], ("revenue is an", "--result orders")),
        (["--channels", "meta,vk", "--budget", "15", "--result", "follows"], ("costs is not known", "--cost 12")),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_made_says_what_to_do(
    on_demo: Callable[..., Result], arguments: list[str], said: tuple[str, str]
) -> None:
    result = on_demo("test", "plan", *arguments)
    assert result.exit_code == 2
    assert all(text in " ".join(result.stderr.split()) for text in said)


CHEAP = ("status", "sql", "explain", "quarantine list", "doctor", "test", "alerts show", "report")
NOT_HERE = (" --all ", "--open", "--as-of", " 2026-11-22-sales", "clients/", "--grant")  # not on this folder, file, run
EXAMPLES = [
    line
    for path, command in walk(typer.main.get_command(app))
    for line in examples_of(command)
    if " ".join(path).startswith(CHEAP) and not any(part in line for part in NOT_HERE)
]


def test_examples_of_help_pages_work_on_the_example_project(
    home: Path, ran: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMM_HOME", str(home))
    for line in dict.fromkeys(EXAMPLES):
        result = CliRunner().invoke(app, shlex.split(line.partition(" > ")[0])[1:])
        assert result.exit_code in (0, 3), f"{line}: {result.output}"
        assert result.stdout
    assert len(set(EXAMPLES)) > 12
