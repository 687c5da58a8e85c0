"""The code location: it loads quickly and without a project, and everything discoverable is in it."""

import json
import subprocess
import sys
import tomllib
from collections import Counter
from datetime import UTC, date, datetime
from graphlib import TopologicalSorter
from pathlib import Path

import dagster as dg
import pytest
import yaml
from dagster._core.remote_representation.external_data import RepositorySnap
from dagster_shared.serdes import serialize_value

from pipelines.assembly import build_defs
from pipelines.backtesting import mornings
from smm_assets import sqlmodels
from smm_assets.assets.decisions import READS
from smm_assets.assets.keys import (
    ALERTS,
    BACKTEST,
    CAMPAIGN_ACTION,
    DECIDED,
    DECISIONS,
    FILES,
    PUBLISHED,
    RECOMMENDATION,
    REPORT,
    SOFTWARE,
    TEST_VERDICT,
)
from smm_assets.assets.labels import group_of
from smm_assets.budget.seed_tables import SEEDS
from smm_assets.campaigns.origins import ORIGINS as CAMPAIGN_ORIGINS
from smm_assets.decisions.origins import ORIGINS as DECISION_ORIGINS
from smm_assets.effectiveness.referee.origins import ORIGINS as TEST_ORIGINS
from smm_assets.networks import networks
from smm_assets.settings import Project
from smm_assets.sqlmodels.domains import DOMAINS
from smm_assets.sqlmodels.lineage import tables_of
from smm_assets.warehouse.store import PUBLISHED_SCHEMAS

ROOT = Path(__file__).parents[2]
HEAVY = {"great_expectations", "pyspark", "scipy", "duckdb", "openpyxl", "python_calamine"}

WITH_SEEDS = ("plan_version", "approval", "maturity")  # of schema state, filled beside the seeds


@pytest.fixture(scope="module")
def defs() -> dg.Definitions:
    return build_defs()


@pytest.fixture(scope="module")
def graph(defs: dg.Definitions) -> dict[dg.AssetKey, dg.AssetSpec]:
    return {spec.key: spec for spec in defs.resolve_all_asset_specs()}


def upstream(graph: dict[dg.AssetKey, dg.AssetSpec], key: dg.AssetKey) -> set[dg.AssetKey]:
    found: set[dg.AssetKey] = set()
    waiting = [key]
    while waiting:
        for dep in graph[waiting.pop()].deps:
            if dep.asset_key not in found:
                found.add(dep.asset_key)
                waiting.append(dep.asset_key)
    return found


def test_every_network_seed_model_and_decision_is_an_asset_and_nothing_else_but_books_copy_page_and_alerts(
    graph: dict[dg.AssetKey, dg.AssetSpec],
) -> None:
    expected = {("exports", name) for name in networks()} | {("staging", name) for name in SEEDS}
    expected |= {(model.layer, name) for name, model in sqlmodels.load_models().items()}
    expected |= {
        tuple(key.path) for key in (*DECIDED, *BACKTEST, TEST_VERDICT, CAMPAIGN_ACTION, PUBLISHED, REPORT, ALERTS)
    }
    expected |= {tuple(key.path) for key in NOTICED}
    expected |= {("ops", "export_file"), *(("state", name) for name in WITH_SEEDS)}
    assert {tuple(key.path) for key in graph} == expected


def test_no_asset_depends_on_something_nobody_makes(graph: dict[dg.AssetKey, dg.AssetSpec]) -> None:
    assert {dep.asset_key for spec in graph.values() for dep in spec.deps} <= set(graph)


def test_the_published_copy_comes_after_all_it_holds(graph: dict[dg.AssetKey, dg.AssetSpec]) -> None:
    assert {key for key in graph if key.path[0] in PUBLISHED_SCHEMAS} <= upstream(graph, PUBLISHED)


def test_the_decision_waits_for_the_tables_it_reads_and_its_marts_wait_for_it(
    graph: dict[dg.AssetKey, dg.AssetSpec],
) -> None:
    assert {dg.AssetKey(read) for read in READS} <= upstream(graph, RECOMMENDATION)
    assert RECOMMENDATION in upstream(graph, dg.AssetKey(["marts", "recommendation"]))


def test_the_referee_waits_for_what_is_counted_and_its_mart_waits_for_it(
    graph: dict[dg.AssetKey, dg.AssetSpec],
) -> None:
    assert dg.AssetKey(["intermediate", "int_test_day"]) in upstream(graph, TEST_VERDICT)
    assert TEST_VERDICT in upstream(graph, dg.AssetKey(["marts", "test_comparison"]))
    assert RECOMMENDATION in upstream(graph, CAMPAIGN_ACTION)
    assert CAMPAIGN_ACTION in upstream(graph, dg.AssetKey(["marts", "campaign_action"]))


def test_every_asset_says_what_it_is_whose_it_is_and_where_it_belongs(
    graph: dict[dg.AssetKey, dg.AssetSpec],
) -> None:
    for key, spec in graph.items():
        assert spec.description, key
        assert len(list(spec.owners)) == 1, key
        assert spec.group_name not in (None, "default"), key
        assert spec.kinds, key
        assert spec.tags["layer"], key


def test_every_table_shows_its_name_and_its_columns_with_types_and_meanings(
    graph: dict[dg.AssetKey, dg.AssetSpec],
) -> None:
    tables = [spec for key, spec in graph.items() if key.path[0] not in ("publish", "project")]
    bare = [
        f"{spec.key.to_user_string()}.{column.name}"
        for spec in tables
        for column in spec.metadata["dagster/column_schema"].columns
        if not (column.type and column.description)
    ]
    assert bare == []
    names = [spec.metadata["dagster/table_name"] for spec in tables]
    assert len(names) == len(set(names))  # Dagster links assets of one table name as if they were one thing


def test_models_stand_with_what_they_are_about_and_no_group_is_a_heap(
    graph: dict[dg.AssetKey, dg.AssetSpec],
) -> None:
    for name, model in sqlmodels.load_models().items():
        assert len(set(model.tags) & set(DOMAINS)) == 1, f"{name}: its front matter names one of {', '.join(DOMAINS)}"
    sizes = Counter(spec.group_name for spec in graph.values())
    domains = {*DOMAINS} - {"decision"}
    assert set(sizes) == {"project", "exports", "seeds", "staging", "decisions", "backtests", "bi", "publish", *domains}
    assert max(sizes.values()) <= 50


def test_domains_follow_each_other_so_that_the_lineage_of_groups_reads_from_left_to_right() -> None:
    models = sqlmodels.load_models()
    read = {
        group_of(model): {group_of(models[ref]) for one in models.values() if group_of(one) == group_of(model)
                          for ref in one.refs if ref in models} - {group_of(model)}
        for model in models.values()
    }  # fmt: skip
    assert list(TopologicalSorter(read).static_order())  # raises CycleError naming the groups that read each other


def test_what_python_writes_is_traced_to_columns_that_are_there_and_to_every_table_the_decision_reads() -> None:
    tables = tables_of(sqlmodels.load_models())
    written = {**DECISION_ORIGINS, "state.campaign_action": CAMPAIGN_ORIGINS, "state.test_verdict": TEST_ORIGINS}
    named = {(table, column) for table, columns in written.items() for column in columns}
    named |= {origin for columns in written.values() for origins in columns.values() for origin in origins}
    unknown = [f"{table}.{column}" for table, column in sorted(named) if column not in column_names(tables, table)]
    assert unknown == []
    traced = {origin[0] for columns in DECISION_ORIGINS.values() for origins in columns.values() for origin in origins}
    assert {".".join(read) for read in READS} <= traced
    assert {key.path[-1] for key in DECIDED} == {table.partition(".")[2] for table in DECISION_ORIGINS}


def column_names(tables: dict[str, dict[str, dict[str, str]]], table: str) -> set[str]:
    schema, _, name = table.partition(".")
    return set(tables[schema][name])


def checks(defs: dg.Definitions) -> list[dg.AssetCheckSpec]:
    """Every check, of steps that make assets and of steps that only check."""
    parts = [*(defs.assets or []), *(defs.asset_checks or [])]
    return [spec for part in parts if isinstance(part, dg.AssetsDefinition) for spec in part.check_specs]


NOTICED = (FILES, DECISIONS, SOFTWARE)


def test_only_the_recommendation_can_stop_a_run(defs: dg.Definitions) -> None:
    specs = checks(defs)
    assert [(spec.asset_key, spec.name) for spec in specs if spec.blocking] == [(RECOMMENDATION, "decision_laws")]
    assert len(specs) == len({spec.key for spec in specs})


def test_every_export_is_checked_in_four_ways_and_every_model_for_errors_and_where_it_has_any_for_warnings(
    defs: dg.Definitions,
) -> None:
    found: dict[tuple[str, ...], set[str]] = {}
    for spec in checks(defs):
        found.setdefault(tuple(spec.asset_key.path), set()).add(spec.name)
    for name in networks():
        assert found.pop(("exports", name)) == {"rows_accepted", "values_plausible", "totals_add_up", "freshness"}
    assert found.pop(("state", "recommendation")) == {"decision_laws"}
    assert found.pop(("ops", "export_file")) == {"files_recognised"}
    assert set(found) == {(model.layer, name) for name, model in sqlmodels.load_models().items()}
    assert all("audit" in names <= {"audit", "audit_warnings"} for names in found.values())
    # an audit that warns of marts.anomaly, and a check that warns of marts.channel_daily
    assert "audit_warnings" in found["marts", "anomaly"] & found["marts", "channel_daily"]
    assert "audit_warnings" not in found["marts", "plan"]


def test_freshness_is_checked_once_the_rhythm_is_known_and_in_the_daily_job(defs: dg.Definitions) -> None:
    daily = defs.resolve_job_def("daily").asset_layer
    for name in networks():
        key = dg.AssetCheckKey(dg.AssetKey(["exports", name]), "freshness")
        assert key in daily.executable_asset_keys | set(daily.asset_graph.asset_check_keys)
        spec = next(spec for spec in checks(defs) if spec.key == key)
        assert dg.AssetKey(["marts", "fetch_list"]) in {dep.asset_key for dep in spec.additional_deps}


def test_the_job_of_arrivals_takes_in_exports_and_checks_their_rows_but_not_their_freshness(
    defs: dg.Definitions,
) -> None:
    job = defs.resolve_job_def("arrivals").asset_layer
    exports = {dg.AssetKey(["exports", name]) for name in networks()}
    assert set(job.executable_asset_keys) == {*exports, dg.AssetKey(["ops", "export_file"])}
    assert [node.name for node in defs.resolve_job_def("arrivals").nodes] == ["exports"]  # freshness has its own step


def test_the_daily_job_takes_in_every_asset_but_back_tests_and_what_is_only_noticed_in_one_process(
    defs: dg.Definitions, graph: dict[dg.AssetKey, dg.AssetSpec]
) -> None:
    job = defs.resolve_job_def("daily")
    assert set(job.asset_layer.executable_asset_keys) == set(graph) - {*BACKTEST, *NOTICED}
    assert job.executor_def.name == "in_process"


def test_back_tests_have_a_partition_for_every_past_morning_and_runs_of_a_few(
    defs: dg.Definitions, graph: dict[dg.AssetKey, dg.AssetSpec], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert set(defs.resolve_job_def("backtest").asset_layer.executable_asset_keys) == set(BACKTEST)
    priority = "dagster/priority"  # of runs that wait in the queue the morning's goes first
    assert [defs.resolve_job_def(name).tags.get(priority, "0") for name in ("daily", "backtest")] == ["1", "0"]
    (assets,) = (one for one in defs.assets or [] if isinstance(one, dg.AssetsDefinition) and set(BACKTEST) & one.keys)
    assert assets.backfill_policy == dg.BackfillPolicy.single_run()
    assert all(set(BACKTEST).isdisjoint(dep.asset_key for dep in graph[key].deps) for key in BACKTEST)
    now = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    monkeypatch.setattr("pipelines.clock.now", lambda: now)
    settings = "name: Shop\ncurrency: EUR\ntimezone: Europe/Berlin\n"
    for pinned, last in (("", date(2026, 11, 22)), ("as_of: 2026-11-25\n", date(2026, 11, 24))):
        (tmp_path / "smm.yaml").write_text(settings + pinned, encoding="utf-8")
        found = mornings(Project.open(tmp_path))
        assert found.timezone == "Europe/Berlin"
        # in Berlin it is the 23rd already: the last past morning is the 22nd, or the one before the pinned one
        with dg.partition_loading_context(effective_dt=now):
            assert found.get_last_partition_key() == last.isoformat()
            assert found.has_partition_key("2020-01-01")


def test_schedule_and_sensor_are_on_from_the_start(defs: dg.Definitions) -> None:
    repository = defs.get_repository_def()
    schedule, sensor = repository.get_schedule_def("daily_morning"), repository.get_sensor_def("inbox")
    assert (schedule.cron_schedule, schedule.default_status) == ("0 6 * * *", dg.DefaultScheduleStatus.RUNNING)
    assert sensor.default_status == dg.DefaultSensorStatus.RUNNING
    assert 15 <= (sensor.minimum_interval_seconds or 0) <= 30


def test_loading_needs_no_project_and_imports_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import json, sys, time; started = time.process_time(); import pipelines.definitions as d; "
        "d.defs.resolve_job_def('daily'); "
        "print(json.dumps([time.process_time() - started, sorted({m.split('.')[0] for m in sys.modules})]))"
    )
    made = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )
    assert made.returncode == 0, made.stderr
    seconds, modules = json.loads(made.stdout)
    assert HEAVY & set(modules) == set()
    assert seconds < 10  # about 2 on an idle machine; the bound only catches a heavy import or a store being opened


@pytest.mark.filterwarnings("ignore:Property `ScheduleDefinition.environment_vars`:DeprecationWarning")  # Dagster's own
def test_the_ui_can_be_told_of_all_of_it(defs: dg.Definitions) -> None:
    told = serialize_value(RepositorySnap.from_def(defs.get_repository_def()))
    assert '"exports"' in told


def test_both_ways_of_starting_dagster_name_the_code_location_alike() -> None:
    workspace = yaml.safe_load((ROOT / "workspace.yaml").read_text(encoding="utf-8"))
    (entry,) = (item["python_module"] for item in workspace["load_from"])
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["dg"]
    assert settings["directory_type"] == "project"
    assert settings["project"]["code_location_name"] == entry["location_name"] == "smm"
    assert settings["project"]["code_location_target_module"] == entry["module_name"] == "pipelines.definitions"
    assert entry["working_directory"] == "."


def test_a_run_without_a_project_says_what_is_missing_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SMM_HOME", raising=False)
    job = build_defs().resolve_job_def("daily")
    with dg.DagsterInstance.ephemeral() as instance, pytest.raises(dg.DagsterResourceFunctionError) as failure:
        job.execute_in_process(instance=instance)
    assert "no smm.yaml" in str(failure.value.__cause__)
    assert "smm init" in str(failure.value.__cause__)


def test_a_part_of_the_assets_can_be_run_alone_from_the_ui(tmp_path: Path) -> None:
    (tmp_path / "smm.yaml").write_text("name: Shop\ncurrency: EUR\n", encoding="utf-8")
    defs = build_defs(tmp_path)
    wanted = [dg.AssetKey(["exports", next(iter(networks()))]), *(dg.AssetKey(["staging", name]) for name in SEEDS)]
    terms = {"resources": {"run": {"config": {"home": str(tmp_path), "as_of": "2026-11-22"}}}}
    with dg.DagsterInstance.ephemeral() as instance:
        job = defs.resolve_implicit_global_asset_job_def()
        keys = [*wanted, *(dg.AssetKey(["state", name]) for name in WITH_SEEDS)]
        result = job.execute_in_process(run_config=terms, instance=instance, asset_selection=keys)
    assert {event.asset_key for event in result.get_asset_materialization_events()} == set(keys)
