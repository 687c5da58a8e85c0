"""Every model on every engine: the same raw rows, books and seeds give the same rows; so do the days made again.

The embedded store is what others are compared with; its own figures are worked out by hand in `tests/dbt_like_sql`.
"""

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from smm_assets.settings import Project
from smm_assets.sqlmodels import audit, build, load_models
from smm_assets.sqlmodels.build import Built
from smm_assets.sqlmodels.questions import questions
from smm_assets.warehouse import Store, open_store, raw_rows
from tests import spark
from tests.conformance.comparing import bring, differences, rows_of
from tests.example import Example
from tests.postgres import Server

MODELS = load_models()
BY_DAYS = sorted(name for name, model in MODELS.items() if model.time_column)
RESTATED = {"first": dt.date(2026, 11, 10), "last": dt.date(2026, 11, 12)}
ENGINES = (pytest.param("postgres", marks=pytest.mark.long), "spark")  # a whole morning there: `test_postgres`
DAY = pd.Timedelta(days=1)


@contextmanager
def _copied(example: Example, folder: Path) -> Iterator[Store]:
    """The example's own store, in a folder where it may be changed."""
    shutil.copytree(example.project.home, folder, symlinks=True)
    with open_store(Project.open(folder)) as store:
        yield store


@pytest.fixture(scope="module")
def here(example: Example, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The embedded store, as the morning left it."""
    with _copied(example, tmp_path_factory.mktemp("here") / "shop") as store:
        yield store


@pytest.fixture(scope="module")
def restated(example: Example, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The embedded store once a later export has told some days again."""
    with _copied(example, tmp_path_factory.mktemp("restated") / "shop") as store:
        _told_again(store)
        yield store


@pytest.fixture(scope="module", params=ENGINES)
def there(
    request: pytest.FixtureRequest, here: Store, example: Example, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """The other engine, with every model built whole from what the embedded store holds."""
    folder = tmp_path_factory.mktemp(request.param) / "shop"
    folder.mkdir()
    shutil.copy(example.project.home / "smm.yaml", folder)
    if request.param == "spark":
        project = spark.on_spark(folder)
    else:
        server: Server = request.getfixturevalue("postgres_server")
        project = server.project(folder, server.store())
    with open_store(project) as store:
        bring(here, store)
        build(store, models=load_models(example.project))
        yield store


def _told_again(store: Store) -> list[Built]:
    """Some days of paid delivery told again by a later export, some orders taken back; what was built then."""
    which = "period_start BETWEEN :first AND :last AND retracted_at IS NULL"
    rows = store.read(f"SELECT * FROM raw.ad_delivery WHERE {which}", RESTATED)
    rows = rows[rows["network"] == rows["network"].min()]
    told = {"file_id": "told_again", "exported_at": rows["exported_at"] + DAY, "loaded_at": rows["loaded_at"] + DAY}
    more = [None if pd.isna(amount) else amount + Decimal("0.01") for amount in rows["spend_original"]]
    part = store.read("SELECT * FROM ops.export_file WHERE file_id = :id", {"id": rows["file_id"].iloc[0]}).head(1)
    own = {name: part[name] + DAY for name in ("exported_at", "loaded_at")}
    orders = store.read(f"SELECT file_id, part FROM raw.outcome WHERE {which} ORDER BY 1, 2", RESTATED).iloc[0]
    with store.transaction():
        store.load("ops", "export_file", part.assign(file_id="told_again", **own))
        raw_rows.add(store, "ad_delivery", rows.assign(**told, spend_original=more))
        raw_rows.retract(store, "outcome", orders["file_id"], orders["part"], at=dt.datetime(2026, 11, 22, 6))
    return build(store, models=MODELS, select=BY_DAYS)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(MODELS))
def test_every_model_has_the_same_rows_on_every_engine(here: Store, there: Store, name: str) -> None:
    assert differences(rows_of(here, MODELS[name]), rows_of(there, MODELS[name])) == []


class _Undone(Exception):
    """Ends a transaction that is to leave nothing behind."""


def _audited(store: Store) -> dict[tuple[str, str, str, str], int]:
    """How many rows break each check of a model and each audit; nothing is written down."""
    found: dict[tuple[str, str, str, str], int] = {}
    with suppress(_Undone), store.transaction():
        for one in audit(store, MODELS, dt.datetime(2026, 11, 22, 6)):
            found[one.table_name, one.expectation, one.column_name, one.expected] = one.unexpected_count
        raise _Undone
    return found


@pytest.mark.slow
def test_every_check_and_audit_counts_the_same_rows_on_every_engine(here: Store, there: Store) -> None:
    counted = _audited(here)
    assert len(counted) > 500
    assert sum(counted.values()) > 0
    assert _audited(there) == counted


@pytest.mark.slow
def test_every_question_is_answered_alike_on_every_engine(here: Store, there: Store) -> None:
    wrong = {
        name: differences(*(store.read(one.said_in(store.dialect)) for store in (here, there)), typed=False)
        for name, one in questions().items()
    }
    assert {name: told for name, told in wrong.items() if told} == {}


@pytest.mark.slow
def test_days_told_again_are_made_again_alike_on_every_engine(restated: Store, there: Store) -> None:
    """Last of this file, for it changes the store."""
    again = {one.name: one.days for one in _told_again(there)}
    assert again["int_ad_day"] == ((RESTATED["first"], RESTATED["last"]),)
    wrong = {name: differences(rows_of(restated, MODELS[name]), rows_of(there, MODELS[name])) for name in BY_DAYS}
    assert {name: told for name, told in wrong.items() if told} == {}
    assert "told_again" in set(rows_of(there, MODELS["int_ad_day"])["file_id"])
    assert _audited(there) == _audited(restated)  # of all rows there, of the days told again here
