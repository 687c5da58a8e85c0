"""What is asked for by itself: everything downstream of what is new, once, in one run of one morning."""

from collections.abc import Iterable
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.definitions.declarative_automation.serialized_objects import AutomationConditionCursor

from pipelines.assembly import build_defs
from pipelines.jobs import NOTICED, PAST
from smm_assets.assets.keys import BACKTEST, EXPORTS, FILES, LEDGER, RECOMMENDATION, SOFTWARE

SEEDS, COPY = dg.AssetKey(["staging", "seed_settings"]), dg.AssetKey(["publish", "published_copy"])
PAGE = dg.AssetKey(["publish", "report"])
STAGED = dg.AssetKey(["staging", "stg_ad_filled"])


class Ticks:
    """A project's definitions with an instance and a cursor of their own."""

    def __init__(self, defs: dg.Definitions, instance: dg.DagsterInstance) -> None:
        self.defs, self.instance = defs, instance
        self.graph = defs.resolve_asset_graph()
        self.cursor: AutomationConditionCursor | None = None
        self.checks: set[dg.AssetCheckKey] = set()
        self.exports = {key for key in self.graph.get_all_asset_keys() if key.path[0] == EXPORTS} | {LEDGER}
        self.rest = self.graph.get_all_asset_keys() - self.exports - set(BACKTEST) - set(noticed(defs))

    def made(self, keys: Iterable[dg.AssetKey]) -> None:
        """Report these as made, each after what it reads, as a run does."""
        wanted = set(keys)
        for key in self.graph.toposorted_asset_keys:
            if key not in wanted:
                continue
            self.instance.report_runless_asset_event(dg.AssetMaterialization(key))

    def tick(self) -> set[dg.AssetKey]:
        """Look once; which assets are asked for, with those that cannot be made without one of them."""
        seen = dg.evaluate_automation_conditions(
            self.defs, self.instance, cursor=self.cursor, asset_selection=dg.AssetSelection.all() - PAST - NOTICED
        )
        self.cursor = seen.cursor
        asked = [result.key for result in seen.results if not result.true_subset.is_empty]
        self.checks = {key for key in asked if isinstance(key, dg.AssetCheckKey)}
        assets = {key for key in asked if isinstance(key, dg.AssetKey)}
        together = {other for key in assets for other in self.graph.get(key).execution_set_entity_keys}
        return assets | {key for key in together if isinstance(key, dg.AssetKey)}


def noticed(defs: dg.Definitions) -> set[dg.AssetKey]:
    return set(NOTICED.resolve(defs.resolve_asset_graph()))


@pytest.fixture(scope="module")
def defs(tmp_path_factory: pytest.TempPathFactory) -> dg.Definitions:
    home = tmp_path_factory.mktemp("shop")
    (home / "smm.yaml").write_text("name: Shop\ncurrency: EUR\n", encoding="utf-8")
    return build_defs(Path(home))


def test_what_hangs_on_new_exports_is_asked_for_once_and_all_together(defs: dg.Definitions) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        ticks = Ticks(defs, instance)
        assert ticks.tick() == set()  # nobody has looked for exports yet
        ticks.made(ticks.exports)
        assert ticks.tick() == ticks.rest
        assert {key.name for key in ticks.checks} == {"freshness"}
        assert {key.asset_key for key in ticks.checks} == ticks.exports - {LEDGER}
        assert ticks.tick() == set()  # also when the run that was asked for fails
        ticks.made(ticks.rest)
        assert ticks.tick() == set()
        ticks.made([next(key for key in ticks.exports if key != LEDGER)])
        again = ticks.tick()
        assert {SEEDS, RECOMMENDATION, COPY, PAGE} <= again <= ticks.rest
        ticks.made(ticks.rest)
        ticks.made([FILES])
        changed = ticks.tick()
        assert {SEEDS, RECOMMENDATION, COPY, PAGE} <= changed
        assert STAGED not in changed  # it reads exports only
        ticks.made(changed)
        ticks.made([SOFTWARE])
        assert ticks.tick() == changed


def test_what_a_run_made_before_it_died_draws_nothing_beside_its_next_try(defs: dg.Definitions) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        ticks = Ticks(defs, instance)
        ticks.made([*ticks.exports, *ticks.rest])
        ticks.tick()
        ticks.made(ticks.exports)
        asked = ticks.tick()
        assert asked == ticks.rest
        for layer in ("staging", "intermediate", "marts"):
            ticks.made(key for key in asked if key.path[0] == layer)
            assert ticks.tick() == set()
        ticks.made(ticks.exports)
        assert ticks.tick() == ticks.rest


def test_nothing_is_asked_for_while_exports_are_taken_in_or_the_daily_job_is_at_work(defs: dg.Definitions) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        ticks = Ticks(defs, instance)
        ticks.made([*ticks.exports, *ticks.rest])
        assert ticks.tick() == set()
        for name in ("arrivals", "daily"):
            run = instance.create_run_for_job(defs.resolve_job_def(name), status=dg.DagsterRunStatus.STARTED)
            ticks.made(ticks.exports)
            assert ticks.tick() == set()
            instance.report_run_canceled(run)
            assert SEEDS in ticks.tick()
            ticks.made(ticks.rest)


def test_it_is_on_from_the_start_and_looks_at_all_but_back_tests_and_exports(defs: dg.Definitions) -> None:
    sensor = defs.get_repository_def().get_sensor_def("downstream")
    assert isinstance(sensor, dg.AutomationConditionSensorDefinition)
    assert sensor.default_status == dg.DefaultSensorStatus.RUNNING
    with_condition = {spec.key for spec in defs.resolve_all_asset_specs() if spec.automation_condition}
    assert sensor.asset_selection.resolve(defs.resolve_asset_graph()) >= with_condition
    assert not with_condition & ({LEDGER} | set(BACKTEST) | noticed(defs))
    assert not any(key.path[0] == EXPORTS for key in with_condition)
