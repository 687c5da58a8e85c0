"""Dagster with its daemon: a dropped file changes the recommendation without a person; a back-fill replays mornings."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipelines.running import run_daily
from smm_assets.assets.keys import BACKTEST
from smm_assets.errors import SmmError
from smm_assets.settings import Project
from smm_assets.simulator import Truth, make_demo
from smm_assets.simulator.exports import ad_rows
from smm_assets.simulator.writers.vk import write_vk_csv
from smm_assets.warehouse import open_published

from .conftest import AS_OF, NOW

pytestmark = pytest.mark.slow
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PATIENCE = 240.0


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Truth]:
    folder = tmp_path_factory.mktemp("daemon") / "shop"
    truth = make_demo(folder, days=60)
    project = Project.open(folder)
    run_daily(project, as_of=AS_OF, now=NOW)
    return project, truth


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
            yield f"http://127.0.0.1:{port}"
        finally:
            os.killpg(ui.pid, signal.SIGINT)
            try:
                ui.wait(timeout=30)
            except subprocess.TimeoutExpired:
                os.killpg(ui.pid, signal.SIGKILL)


def published(project: Project, query: str) -> pd.DataFrame:
    try:
        with open_published(project) as store:
            return store.read(query)
    except SmmError:
        return pd.DataFrame()


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


def test_a_file_dropped_into_the_inbox_changes_the_recommendation_without_a_person(
    shop: tuple[Project, Truth], address: str
) -> None:
    project, truth = shop
    wait_for("the first recommendation", lambda: len(advice(project)) == 1)
    before = advice(project).iloc[0]
    assert before["action"] == "hold"
    rows = ad_rows(truth.world, ["vk"], date(2026, 11, 15), date(2026, 11, 21), exported=date(2026, 11, 22), level="ad")
    late = Path(project.inbox) / "vk_again.csv"
    late.write_bytes(write_vk_csv(rows))

    def changed() -> bool:
        now = advice(project)
        return len(now) == 1 and now.iloc[0]["recommendation_id"] != before["recommendation_id"]

    wait_for("another recommendation", changed)
    assert advice(project).iloc[0]["action"] != "hold"
    assert not late.exists()


LAUNCH = """
mutation ($given: LaunchBackfillParams!) {
  launchPartitionBackfill(backfillParams: $given) {
    __typename
    ... on LaunchBackfillSuccess { backfillId }
    ... on PythonError { message }
  }
}
"""
STATUS = """
query ($id: String!) { partitionBackfillOrError(backfillId: $id) { ... on PartitionBackfill { status } } }
"""


def asked(address: str, query: str, **variables: Any) -> dict[str, Any]:
    """What the webserver answers to a query, as the page's own buttons send it."""
    request = urllib.request.Request(
        f"{address}/graphql",
        data=json.dumps({"query": query, "variables": variables}).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return dict(json.load(answer)["data"])


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def test_a_back_fill_started_in_the_ui_replays_what_would_have_been_advised(
    shop: tuple[Project, Truth], address: str
) -> None:
    project = shop[0]
    wait_for("the first recommendation", lambda: len(advice(project)) == 1)
    days = ["2026-11-09", "2026-11-16"]
    given = {"assetSelection": [{"path": list(key.path)} for key in BACKTEST], "partitionNames": days}
    started = asked(address, LAUNCH, given=given)["launchPartitionBackfill"]
    assert started["__typename"] == "LaunchBackfillSuccess", started

    def done() -> bool:
        status = asked(address, STATUS, id=started["backfillId"])["partitionBackfillOrError"]["status"]
        assert "FAILED" not in status
        return str(status) == "COMPLETED_SUCCESS"

    wait_for("the back-fill", done)
    told = published(project, "SELECT DISTINCT as_of FROM marts.backtest ORDER BY as_of")
    assert [str(day)[:10] for day in told["as_of"]] == days


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_the_lineage_page_shows_exports_models_and_the_recommendation(
    shop: tuple[Project, Truth], address: str, tmp_path: Path
) -> None:
    from playwright.sync_api import sync_playwright

    wait_for("the first recommendation", lambda: len(advice(shop[0])) == 1)
    wait_for("the page", lambda: answers(address))
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        page = browser.new_page(viewport={"width": 1800, "height": 1000})
        page.goto(f"{address}/asset-groups", wait_until="domcontentloaded")
        for group in ("exports", "seeds", "staging", "ads", "channels", "money", "decisions", "publish"):
            page.get_by_text(group, exact=True).first.wait_for(timeout=60_000)
        page.screenshot(path=str(tmp_path / "lineage.png"))
        page.goto(f"{address}/assets/marts/budget_recommendation?view=lineage", wait_until="domcontentloaded")
        page.get_by_text("budget_recommendation").first.wait_for(timeout=60_000)
        page.goto(f"{address}/assets/marts/channel_daily", wait_until="domcontentloaded")
        page.get_by_text("media spend; null when unknown").first.wait_for(timeout=60_000)
        text = page.inner_text("body")
        page.goto(f"{address}/assets/marts/response_curve?view=events", wait_until="domcontentloaded")
        page.get_by_text("Show Markdown").first.click(timeout=60_000)
        picture = page.locator('img[src^="data:image/svg+xml"]')
        picture.wait_for(timeout=60_000)
        drawn = picture.evaluate("image => image.complete && image.naturalWidth")
        page.goto(f"{address}/assets/exports/meta?view=checks", wait_until="domcontentloaded")
        page.get_by_text("Data through 21 Nov; exports come about every").first.wait_for(timeout=60_000)
        browser.close()
    assert drawn > 800
    assert "DECIMAL(18,6)" in text
    assert "Row count" in text
