"""Back-tests of the example: from the command line, as back-fills of partitions, and what they leave alone."""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import dagster as dg
import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from pipelines import backtesting
from pipelines.assembly import build_defs
from pipelines.backtesting import backtesting_held
from pipelines.cli.main import app
from pipelines.logs import quiet
from pipelines.outcome import RunOutcome
from smm_assets import report
from smm_assets.assets import backtests
from smm_assets.assets.backtests import Backtesting
from smm_assets.assets.keys import BACKTEST
from smm_assets.backtest import advising
from smm_assets.backtest.advising import Advised
from smm_assets.decisions import Decision
from smm_assets.errors import StoreBusy, StoreError
from smm_assets.settings import Project
from smm_assets.warehouse import open_published
from smm_assets.warehouse.lock import held
from tests.integration.conftest import AS_OF, Example

MORNING = date(2026, 11, 8)
REAL = ("recommendation", "budget_recommendation", "response_curve")


@pytest.fixture(scope="module")
def shop(example: Example, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the example after its morning."""
    home = tmp_path_factory.mktemp("backtests") / "shop"
    shutil.copytree(example.project.home, home, ignore=shutil.ignore_patterns("*.lock", "dagster"))
    return Project.open(home)


@pytest.fixture
def smm(shop: Project, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command on the project."""
    monkeypatch.delenv("SMM_HOME", raising=False)

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(app, [*map(str, arguments), "--home", str(shop.home)])

    return run


def read(project: Project, sql: str) -> pd.DataFrame:
    with open_published(project) as reader:
        return reader.read(sql)


def everything(project: Project, table: str) -> pd.DataFrame:
    return read(project, f"SELECT * FROM {table} ORDER BY ALL")


def test_a_morning_is_made_again_held_against_what_came_and_shown_where_advice_is(
    shop: Project, smm: Callable[..., Result]
) -> None:
    before = {name: everything(shop, f"state.{name}") for name in REAL}
    told = smm("backtest", "--from", MORNING, "--to", MORNING, "--json")
    assert told.exit_code == 0, told.output
    found = json.loads(told.stdout)
    (row,) = found["mornings"]
    assert (row["as_of"], row["objective"], row["result_metric"], row["mode"]) == (
        "2026-11-08", "sales", "orders", "backtest",
    )  # fmt: skip
    # the example's exports were all written on 22 November or shortly before
    assert row["is_hindsight"]
    assert row["results_low"] <= row["results_expected"] <= row["results_high"]
    assert {line["channel"] for line in row["channels_advised"]} == {"meta", "youtube", "tiktok", "vk", "google"}
    # results of the week, counted another way: orders of the week over the channels that can be compared
    week = read(
        shop, "SELECT SUM(result) AS n FROM marts.decision_history WHERE date BETWEEN '2026-11-08' AND '2026-11-14'"
    )
    assert row["results_happened"] == float(week["n"].iloc[0])
    assert (found["summary"][0]["mornings"], found["skipped"]) == (1, [])
    for name, frame in before.items():
        pd.testing.assert_frame_equal(frame, everything(shop, f"state.{name}"))
    assert "Before there is a record: The advice was made again for 1 past morning" in " ".join(
        smm("recommend").stdout.split()
    )
    with open_published(shop) as reader:
        page = report.build(shop, reader, AS_OF).read_text(encoding="utf-8")
    assert "Before there is a record: the back-test" in page


def test_a_back_fill_of_a_range_replaces_its_mornings_and_leaves_the_store_to_others_in_between(shop: Project) -> None:
    free: list[str] = []

    def say(message: object) -> None:
        if str(message).startswith("Deciding"):
            with held(shop.lock, wait_seconds=0):
                free.append(str(message))

    past = Backtesting(project=shop, clock=lambda: datetime(2026, 11, 23, 6, tzinfo=UTC), say=say)
    job = build_defs(shop.home).resolve_job_def("backtest")
    first, last = "dagster/asset_partition_range_start", "dagster/asset_partition_range_end"
    with dg.DagsterInstance.ephemeral() as instance:
        done = job.execute_in_process(
            run_config=quiet(shop),
            instance=instance,
            resources={"past": past},
            tags={first: "2026-11-07", last: "2026-11-08"},
        )
        assert done.success
        for key in BACKTEST:
            assert instance.get_materialized_partitions(key) == {"2026-11-07", "2026-11-08"}
    assert free == ["Deciding as on the morning of 2026-11-07", "Deciding as on the morning of 2026-11-08"]
    kept = read(shop, "SELECT as_of, COUNT(*) AS n FROM state.backtest_line GROUP BY as_of ORDER BY as_of")
    assert kept.to_numpy().tolist() == [[date(2026, 11, 7), 5], [MORNING, 5]]
    assert len(read(shop, "SELECT * FROM marts.backtest_total")) == 2


def test_mornings_before_anything_was_known_are_left_out_with_the_reason(smm: Callable[..., Result]) -> None:
    told = smm("backtest", "--from", "2026-07-20", "--to", "2026-07-24", "--every", 2)
    assert (told.exit_code, told.stdout) == (2, "")
    assert (
        "nothing is known of the days before Mon 20 Jul 2026 to Fri 24 Jul 2026; the first known day is" in told.stderr
    )
    assert "smm backtest --from 2026-07-2" in told.stderr


def test_mornings_that_all_came_to_no_advice_need_a_person_and_say_what_is_missing(
    smm: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    done = RunOutcome(run_id="r", status="done")
    nothing = backtesting.Tested(as_of=MORNING, outcome=done, nothing="no channel had spend", shown=True)
    monkeypatch.setattr("pipelines.cli.backtest._run", lambda *given: [nothing])
    monkeypatch.setattr("pipelines.cli.backtest._found", lambda *given: ([], []))
    told = smm("backtest", "--from", MORNING, "--to", MORNING)
    assert told.exit_code == 3
    assert told.stdout.strip() == "Left out: Sun 8 Nov 2026, no channel had spend"
    assert "No back-test could be made of 1 morning. Missing is spend or promotion money before it" in told.stderr


def test_a_partition_of_which_nothing_is_known_is_no_failure_and_says_so(shop: Project) -> None:
    job = build_defs(shop.home).resolve_job_def("backtest")
    with dg.DagsterInstance.ephemeral() as instance:
        done = job.execute_in_process(run_config=quiet(shop), instance=instance, partition_key="2026-03-01")
        assert done.success
        (first, *_) = done.get_asset_materialization_events()
    assert first.partition == "2026-03-01"
    told = first.materialization.metadata
    assert told["without advice"].value == "nothing is known of the days before 2026-03-01"
    assert told["shown in marts"].value


@pytest.mark.parametrize("wrong", [("--to", AS_OF), ("--from", "yesterday"), ("--every", 0)])
def test_what_cannot_be_back_tested_is_wrong_use(smm: Callable[..., Result], wrong: tuple[object, ...]) -> None:
    told = smm("backtest", *wrong)
    assert told.exit_code == 2
    assert "Traceback" not in told.output


def test_a_morning_that_fails_is_told_at_the_end_and_what_was_kept_stays(
    shop: Project, smm: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: object, **more: object) -> Advised:
        raise StoreError("the disk is full", cure="Free some")

    monkeypatch.setattr(advising, "advise", broken)
    kept = everything(shop, "state.backtest_line")
    told = smm("backtest", "--from", MORNING, "--to", MORNING)
    assert told.exit_code == 1
    assert "the back-test of 2026-11-08 failed: the disk is full" in told.output
    pd.testing.assert_frame_equal(kept, everything(shop, "state.backtest_line"))


def test_advice_that_breaks_a_law_is_not_kept(shop: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    lawless = Decision(header={}, lines=pd.DataFrame(), curves=pd.DataFrame())
    made = Advised(as_of=MORNING, made_at=datetime(2026, 11, 23), decisions=(lawless,))
    monkeypatch.setattr(advising, "advise", lambda *given, **more: made)
    monkeypatch.setattr(backtests, "broken_laws", lambda *given: [("No spend is negative", "meta: -1")])
    assets = [one for one in build_defs(shop.home).assets or [] if isinstance(one, dg.AssetsDefinition)]
    (asked,) = (one for one in assets if set(BACKTEST) & one.keys)
    past = Backtesting(project=shop, clock=lambda: datetime(2026, 11, 23, tzinfo=UTC))
    with dg.DagsterInstance.ephemeral() as instance, pytest.raises(dg.Failure, match="No spend is negative: meta: -1"):
        dg.materialize([asked], partition_key=MORNING.isoformat(), instance=instance, resources={"past": past})


def test_two_back_tests_never_work_at_once(shop: Project) -> None:
    with backtesting_held(shop), pytest.raises(StoreBusy), backtesting_held(shop, wait_seconds=0):
        pass


def test_the_example_is_left_as_it_was(example: Example, shop: Project) -> None:
    assert not Path(shop.data / "as_of").exists() or list((shop.data / "as_of").iterdir()) == []
    assert len(example.sql("SELECT * FROM state.backtest_recommendation")) == 0
