"""A model that would be what it is if it were made now is not made again; any other one is."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from smm_assets.schema import RAW_TABLES
from smm_assets.settings import Project
from smm_assets.sqlmodels import audit, build, build_each, load_models, order
from smm_assets.sqlmodels.model import Model
from smm_assets.warehouse import Store, changes, open_store
from tests.sqlmodels.conftest import HEAD

RAW = "SELECT CAST(clicks AS BIGINT) AS id FROM source('raw', 'ad_delivery')"
COLUMNS = RAW_TABLES["ad_delivery"].columns
WORD = {
    "text": "''",
    "day": "DATE '2026-06-01'",
    "moment": "TIMESTAMP '2026-06-01 00:00:00'",
    "count": "0",
    "flag": "FALSE",
}
NUMBERS = {
    "first": RAW,
    "second": "SELECT id FROM ref('first') WHERE id > 1",
    "third": "SELECT COUNT(*) AS id FROM ref('second')",
    "beside": "SELECT CAST(3 AS BIGINT) AS id",
}


class Shop:
    """A store whose models rest on the clicks of raw rows."""

    def __init__(self, store: Store, root: Path) -> None:
        self.store = store
        self.models: dict[str, Model] = load_models(root=root)

    def clicks(self, *numbers: int) -> None:
        with self.store.transaction():
            for number in numbers:
                given = {"row_key": f"'{number}'", "period_start": "DATE '2026-06-01'", "clicks": str(number)}
                needed = {column.name: WORD[column.kind] for column in COLUMNS if not column.nullable} | given
                names, values = ", ".join(needed), ", ".join(needed.values())
                self.store.execute(f"INSERT INTO raw.ad_delivery ({names}) VALUES ({values})")
            changes.note(self.store, "raw.ad_delivery", [(dt.date(2026, 6, 1), dt.date(2026, 6, 1))])

    def made(self) -> set[str]:
        """Names of the models a build made again."""
        return {one.name for one in build(self.store, models=self.models) if one.days is None}

    def broken(self) -> set[str]:
        """Tables of which a check does not hold."""
        found = audit(self.store, self.models, dt.datetime(2026, 6, 15), audits=[])
        return {one.table_name for one in found if not one.success}

    def numbers(self, name: str) -> list[int]:
        return [int(one) for one in self.store.read(f"SELECT id FROM staging.{name} ORDER BY id")["id"]]


@pytest.fixture
def shop(tmp_path, folder) -> Iterator[Shop]:
    root = folder(**NUMBERS)
    (tmp_path / "smm.yaml").write_text("name: T\n")
    with open_store(Project.open(tmp_path)) as store:
        yield Shop(store, root)


def test_what_nothing_changed_for_is_not_made_again(shop):
    shop.clicks(1, 2)
    assert shop.made() == set(NUMBERS)
    assert shop.made() == set()
    assert shop.numbers("third") == [1]


def test_what_rests_on_a_change_is_made_again_and_nothing_else(shop):
    shop.clicks(1, 2)
    shop.made()
    shop.clicks(5)
    assert shop.made() == {"first", "second", "third"}
    assert (shop.numbers("second"), shop.numbers("third")) == ([2, 5], [2])


def test_a_table_that_stays_without_rows_concerns_nobody_who_reads_it(shop):
    shop.clicks(0, 1)
    shop.made()
    shop.clicks(1)
    assert shop.made() == {"first", "second"}
    shop.clicks(7)
    assert shop.made() == {"first", "second", "third"}
    assert shop.numbers("third") == [1]


def test_what_lives_on_a_table_without_rows_is_not_made_again(shop):
    assert shop.made() == set(NUMBERS)
    changes.note(shop.store, "raw.ad_delivery", None)
    assert shop.made() == set()


def test_another_sql_concerns_all_that_is_made_from_it(shop):
    shop.clicks(1, 2)
    shop.made()
    shop.models["second"] = replace(shop.models["second"], sql="SELECT id FROM staging.first WHERE id > 0")
    assert shop.made() == {"second", "third"}
    assert shop.numbers("third") == [2]


def test_a_table_that_is_gone_is_made_again(shop):
    shop.clicks(1, 2)
    shop.made()
    shop.store.drop("staging", "second")
    assert shop.made() == {"second", "third"}


def test_what_reads_the_books_is_made_again_for_nobody_notes_what_changes_there(shop, folder):
    books = "SELECT version AS id FROM source('ops', 'schema_version')"
    shop.models = load_models(root=folder(books=books, known="SELECT id FROM ref('books')"))
    shop.made()
    assert shop.made() == {"books", "known"}


def test_what_reads_a_view_is_made_again_where_only_the_table_behind_it_was(shop, folder):
    view = HEAD.replace("owner: tests", "owner: tests\nmaterialization: view")
    root = folder(shown=f"{view}SELECT id FROM ref('second')", counted="SELECT COUNT(*) AS id FROM ref('shown')")
    shop.models = load_models(root=root)
    shop.clicks(1, 2)
    shop.made()
    shop.clicks(5)
    assert {one.name for one in build(shop.store, models=shop.models, select=["+second"])} == {"first", "second"}
    build(shop.store, models=shop.models, select=["counted"])
    assert shop.numbers("counted") == [2]


def test_a_check_of_a_view_is_asked_again_where_only_the_table_behind_it_was_made(shop, folder):
    view = HEAD.replace("owner: tests", "owner: tests\nmaterialization: view").replace(
        "not_null: [id]", "expression: id < 4"
    )
    shop.models = load_models(root=folder(shown=f"{view}SELECT id FROM ref('second')"))
    shop.clicks(1, 2)
    shop.made()
    assert shop.broken() == set()
    shop.clicks(5)
    build(shop.store, models=shop.models, select=["+second"])
    assert shop.broken() == {"staging.shown"}
    assert shop.broken() == {"staging.shown"}


def test_what_an_end_in_the_midst_left_behind_is_made_again(shop):
    shop.clicks(0, 1)
    shop.made()
    shop.clicks(7)
    begun = build_each(shop.store, shop.models, order(shop.models))
    assert next(one for one in begun if one.name == "second").rows == 1
    begun.close()
    with shop.store.transaction():
        shop.store.execute("DELETE FROM raw.ad_delivery")
        changes.note(shop.store, "raw.ad_delivery", None)
    shop.made()
    assert [shop.numbers(name) for name in ("first", "second", "third")] == [[], [], [0]]
