"""Projects whose exports come over a network, Dagster around them, and small exports written by hand."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from pipelines import sensors
from pipelines.assembly import build_defs
from smm_assets.ingest.landing.intake import ingest
from smm_assets.ingest.landing.ledger import LedgerRow
from smm_assets.settings import Project
from smm_assets.warehouse import open_store

HEAD = (
    "Campaign name,Ad set name,Ad name,Day,Amount spent (EUR),Impressions,Link clicks,Reporting starts,Reporting ends"
)


def export(day: str, spend: str, campaign: str = "Mugs") -> bytes:
    """An ads export of one day and one ad."""
    return f"{HEAD}\n{campaign},Set,Ad one,{day},{spend},1000,10,{day},{day}\n".encode()


class Desk:
    """A project and an ephemeral Dagster instance; its clock goes on by a minute with each look."""

    def __init__(self, home: Path, instance: dg.DagsterInstance) -> None:
        self.home, self.instance = home, instance
        self.now = datetime.now(UTC) + timedelta(minutes=1)
        self.cursors: dict[str, str | None] = {}

    def tick(self, name: str = "inbox") -> Any:
        """One look of a sensor, with the cursor the look before left behind."""
        self.now += timedelta(minutes=1)
        build = {"inbox": sensors.build_inbox, "mailbox": sensors.build_mailbox}[name]
        context = dg.build_sensor_context(instance=self.instance, cursor=self.cursors.get(name))
        data = build(self.home, now=lambda: self.now).evaluate_tick(context)
        self.cursors[name] = data.cursor
        return data

    @property
    def project(self) -> Project:
        return Project.open(self.home)

    def land(self, request: Any = None) -> list[LedgerRow]:
        """What the run that was asked for, or the morning's, does first."""
        only = request.run_config["resources"]["run"]["config"].get("files", ()) if request is not None else ()
        with open_store(self.project) as store:
            return ingest(self.project, store, now=self.now, only=only)

    def read(self, sql: str) -> list[dict[Any, Any]]:
        with open_store(self.project) as store:
            return store.read(sql).to_dict("records")

    def run(self, request: Any, *, up_to: str) -> dg.ExecuteInProcessResult:
        """The run that was asked for: as much of the job as leads to a mart."""
        defs = build_defs(self.home)
        wanted = dg.AssetSelection.assets(f"marts/{up_to}").upstream().required_multi_asset_neighbors()
        keys = wanted.resolve(defs.resolve_asset_graph())
        return defs.resolve_job_def("daily").execute_in_process(
            run_config=request.run_config, tags=request.tags, instance=self.instance, asset_selection=list(keys)
        )


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Desk]]:
    """desk(smm_yaml): a project with these lines in its smm.yaml, and Dagster."""
    with dg.DagsterInstance.ephemeral() as instance:

        def make(content: str) -> Desk:
            home = tmp_path / "shop"
            home.mkdir(exist_ok=True)
            monkeypatch.setenv("SMM_HOME", str(home))
            (home / "smm.yaml").write_text(f"name: Shop\ncurrency: EUR\n{content}", encoding="utf-8")
            return Desk(home, instance)

        yield make
