"""What held when it was last checked is asked again of the days that changed since, and of nothing else."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from smm_assets.settings import Project
from smm_assets.sqlmodels import audit, build, load_audits, load_models
from smm_assets.sqlmodels.model import Check, Model
from smm_assets.warehouse import Store, changes, open_store

MODEL = """\
/* ---
description: Test model. Grain - id.
grain: [id]
owner: tests
materialization: incremental
time_column: day
columns:
  day: {type: day, description: day}
  id: {type: count, description: number}
  word: {type: text, description: word}
checks:
  - not_null: [word]
--- */
SELECT day, id, word
FROM (VALUES (DATE '2026-06-01', 1, 'a'), (DATE '2026-06-02', 2, 'b')) AS v (day, id, word)
"""
AUDIT = """\
/* ---
description: no word is z
severity: error
time_column: day
--- */
SELECT id, word FROM ref('told') WHERE word = 'z'
"""
FIRST, SECOND = dt.date(2026, 6, 1), dt.date(2026, 6, 2)


class Shop:
    """A store with one model by days and an audit by days, both checked once."""

    def __init__(self, store: Store, root: Path) -> None:
        self.store, self.root = store, root
        self.models: dict[str, Model] = load_models(root=root)
        build(store, models=self.models)
        assert self.broken() == {}

    def broken(self) -> dict[str, int]:
        """What does not hold, by expectation, with the rows that break it."""
        audits = load_audits(self.models, root=self.root)
        found = audit(self.store, self.models, dt.datetime(2026, 6, 15), audits=audits)
        assert len(found) == len(self.models["told"].checks) + 2
        return {one.expectation: one.unexpected_count for one in found if not one.success}

    def put(self, rows: str, *noted: dt.date) -> None:
        with self.store.transaction():
            self.store.execute(f"INSERT INTO staging.told VALUES {rows}")
            changes.note(self.store, "staging.told", [(day, day) for day in noted])


@pytest.fixture
def shop(tmp_path, folder) -> Iterator[Shop]:
    root = folder(told=MODEL)
    (root / "audits").mkdir()
    (root / "audits" / "no_z.sql").write_text(AUDIT)
    (tmp_path / "smm.yaml").write_text("name: T\n")
    with open_store(Project.open(tmp_path)) as store:
        yield Shop(store, root)


def test_rows_of_a_day_that_changed_are_checked(shop):
    shop.put("(DATE '2026-06-02', 3, NULL), (DATE '2026-06-02', 4, NULL), (DATE '2026-06-02', 5, 'z')", SECOND)
    assert shop.broken() == {"not_null": 2, "no_z": 1}


def test_a_key_of_a_changed_day_may_not_stand_on_a_day_that_did_not_change(shop):
    shop.put("(DATE '2026-06-02', 1, 'b')", SECOND)
    assert shop.broken() == {"unique": 1}


def test_a_key_may_not_stand_twice_on_a_changed_day(shop):
    shop.put("(DATE '2026-06-02', 7, 'b'), (DATE '2026-06-02', 7, 'b')", SECOND)
    assert shop.broken() == {"unique": 1}


def test_rows_of_days_that_did_not_change_are_not_asked_for_again(shop):
    shop.put("(DATE '2026-06-01', 3, NULL), (DATE '2026-06-01', 4, 'z')")
    assert shop.broken() == {}
    shop.put("(DATE '2026-06-02', 5, 'b')", SECOND)
    assert shop.broken() == {}
    shop.put("(DATE '2026-06-02', 6, 'b')", FIRST)
    assert shop.broken() == {"not_null": 1, "no_z": 1}


def test_what_did_not_hold_is_asked_of_all_rows_until_it_does(shop):
    shop.put("(DATE '2026-06-01', 3, NULL), (DATE '2026-06-01', 4, 'z')", FIRST)
    assert shop.broken() == {"not_null": 1, "no_z": 1}
    assert shop.broken() == {"not_null": 1, "no_z": 1}
    shop.store.execute("DELETE FROM staging.told WHERE id > 2")
    assert shop.broken() == {}


def test_another_check_is_asked_of_all_rows(shop):
    told = shop.models["told"]
    shop.models["told"] = replace(told, checks=(*told.checks, Check(kind="expression", text="id > 1")))
    assert shop.broken() == {"expression": 1}


def test_entries_of_the_log_wait_for_the_next_check(shop):
    shop.put("(DATE '2026-06-02', 3, NULL)", SECOND)
    build(shop.store, models=shop.models)  # which forgets what every model has seen
    build(shop.store, models=shop.models)
    assert shop.broken() == {"not_null": 1}


def test_what_is_checked_no_more_is_forgotten(shop):
    changes.set_built(shop.store, {f"{changes.CHECKED}staging.gone": changes.Standing(shape="x", seen=0)}, [])
    shop.broken()
    kept = {name for name in changes.seen(shop.store) if name.startswith(changes.CHECKED)}
    assert kept == {f"{changes.CHECKED}staging.told", f"{changes.CHECKED}audits.no_z"}
