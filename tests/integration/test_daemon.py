"""Dagster with its daemon: what happens by itself when a file is dropped, and what buttons of the UI do."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from smm_assets.assets.keys import BACKTEST
from smm_assets.errors import SmmError
from smm_assets.settings import Project
from smm_assets.simulator import Truth
from smm_assets.simulator.exports import ad_rows
from smm_assets.simulator.writers.vk import write_vk_csv
from smm_assets.warehouse import open_published
from tests.stopping import stopped

from . import queries
from .conftest import AS_OF, Example
from .queries import asked

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PATIENCE = 240.0
SCREENSHOTS = Path(os.environ.get("SMM_SCREENSHOTS", Path(__file__).parents[2] / "build" / "screenshots"))


@pytest.fixture(scope="module")
def shop(example: Example, tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Truth]:
    folder = tmp_path_factory.mktemp("daemon") / "shop"
    shutil.copytree(example.project.home, folder, symlinks=True)
    return Project.open(folder), example.truth


@pytest.fixture(scope="module")
def address(shop: tuple[Project, Truth]) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "pipelines.cli.main", "ui", "--home", str(shop[0].home), "--port", str(port)]
    log = shop[0].home / "ui.log"
    with (
        log.open("wb") as out,
        subprocess.Popen(command, stdout=out, stderr=out, start_new_session=True, cwd=Path(__file__).parents[2]) as ui,
    ):
        try:
            wait_for("the code location", lambda: is_up(f"http://127.0.0.1:{port}"))
            yield f"http://127.0.0.1:{port}"
        finally:
            stopped(ui, 30)


def published(project: Project, query: str) -> pd.DataFrame:
    try:
        with open_published(project) as store:
            return store.read(query)
    except SmmError:
        return pd.DataFrame()


def is_up(address: str) -> bool:
    try:
        found = asked(address, queries.LOCATIONS)["workspaceOrError"]["locationEntries"]
    except OSError:
        return False
    return [entry["loadStatus"] for entry in found] == ["LOADED"]


def wait_for(what: str, ready: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < deadline, f"waited {PATIENCE:.0f} s for {what}"
        time.sleep(1)


def advice(project: Project) -> pd.DataFrame:
    return published(
        project,
        "SELECT r.recommendation_id, b.action, b.reason FROM marts.recommendation AS r "
        "JOIN marts.budget_recommendation AS b ON b.recommendation_id = r.recommendation_id "
        "WHERE r.status = 'proposed' AND b.channel = 'vk'",
    )


def back_fill(address: str, days: Sequence[str]) -> str:
    given = {"assetSelection": [{"path": list(key.path)} for key in BACKTEST], "partitionNames": list(days)}
    started = asked(address, queries.LAUNCH_BACKFILL, given=given)["launchPartitionBackfill"]
    assert started["__typename"] == "LaunchBackfillSuccess", started
    return str(started["backfillId"])


def tagged(address: str, key: str, value: str) -> list[dict[str, Any]]:
    """Runs that carry a tag."""
    runs = asked(address, queries.RUNS)["runsOrError"]["results"]
    return [run for run in runs if {"key": key, "value": value} in run["tags"]]


@pytest.mark.long
def test_a_dropped_file_changes_the_recommendation_without_a_person_beside_a_back_fill_in_one_run(
    shop: tuple[Project, Truth], address: str
) -> None:
    project, truth = shop
    wait_for("the first recommendation", lambda: len(advice(project)) == 1)
    before = advice(project).iloc[0]
    assert before["action"] == "hold"
    days = ["2026-11-15", "2026-11-16"]
    backfill = back_fill(address, days)
    rows = ad_rows(truth.world, ["vk"], date(2026, 11, 15), date(2026, 11, 21), exported=date(2026, 11, 22), level="ad")
    late = Path(project.inbox) / "vk_again.csv"
    late.write_bytes(write_vk_csv(rows))

    def changed() -> bool:
        now = advice(project)
        return len(now) == 1 and now.iloc[0]["recommendation_id"] != before["recommendation_id"]

    wait_for("another recommendation", changed)
    assert advice(project).iloc[0]["action"] != "hold"
    assert not late.exists()
    (taken,) = tagged(address, "smm/files", "1")
    assert (taken["jobName"], taken["status"]) == ("arrivals", "SUCCESS")
    assert tagged(address, "dagster/from_automation_condition", "true")

    def done() -> bool:
        status = asked(address, queries.BACKFILL, id=backfill)["partitionBackfillOrError"]["status"]
        assert "FAILED" not in status
        return str(status) == "COMPLETED_SUCCESS"

    wait_for("the back-fill", done)
    assert len(tagged(address, "dagster/backfill", backfill)) == 1
    told = published(project, "SELECT DISTINCT as_of FROM marts.backtest ORDER BY as_of")
    assert [str(day)[:10] for day in told["as_of"]] == days


@pytest.mark.long
def test_a_run_stopped_in_the_ui_leaves_what_was_published_and_the_next_run_goes_on_as_if_nothing_had_been(
    shop: tuple[Project, Truth], address: str
) -> None:
    project = shop[0]
    wait_for("the first recommendation", lambda: len(advice(project)) == 1)
    query = "SELECT * FROM marts.channel_daily ORDER BY channel, date"
    before = published(project, query)
    stopped = launched(project, address)

    def at_models() -> bool:
        stats = asked(address, queries.RUN, id=stopped)["runOrError"]["stepStats"]
        return any(step["stepKey"] == "models" and step["startTime"] for step in stats)

    def is_(run_id: str, status: str) -> Callable[[], bool]:
        return lambda: asked(address, queries.RUN, id=run_id)["runOrError"]["status"] == status

    wait_for("the models", at_models)
    assert asked(address, queries.STOP, id=stopped)["terminateRun"]["__typename"] == "TerminateRunSuccess"
    wait_for("the end of the run that was stopped", is_(stopped, "CANCELED"))
    pd.testing.assert_frame_equal(published(project, query), before)
    wait_for("the next run", is_(launched(project, address), "SUCCESS"))
    pd.testing.assert_frame_equal(published(project, query), before)
    runs = published(project, "SELECT run_id, status, message FROM ops.run").set_index("run_id")
    assert tuple(runs.loc[stopped]) == ("failed", "models: stopped by hand")


def launched(project: Project, address: str) -> str:
    """Start the daily job as the launchpad does."""
    selector = {"repositoryName": "__repository__", "repositoryLocationName": "smm", "jobName": "daily"}
    config = {"resources": {"run": {"config": {"home": str(project.home), "as_of": AS_OF.isoformat()}}}}
    given = {"selector": selector, "runConfigData": config}
    started = asked(address, queries.LAUNCH, given=given)["launchRun"]
    assert started["__typename"] == "LaunchRunSuccess", started
    return str(started["run"]["runId"])


@pytest.fixture
def page(address: str) -> Iterator["Page"]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser.new_page(viewport={"width": 1800, "height": 1000}, base_url=address)
        browser.close()


def kept(page: "Page", name: str) -> None:
    """A picture of what is seen now, for people to look at."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(SCREENSHOTS / f"{name}.png"))


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_the_pages_show_lineage_columns_checks_and_plots(shop: tuple[Project, Truth], page: "Page") -> None:
    wait_for("the first recommendation", lambda: len(advice(shop[0])) == 1)
    page.goto("/asset-groups", wait_until="domcontentloaded")
    for group in ("project", "exports", "seeds", "staging", "ads", "channels", "money", "decisions", "publish"):
        page.get_by_text(group, exact=True).first.wait_for(timeout=60_000)
    kept(page, "lineage")
    page.goto("/assets/marts/budget_recommendation?view=lineage", wait_until="domcontentloaded")
    page.locator("foreignObject").nth(1).wait_for(timeout=60_000)
    kept(page, "lineage-of-the-recommendation")
    page.goto("/assets/marts/channel_daily", wait_until="domcontentloaded")
    page.get_by_text("media spend; null when unknown").first.wait_for(timeout=60_000)
    text = page.inner_text("body")
    kept(page, "asset")
    page.goto("/assets/marts/response_curve?view=events", wait_until="domcontentloaded")
    page.get_by_text("Show Markdown").first.click(timeout=60_000)
    picture = page.locator('img[src^="data:image/svg+xml"]')
    picture.wait_for(timeout=60_000)
    drawn = picture.evaluate("image => image.complete && image.naturalWidth")
    kept(page, "plot-of-curves")
    page.goto("/assets/exports/meta?view=checks", wait_until="domcontentloaded")
    page.get_by_text("Data through 21 Nov; exports come about every").first.wait_for(timeout=60_000)
    kept(page, "checks")
    page.goto("/automation", wait_until="domcontentloaded")
    page.get_by_text("At 06:00").first.wait_for(timeout=60_000)
    kept(page, "automation")
    assert drawn > 800
    assert "DECIMAL(18,6)" in text
    assert "Row count" in text
