"""`smm status --all`: a line for each folder, whatever is wrong with it, and an exit code scripts can go by."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import Result

from pipelines import clock
from pipelines.cli.overview_page import lines
from pipelines.cli.terminal import width as columns_of
from smm_assets.report.facts import Need
from smm_assets.report.overview import AdviceInBrief, LateChannel, Overview, exit_code
from smm_assets.settings import Project
from smm_assets.warehouse import open_store

NOW = datetime(2026, 11, 27, 8, tzinfo=UTC)
Smm = Callable[..., Result]


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def made(folder: Path, *, status: str = "done", hours_ago: float = 2, held: bool = False, more: str = "") -> Path:
    """A project whose last run ended so, hours before NOW."""
    folder.mkdir(parents=True)
    (folder / "smm.yaml").write_text(f"name: {folder.name.title()}\n{more}", encoding="utf-8")
    began = (NOW - timedelta(hours=hours_ago)).replace(tzinfo=None)
    run = {"run_id": "r", "started_at": began, "finished_at": began, "as_of": date(2026, 11, 27), "status": status}
    with open_store(Project.open(folder)) as store:
        store.load("ops", "run", pd.DataFrame([{**run, "message": "models: out of memory"}]))
        if held:
            file = {"file_id": "f", "part": "", "name": "ads.csv", "status": "held", "reason": "whose?", "cure": "Say"}
            store.load("ops", "export_file", pd.DataFrame([{**file, "loaded_at": began}]))
        store.publish()
    return folder


def told(smm: Smm, *arguments: object) -> tuple[int, list[str]]:
    result = smm("status", "--all", *arguments)
    assert "Traceback" not in result.output
    return result.exit_code, result.stdout.splitlines()


def test_what_is_wrong_with_a_folder_stands_in_its_line_and_stops_no_other(smm: Smm, tmp_path: Path) -> None:
    good = made(tmp_path / "good")
    failed = made(tmp_path / "failed", status="failed")
    new, wrong, plain, down = (tmp_path / name for name in ("new", "wrong", "plain", "down"))
    for folder in (new, wrong, plain, down):
        folder.mkdir()
    (new / "smm.yaml").write_text("name: New\n")
    (wrong / "smm.yaml").write_text("name: [\n")
    (down / "smm.yaml").write_text("name: Down\nstore: ${DOWN_STORE}\n")
    damaged = made(tmp_path / "damaged")
    (damaged / "data" / "published.duckdb").write_bytes(b"no tables at all" * 400)
    env = tmp_path / "env"
    env.mkdir()
    (env / "down.env").write_text("# who\nDOWN_STORE='postgresql://anna:hunter2@127.0.0.1:1/shop'\n")
    missing, note = tmp_path / "missing", tmp_path / "note.txt"
    note.write_text("no folder")
    folders = [plain, wrong, new, down, failed, damaged, missing, note, good]
    code, shown = told(smm, "--env-dir", env, *folders)
    assert code == 1
    assert len(shown) == len(folders)
    expected = (
        "no project: it holds no smm.yaml",
        "smm.yaml line 2",
        "never run",
        "connection failed",
        "last run failed: models: out of memory",
        "published.duckdb",
        "no project",
        "no project",
        "ran 27 Nov",
    )
    for line, part in zip(shown, expected, strict=True):
        assert part in line, shown
    assert [line.split()[0] for line in shown] == ["no", "no", "no", "no", "failed", "no", "no", "no", "good"]
    assert "hunter2" not in "".join(shown)
    assert "\x1b" not in "".join(shown), "piped output has no colours"


def test_json_holds_the_same_with_what_to_do(smm: Smm, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "smm.yaml").write_text("name: New\n")
    folders = [made(tmp_path / "held", held=True), tmp_path / "new"]
    result = smm("status", "--all", "--json", *folders)
    held, new = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (held["name"], held["state"], held["as_of"], held["run_status"]) == (
        "Held", "needs_person", "2026-11-27", "done",
    )  # fmt: skip
    assert [(need["topic"], need["where"], need["cure"]) for need in held["needs"]] == [("file", "ads.csv", "Say")]
    assert (new["state"], new["problem"], new["cure"]) == ("unreadable", "never run", f"smm run --home {folders[1]}")


@pytest.mark.parametrize(
    ("terms", "code", "part"),
    [
        ({}, 0, "good"),
        ({"held": True}, 3, "a file"),
        ({"status": "failed"}, 1, "last run failed"),
        ({"hours_ago": 72}, 1, "no run for 3 days, the last on 2026-11-24"),
        ({"hours_ago": 72, "more": "as_of: 2026-11-27\n"}, 0, "good"),
    ],
    ids=["good", "a held file", "a failed run", "no run for days", "a project that stands still"],
)
def test_the_exit_code_says_what_the_worst_folder_is(
    smm: Smm, tmp_path: Path, terms: dict[str, Any], code: int, part: str
) -> None:
    found, shown = told(smm, made(tmp_path / "shop", **terms))
    assert (found, len(shown)) == (code, 1)
    assert part in shown[0]


def test_each_folder_has_the_variables_of_its_own_file(smm: Smm, tmp_path: Path) -> None:
    for name in ("ann", "bob"):
        made(tmp_path / "clients" / name)
        (tmp_path / "clients" / name / "smm.yaml").write_text("name: ${TITLE}\n")
    (tmp_path / "ann.env").write_text('TITLE="Ann, Ltd"\n')
    code, shown = told(smm, "--env-dir", tmp_path, *sorted((tmp_path / "clients").iterdir()))
    assert code == 1
    assert "Ann, Ltd" in shown[0]
    assert "${TITLE} is not set" in shown[1]


def test_folders_without_all_and_all_without_folders_are_wrong_use(smm: Smm, tmp_path: Path) -> None:
    for arguments in (
        ["--all"],
        [tmp_path],
        ["--env-dir", tmp_path],
        ["--all", "--env-dir", tmp_path / "no", tmp_path],
        ["--all", tmp_path, "--home", tmp_path],
    ):
        result = smm("status", *arguments)
        assert result.exit_code == 2, arguments
        assert "Traceback" not in result.output


def overview(name: str = "Example shop", **more: Any) -> Overview:
    need = Need(topic="file", where="a.csv", what="?", cure="!")
    facts: dict[str, Any] = {
        "state": "needs_person",
        "as_of": date(2026, 11, 27),
        "run_at": NOW,
        "data_through": date(2026, 11, 26),
        "late": (LateChannel(channel="vk", label="VK", data_through=None),),
        "pace": 1.0149,
        "off_plan": {"over": 1},
        "needs": (need, need, Need(topic="rows", where="b.csv", what="?", cure="!")),
        "advice": (
            AdviceInBrief(recommendation_id="1", objective="sales", status="approved", keep=False, up=2, down=1),
            AdviceInBrief(recommendation_id="2", objective="leads", status="proposed", keep=True, up=0, down=0),
        ),
    }
    return Overview(folder=f"/srv/{name}", name=name, **{**facts, **more})


def test_a_line_tells_freshness_money_needs_and_advice_in_words() -> None:
    (line,) = lines([overview()])
    assert line == (
        "needs you  Example shop  ran 27 Nov  data 26 Nov, late VK  pace 1.01 (1 over)  2 files, bad rows  "
        "sales approved: 2 up, 1 down; leads keep"
    )


def test_projects_of_the_same_name_are_told_apart_by_their_folders_first() -> None:
    folders = ["/srv/ann", "/srv/bob", "/old/bob"]
    shown = lines([Overview(folder=folder, name="My project of mugs", state="good") for folder in folders], 100)
    assert [line.split()[1] for line in shown] == ["ann", "/srv/bob", "/old/bob"]


@given(st.lists(st.text(max_size=60), min_size=1, max_size=4), st.integers(min_value=20, max_value=140))
def test_no_line_is_wider_than_the_terminal_and_each_folder_has_one(names: list[str], width: int) -> None:
    found = [overview(name=name, problem=name if len(name) % 2 else "") for name in names]
    shown = lines(found, width)
    assert len(shown) == len(names)
    assert all(columns_of(line) <= width and "\n" not in line for line in shown)


@given(st.lists(st.sampled_from(["good", "needs_person", "failed", "unreadable"])))
def test_failures_count_more_than_what_needs_a_person(states: list[Any]) -> None:
    code = exit_code([overview(state=state) for state in states])
    bad = "failed" in states or "unreadable" in states
    assert code == (1 if bad else 3 if "needs_person" in states else 0)
