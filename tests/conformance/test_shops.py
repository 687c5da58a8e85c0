"""Small shops told in YAML: every model on every engine has the rows the embedded store has.

What these rows are by hand stands in `tests/dbt_like_sql`. Where SMM_ENGINES=all every shop is built on every engine;
else one on PostgreSQL, for `test_models` builds every model on both already.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import smm_assets.networks
from smm_assets.effectiveness.referee import judge_all
from smm_assets.sqlmodels import build, load_models
from smm_assets.warehouse import open_store
from tests import spark
from tests.conformance.comparing import bring, differences, rows_of
from tests.dbt_like_sql.conftest import AS_OF, NETWORKS, PROJECT, World
from tests.dbt_like_sql.shops import CASES, give

MARTS = [name for name, model in load_models().items() if model.layer in ("marts", "bi")]
WHOLE = os.environ.get("SMM_ENGINES") == "all"
RUN = [(engine, case) for engine in ("postgres", "spark") for case in CASES] if WHOLE else [("postgres", CASES[-1])]


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(smm_assets.networks, "networks", lambda: NETWORKS)
    (tmp_path / "here").mkdir()
    made = World(tmp_path / "here", "embedded")
    yield made
    made.closing.close()


@pytest.mark.long
@pytest.mark.parametrize(("other", "case"), RUN, ids=lambda one: getattr(one, "stem", one))
def test_a_small_shop_is_the_same_on_every_engine(
    world: World, other: str, case: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    give(world, case)
    world.build(*MARTS)
    assert world.store is not None
    judge_all(world.store, AS_OF, "EUR")
    build(world.store, models=world.models)
    folder = tmp_path / "there"
    folder.mkdir()
    (folder / "smm.yaml").write_text(PROJECT, encoding="utf-8")
    if other == "spark":
        project = spark.on_spark(folder)
    else:
        server = request.getfixturevalue("postgres_server")
        project = server.project(folder, server.store())
    with open_store(project) as store:
        bring(world.store, store)
        build(store, models=world.models)
        wrong = {
            name: differences(rows_of(world.store, one), rows_of(store, one)) for name, one in world.models.items()
        }
    assert {name: told for name, told in wrong.items() if told} == {}
