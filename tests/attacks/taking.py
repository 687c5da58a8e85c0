"""Processes that put files into the inbox of one shop and take in what lies there, several at once.

Belongs here: the shop of the deliveries, and the work of such a process. Not here: which files (`deliveries`), what the
tables must say (`test_order`).
"""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime, time
from pathlib import Path

import pandas as pd

from smm_assets.budget import seeds
from smm_assets.ingest.landing.intake import ingest
from smm_assets.simulator import World
from smm_assets.simulator.settings_files import fx_csv
from smm_assets.sqlmodels import build, load_models
from smm_assets.warehouse import Store, open_store
from tests.attacks.deliveries import File, drop
from tests.attacks.dying import FORKED
from tests.attacks.morning import project_in
from tests.days.shop import LAST, SETTINGS, media_plan
from tests.replay.arriving import marts_of

NOW = datetime.combine(LAST, time(5))
Rounds = Sequence[Sequence[File]]


def make(home: Path, world: World) -> None:
    """The shop without any exports; its smm.yaml leaves open where the tables are."""
    (home / "inbox").mkdir(parents=True)
    (home / "smm.yaml").write_text(SETTINGS.partition("alerts:")[0] + "store: ${STORE}\n", encoding="utf-8")
    (home / "fx.csv").write_text(fx_csv(world), encoding="utf-8")
    (home / "plan.csv").write_text(media_plan(world, []), encoding="utf-8")


def take(home: Path, kept_in: str, rounds: Rounds, tables_after: Collection[int] = ()) -> None:
    """Drop round after round and take in what lies there; after some of them tables are made."""
    project = project_in(home, kept_in)
    for number, files in enumerate(rounds):
        drop(home, files)
        with open_store(project) as store:
            ingest(project, store, now=NOW, pause_seconds=0)
            if number in tables_after:
                seeds.load(project, store, LAST, now=NOW)
                build(store, models=load_models(project))


def take_at_once(home: Path, kept_in: str, shares: Sequence[tuple[Rounds, Collection[int]]]) -> None:
    """Several processes, each with its own rounds, none waiting for another but where the store makes it wait."""
    processes = [FORKED.Process(target=take, args=(home, kept_in, *share)) for share in shares]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * len(processes)


def outcome(home: Path, kept_in: str) -> tuple[dict[str, pd.DataFrame], Counter[str]]:
    """The marts in the end, and what became of the arrivals."""
    take(home, kept_in, [[]], [0])
    with open_store(project_in(home, kept_in)) as store:
        return marts_of(store), Counter(_texts(store, "SELECT outcome FROM ops.arrival"))


def dated_by(home: Path, kept_in: str) -> set[str]:
    """What the moments of the exports rest on."""
    with open_store(project_in(home, kept_in)) as store:
        return set(_texts(store, "SELECT exported_at_basis FROM ops.export_file WHERE status = 'loaded'"))


def _texts(store: Store, sql: str) -> list[str]:
    return [str(value) for value in store.read(sql).iloc[:, 0]]
