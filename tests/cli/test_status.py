"""`smm status --full` lists everything the page after a run cuts short."""

from datetime import datetime
from pathlib import Path

import pandas as pd
from typer.testing import CliRunner

from pipelines.cli.main import app
from smm_assets.settings import Project
from smm_assets.warehouse import open_store

COUNT = 45  # more than the 40 lines of the page after a run


def test_status_lists_every_refused_file_and_every_need(tmp_path: Path) -> None:
    (tmp_path / "smm.yaml").write_text("name: Shop\n", encoding="utf-8")
    names = [f"file{n:02d}.csv" for n in range(COUNT)]
    rows = [(name, "", name, "held", "no account", "Say which", datetime(2026, 11, 21)) for name in names]
    columns = ["file_id", "part", "name", "status", "reason", "cure", "loaded_at"]
    with open_store(Project.open(tmp_path)) as store:
        store.load("ops", "export_file", pd.DataFrame(rows, columns=columns))
        store.publish()
    shown = CliRunner().invoke(app, ["status", "--full", "--home", str(tmp_path)]).stdout
    for name in names:
        assert f"{name}  no account" in shown, "under FILES, with the reason"
        assert f"{name}: Say which" in shown, "under NEEDS YOU, with the cure"
    assert "more:" not in shown
