"""Readers of published tables while others are swapped in, one after the other; processes that open Dagster's books of
a project at once.

SMM_SWAPS says how often tables are swapped, for a long run. Mornings of two processes at once stand in `test_crash`, a
file that is dropped under Dagster's daemon in `tests/integration/test_daemon`.
"""

import os
from collections.abc import Iterator
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pandas as pd
import pytest

from pipelines.instance import opened_instance
from smm_assets.settings import Project, Settings
from smm_assets.warehouse import Store, StoredColumn, open_published, open_store
from smm_assets.warehouse.batches import PIECE
from tests.attacks.dying import FORKED

READERS, OPENERS = 3, 4
SWAPS = int(os.environ.get("SMM_SWAPS", "6"))
NAMES = ("first", "second", "third")
TWO = tuple(StoredColumn(name=name, kind="count", description=name) for name in ("run", "n"))


@pytest.fixture
def project(tmp_path: Path, kept_in: str) -> Project:
    return Project(tmp_path, Settings.model_validate({"store": kept_in}))


@pytest.fixture
def store(project: Project) -> Iterator[Store]:
    with open_store(project) as opened:
        yield opened


def publish(store: Store, run: int, rows: int = 1) -> None:
    """Publish tables that all say which run made them."""
    frame = pd.DataFrame({"run": run, "n": range(rows)})
    for name in NAMES:
        store.replace("marts", name, frame, TWO, "Grain: n")
    store.publish()


def follow(home: Path, kept_in: str, last: int, told: Connection) -> None:
    """In a process of its own: open the tables again and again until the last run is seen; tell which were seen."""
    project = Project(home, Settings.model_validate({"store": kept_in}))
    seen: list[list[int]] = []
    while not seen or seen[-1][0] < last:
        with open_published(project) as reader:
            seen.append([int(reader.read(f"SELECT MIN(run) AS run FROM {name}")["run"].iloc[0]) for name in NAMES])
        if len(seen) == 1:
            told.send("reading")
    told.send(seen)


def test_every_reader_of_a_crowd_sees_one_runs_tables_at_any_moment_and_never_an_older_one_again(
    project: Project, store: Store, kept_in: str
) -> None:
    publish(store, 0)
    readers = []
    for _ in range(READERS):
        told, telling = FORKED.Pipe(duplex=False)
        process = FORKED.Process(target=follow, args=(project.home, kept_in, SWAPS, telling))
        process.start()
        telling.close()
        assert told.recv() == "reading"
        readers.append((process, told))
    for run in range(1, SWAPS + 1):
        publish(store, run)
    for process, told in readers:
        seen = told.recv()
        process.join()
        assert all(len(set(runs)) == 1 for runs in seen)
        assert seen == sorted(seen)


def test_a_table_that_is_read_piece_by_piece_is_the_same_to_its_end_however_often_others_are_published(
    project: Project, store: Store, engine: str
) -> None:
    publish(store, 1, rows=3 * PIECE)
    with open_published(project) as analyst:
        pieces = analyst.batches("marts", "first")
        read = [next(pieces).to_pandas()]
        for run in (2, 3):
            publish(store, run, rows=run)
            with open_published(project) as other:
                assert other.read("SELECT run, n FROM first ORDER BY n")["run"].tolist() == [run] * run
        read += [piece.to_pandas() for piece in pieces]
        assert analyst.read("SELECT COUNT(*) AS n FROM second")["n"].tolist() == [3 * PIECE]
    whole = pd.concat(read)
    assert len(read) > 1 or engine == "postgres"  # which sends as much at once
    assert set(whole["run"]) == {1}
    assert sorted(whole["n"]) == list(range(3 * PIECE))


def open_books(home: Path, ready: Barrier) -> None:
    ready.wait()
    with opened_instance(Project.open(home)) as instance:
        assert instance.get_runs_count() == 0


def test_dagsters_books_of_a_new_project_are_opened_by_several_processes_at_once(tmp_path: Path) -> None:
    (tmp_path / "smm.yaml").write_text("name: Shop\ncurrency: EUR\n", encoding="utf-8")
    ready = FORKED.Barrier(OPENERS)
    processes = [FORKED.Process(target=open_books, args=(tmp_path, ready)) for _ in range(OPENERS)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * OPENERS
