"""The daily job, run for real: what it leaves behind when it goes well, is refused, fails or is killed."""

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from signal import SIGINT, raise_signal
from typing import Any

import dagster as dg
import pandas as pd
import pytest
from dagster._core.definitions.asset_checks.asset_check_evaluation import AssetCheckEvaluation

from pipelines.assembly import build_defs
from pipelines.instance import opened_instance
from pipelines.logs import LARGEST, warnings_file
from pipelines.outcome import RunOutcome
from pipelines.resources import opened_run
from pipelines.running import run_daily
from smm_assets import decisions, marks
from smm_assets.assets.decisions import READS
from smm_assets.assets.keys import BACKTEST
from smm_assets.assets.laws import LAWS
from smm_assets.ingest.landing import intake as landing
from smm_assets.settings import Project
from smm_assets.simulator import make_demo
from smm_assets.warehouse import open_published, open_store

Origins = dict[tuple[dg.AssetKey, str], list[tuple[dg.AssetKey, str]]]
AS_OF = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 5, tzinfo=UTC)
DAYS = 40


@dataclass(frozen=True, kw_only=True)
class Ran:
    """A project after its first run, and everything that was said and printed meanwhile."""

    project: Project
    outcome: RunOutcome
    said: Sequence[str]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    home = tmp_path_factory.mktemp("demo")
    make_demo(home, days=DAYS, as_of=AS_OF)
    said: list[str] = []
    project = Project.open(home)
    project.data.mkdir(exist_ok=True)
    marks.mark(project, "by_hand")
    return Ran(project=project, outcome=run_daily(project, as_of=AS_OF, now=NOW, on_event=said.append), said=said)


@pytest.fixture(scope="module")
def origins(ran: Ran) -> Origins:
    return lineage(ran.project, ran.outcome.run_id)


@pytest.fixture
def again(ran: Ran, tmp_path: Path) -> Project:
    """A copy of that project, to be run again under other circumstances."""
    shutil.copytree(ran.project.home, tmp_path / "copy", ignore=shutil.ignore_patterns("*.lock", "dagster"))
    return Project.open(tmp_path / "copy")


@pytest.fixture
def empty(tmp_path: Path) -> Project:
    (tmp_path / "smm.yaml").write_text("name: Empty\ncurrency: EUR\n", encoding="utf-8")
    return Project.open(tmp_path)


def published(project: Project, sql: str) -> pd.DataFrame:
    with open_published(project) as reader:
        return reader.read(sql)


def runs(project: Project) -> pd.DataFrame:
    return published(project, "SELECT * FROM ops.run ORDER BY started_at")


def evaluations(project: Project, run_id: str) -> list[AssetCheckEvaluation]:
    """What each check said in a run."""
    with opened_instance(project) as instance:
        log = instance.all_logs(run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION)
    return [entry.dagster_event.asset_check_evaluation_data for entry in log if entry.dagster_event]


def test_the_damaged_file_of_the_example_needs_a_person_and_nothing_else_stops(ran: Ran) -> None:
    assert (ran.outcome.status, ran.outcome.failed_step, ran.outcome.exit_code) == ("needs_person", "", 0)
    (row,) = runs(ran.project).to_dict("records")
    assert (row["run_id"], row["as_of"], row["status"]) == (ran.outcome.run_id, AS_OF, "needs_person")
    assert row["finished_at"] >= row["started_at"]
    assert "not loaded" in row["message"]


def test_every_asset_of_the_morning_is_materialised_and_every_check_evaluated(ran: Ran) -> None:
    with opened_instance(ran.project) as instance:
        log = instance.all_logs(ran.outcome.run_id)
    events = [entry.dagster_event for entry in log if entry.dagster_event]
    done = {event.asset_key for event in events if event.is_step_materialization}
    checked = {evaluation.asset_check_key for evaluation in evaluations(ran.project, ran.outcome.run_id)}
    defs = build_defs(ran.project.home)
    parts = [*(defs.assets or []), *(defs.asset_checks or [])]
    made = [part for part in parts if isinstance(part, dg.AssetsDefinition)]
    assert done == {key for part in made for key in part.keys} - set(BACKTEST)
    assert checked == {spec.key for part in made for spec in part.check_specs}


def test_one_bad_network_warns_and_is_held_while_all_others_and_the_recommendation_go_on(ran: Ran) -> None:
    found = {one.asset_check_key.to_user_string(): one for one in evaluations(ran.project, ran.outcome.run_id)}
    failed = {name: one for name, one in found.items() if not one.passed}
    assert {name for name in failed if name.endswith(":rows_accepted")} == {
        "exports/vk:rows_accepted",  # the file whose download broke off
        "exports/shop:rows_accepted",  # two rows of it are held back
    }
    assert {one.severity for name, one in failed.items() if name.startswith("exports/")} == {dg.AssetCheckSeverity.WARN}
    said = failed["exports/vk:rows_accepted"].description or ""
    assert said.startswith("1 of ")
    assert ": quarantined: the file is cut off" in said
    assert "(expected: the file is loaded)" in said
    late = "VK Реклама late by 3 days, data only through 18 Nov: export "
    assert (failed["exports/vk:freshness"].description or "").startswith(late)
    assert found["exports/meta:freshness"].passed
    assert found["exports/pinterest:freshness"].description == "No export yet; none is expected"
    laws = found["state/recommendation:decision_laws"]
    assert (laws.passed, laws.blocking, laws.severity) == (True, True, dg.AssetCheckSeverity.ERROR)
    told = [record.data for record in laws.metadata["laws"].records]  # type: ignore[union-attr]
    assert [(row["law"], row["held"]) for row in told] == [(law, True) for law in LAWS]
    refused = published(ran.project, "SELECT network FROM ops.export_file WHERE status <> 'loaded'")
    assert list(refused["network"]) == ["vk"]
    loaded = published(ran.project, "SELECT COUNT(DISTINCT network) AS n FROM marts.ad_daily")
    assert loaded["n"].iloc[0] >= 4
    assert len(published(ran.project, "SELECT * FROM marts.recommendation WHERE status = 'proposed'")) >= 1


def test_row_counts_and_column_lineage_are_shown_for_a_mart(ran: Ran) -> None:
    key = dg.AssetKey(["marts", "channel_daily"])
    with opened_instance(ran.project) as instance:
        event = instance.get_latest_materialization_event(key)
    assert event is not None
    assert event.asset_materialization is not None
    shown = event.asset_materialization.metadata
    rows = published(ran.project, "SELECT COUNT(*) AS n FROM marts.channel_daily")["n"].iloc[0]
    assert shown["dagster/row_count"].value == rows > 0
    lineage = shown["dagster/column_lineage"].value.deps_by_column  # type: ignore[union-attr]
    assert set(lineage) == set(published(ran.project, "SELECT * FROM marts.channel_daily LIMIT 0").columns)
    assert lineage["spend"]


def lineage(project: Project, run_id: str) -> Origins:
    """Where each column of each table that was materialised in a run comes from, as the UI shows it."""
    with opened_instance(project) as instance:
        log = instance.all_logs(run_id, of_type=dg.DagsterEventType.ASSET_MATERIALIZATION)
    found = {}
    for event in (entry.dagster_event for entry in log):
        made = event.step_materialization_data.materialization if event else None
        told = made.metadata.get("dagster/column_lineage") if made else None
        for column, deps in (told.value.deps_by_column if told else {}).items():  # type: ignore[union-attr]
            found[made.asset_key, column] = [(dep.asset_key, dep.column_name) for dep in deps]  # type: ignore[union-attr]
    return found


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("budget_recommendation", "recommended_spend"),
        ("budget_recommendation", "current_spend"),
        ("response_curve", "expected_result"),
        ("recommendation_scorecard", "observed"),
        ("channel_daily", "spend"),
        ("campaign_action", "budget_to"),
        ("test_comparison", "verdict"),
    ],
)
def test_a_column_of_the_advice_can_be_walked_back_to_the_exports_it_comes_from(
    ran: Ran, origins: Origins, table: str, column: str
) -> None:
    waiting, seen = [(dg.AssetKey(["marts", table]), column)], set()
    while waiting:
        for origin in origins.get(waiting.pop(), []):
            if origin not in seen:
                seen.add(origin)
                waiting.append(origin)
    networks = {key.path[-1] for key, name in seen if key.path[0] == "exports" and name == "spend_original"}
    assert {"meta", "tiktok", "vk"} <= networks


def test_an_export_tells_rows_by_class_money_and_where_files_lie(ran: Ran) -> None:
    shown = metadata(ran.project, "exports", "vk")
    own = published(
        ran.project,
        "SELECT COUNT(*) AS files, SUM(rows_read) AS rows, MAX(period_end) AS through FROM ops.export_file "
        "WHERE network = 'vk'",
    ).iloc[0]
    assert (shown["files"], shown["rows in"]) == (own["files"], own["rows"])
    assert shown["rows in"] == sum(
        shown[name] for name in ("rows out", "rows superseded", "rows quarantined", "totals rows")
    )
    assert (shown["files quarantined"], shown["data through"]) == (1, own["through"].isoformat())
    assert shown["spend in files (RUB)"] > 0
    refused = shown["arrived"][0].data
    assert refused["status"] == "quarantined"
    assert (ran.project.archive / refused["kept as"]).is_file()
    assert shown["report page"] == str(ran.project.report / "index.html")
    assert metadata(ran.project, "exports", "pinterest")["told"] == "No file of it was ever loaded"


def test_a_mart_shows_a_few_rows_and_pacing_and_curves_are_drawn(ran: Ran) -> None:
    shown = metadata(ran.project, "marts", "channel_daily")
    first = published(ran.project, "SELECT * FROM marts.channel_daily ORDER BY date DESC, channel LIMIT 1").iloc[0]
    assert len(shown["preview"]) == 5
    assert (shown["preview"][0].data["channel"], shown["preview"][0].data["date"]) == (
        first["channel"], first["date"].isoformat(),
    )  # fmt: skip
    assert "preview" not in metadata(ran.project, "intermediate", "int_ad_day")
    for table in (("marts", "budget_adherence"), ("marts", "response_curve")):
        assert "](data:image/svg+xml;base64," in metadata(ran.project, *table)["plot"]


def test_the_recommendation_says_who_moves_from_where_to_where_and_when_it_is_looked_at_again(ran: Ran) -> None:
    shown = metadata(ran.project, "state", "recommendation")
    advice = published(ran.project, "SELECT * FROM marts.recommendation WHERE status = 'proposed'")
    lines = published(ran.project, "SELECT * FROM marts.budget_recommendation")
    assert str(advice["summary"].iloc[0]) in re.sub(r"\\(?=[^\w\s])", "", shown["advice"])  # as Markdown shows it
    assert shown["review on"] == min(advice["review_on"]).isoformat()
    told = {record.data["channel"]: record.data for record in shown["from today to recommended, a day"]}
    assert len(told) == len(lines)
    meta = lines[lines["channel"] == "meta"].iloc[0]
    assert told["Meta"]["recommended"] == f"€{meta['recommended_spend']:,.2f}"


def test_the_copy_says_what_it_holds_and_the_page_where_it_lies(ran: Ran) -> None:
    shown = metadata(ran.project, "publish", "published_copy")
    held = {(record.data["schema"], record.data["table"]): record.data["rows"] for record in shown["content"]}
    rows = published(ran.project, "SELECT COUNT(*) AS n FROM marts.channel_daily")["n"].iloc[0]
    assert held["marts", "channel_daily"] == rows
    assert (shown["tables"], shown["rows"]) == (len(held), sum(held.values()))
    assert shown["place"] == str(ran.project.published)
    page = metadata(ran.project, "publish", "report")
    assert page["open"] == (ran.project.report / "index.html").as_uri()


def metadata(project: Project, *path: str) -> dict[str, Any]:
    """What the last materialisation of an asset tells, values as they are, tables as their rows."""
    with opened_instance(project) as instance:
        event = instance.get_latest_materialization_event(dg.AssetKey(list(path)))
    assert event is not None
    assert event.asset_materialization is not None
    found = event.asset_materialization.metadata.items()
    return {name: getattr(value, "records", None) or value.value for name, value in found}


def test_the_decision_reads_only_the_tables_it_declares(ran: Ran) -> None:
    asked: list[str] = []

    class Watched:
        """A reader that notes what it is asked."""

        def read(self, sql: str) -> pd.DataFrame:
            asked.append(sql)
            return published(ran.project, sql)

    decisions.preview(ran.project, Watched(), AS_OF, now=NOW)
    with open_published(ran.project) as reader:
        tables = {(schema, name) for schema in ("staging", "intermediate", "marts") for name in reader.tables(schema)}
    seen = {table for table in tables if any(f"{table[0]}.{table[1]} " in f"{sql} " for sql in asked)}
    assert seen == set(READS)


def test_tables_page_and_advice_are_there(ran: Ran) -> None:
    assert (ran.project.report / "index.html").is_file()
    advice = published(ran.project, "SELECT * FROM marts.recommendation WHERE status = 'proposed'")
    lines = published(ran.project, "SELECT * FROM marts.budget_recommendation")
    for row in advice.to_dict("records"):
        own = lines[lines["recommendation_id"] == row["recommendation_id"]]
        assert sum(own["period_amount"], Decimal(0)) == row["total_period"]
    assert len(advice) >= 1


def test_what_was_released_before_the_run_no_longer_asks_for_one(ran: Ran) -> None:
    assert marks.marked_at(ran.project, "by_hand") == 0


def test_progress_is_told_and_the_terminal_stays_quiet(empty: Project, capfd: pytest.CaptureFixture[str]) -> None:
    said: list[str] = []
    outcome = run_daily(empty, as_of=AS_OF, now=NOW, on_event=said.append)
    assert outcome == RunOutcome(run_id=outcome.run_id, status="done")
    assert any("marts.channel_daily" in line for line in said)
    assert capfd.readouterr() == ("", "")


@pytest.mark.long
def test_a_full_refresh_of_the_same_morning_changes_no_mart_and_forgets_only_what_can_be_made_again(
    ran: Ran, again: Project
) -> None:
    with open_store(again) as store:
        store.execute("CREATE TABLE marts.of_a_model_that_is_gone AS SELECT 1 AS x")
    before = published(again, "SELECT * FROM marts.channel_daily ORDER BY channel, date")
    assert run_daily(again, as_of=AS_OF, now=NOW.replace(hour=6), full_refresh=True).status != "failed"
    pd.testing.assert_frame_equal(published(again, "SELECT * FROM marts.channel_daily ORDER BY channel, date"), before)
    for table in ("state.recommendation", "ops.export_file"):
        count = f"SELECT COUNT(*) AS n FROM {table}"
        assert published(again, count)["n"].iloc[0] == published(ran.project, count)["n"].iloc[0]
    with open_store(again) as store:
        assert not store.exists("marts", "of_a_model_that_is_gone")
        assert len(store.read("SELECT * FROM ops.run")) == 2


@pytest.mark.long
def test_a_recommendation_that_breaks_a_law_is_not_recorded_and_the_former_one_stays_published(
    again: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    former = published(again, "SELECT * FROM marts.recommendation ORDER BY recommendation_id")
    sound = decisions.review_morning

    def unsound(*args: object, **terms: object) -> list[decisions.Reviewed]:
        wrong = {"total_period": Decimal(1), "recommendation_id": "x"}
        made = sound(*args, **terms)  # type: ignore[arg-type]
        return [
            replace(one, decision=replace(one.decision, header={**one.decision.header, **wrong}))
            for one in made
            if one.decision is not None
        ]

    monkeypatch.setattr(decisions, "review_morning", unsound)
    outcome = run_daily(again, as_of=AS_OF, now=NOW.replace(hour=6))
    assert (outcome.status, outcome.failed_step, outcome.exit_code) == ("failed", "decisions", 1)
    assert LAWS[0] in outcome.message
    pd.testing.assert_frame_equal(
        published(again, "SELECT * FROM marts.recommendation ORDER BY recommendation_id"), former
    )
    assert "x" not in set(published(again, "SELECT recommendation_id FROM state.recommendation")["recommendation_id"])
    assert list(runs(again)["status"]) == ["needs_person", "failed"]
    with opened_instance(again) as instance:
        assert instance.get_latest_materialization_event(dg.AssetKey(["marts", "recommendation"])) is None


def test_a_wrong_plan_fails_with_its_cure_and_the_last_good_tables_stay_published(again: Project) -> None:
    before = published(again, "SELECT COUNT(*) AS n FROM marts.ad_daily")["n"].iloc[0]
    with again.file("plan.csv").open("a", encoding="utf-8") as file:
        file.write("nonsense,2026-11-01,nowhere\n")
    marks.mark(again, "by_hand")
    outcome = run_daily(again, as_of=AS_OF, now=NOW.replace(hour=6))
    assert (outcome.status, outcome.failed_step, outcome.exit_code) == ("failed", "exports", 2)
    assert "plan.csv line" in outcome.message
    assert marks.marked_at(again, "by_hand")
    last = runs(again).iloc[-1]
    assert (last["status"], "plan.csv" in last["message"]) == ("failed", True)
    assert published(again, "SELECT COUNT(*) AS n FROM marts.ad_daily")["n"].iloc[0] == before


def test_a_run_that_was_killed_is_closed_by_the_next_one_also_in_dagster(empty: Project) -> None:
    job = build_defs(empty.home).resolve_job_def("daily")
    with opened_instance(empty) as instance:
        dead = instance.create_run_for_job(job, status=dg.DagsterRunStatus.STARTED).run_id
        with open_store(empty) as store:
            store.load("ops", "run", pd.DataFrame([{"run_id": dead, "status": "running"}]))
        left = empty.dagster_home / "alive" / f"{dead}.lock"
        left.parent.mkdir()
        left.touch()  # as a killed process leaves it: there, and held by nobody
        with opened_run(empty, instance, run_id="next", as_of=AS_OF) as run:
            found = run.store.read("SELECT run_id, status FROM ops.run").set_index("run_id")["status"]
        record = instance.get_run_by_id(dead)
    assert dict(found) == {dead: "failed", "next": "running"}
    assert record is not None
    assert record.status == dg.DagsterRunStatus.FAILURE
    assert dict(runs(empty).set_index("run_id")["status"]) == {dead: "failed", "next": "done"}


def test_warnings_go_to_a_file_that_does_not_grow_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "warnings.log"
    path.write_text("x" * (LARGEST + 1), encoding="utf-8")
    logger = warnings_file(dg.build_init_logger_context(logger_config={"path": str(path)}))
    logger.info("not told")
    logger.warning("told")
    assert path.read_text(encoding="utf-8").endswith("WARNING told\n")
    assert len(path.read_text(encoding="utf-8")) < 100


def test_ctrl_c_ends_the_run_as_stopped_by_hand_and_keeps_the_books(empty: Project) -> None:
    def stop(message: str) -> None:
        if "stg_" in message:
            raise_signal(SIGINT)

    outcome = run_daily(empty, as_of=AS_OF, now=NOW, on_event=stop)
    assert (outcome.status, outcome.failed_step, outcome.message) == ("failed", "models", "stopped by hand")
    assert list(runs(empty)["message"]) == ["models: stopped by hand"]


def test_a_defect_of_a_step_is_told_with_its_step_and_cause(empty: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **terms: object) -> None:
        raise ZeroDivisionError("of all things")

    monkeypatch.setattr(landing, "ingest", broken)
    outcome = run_daily(empty, as_of=AS_OF, now=NOW)
    assert (outcome.status, outcome.failed_step, outcome.exit_code) == ("failed", "exports", 1)
    assert outcome.message == "ZeroDivisionError: of all things"
    assert "ZeroDivisionError" in (empty.dagster_home / "warnings.log").read_text(encoding="utf-8")
