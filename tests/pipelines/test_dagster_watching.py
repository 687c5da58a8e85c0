"""What people change is noted once it has lasted, on the asset it belongs to, and never twice."""

from pathlib import Path

import dagster as dg
import pytest

from pipelines.watching import build_watching
from smm_assets import marks
from smm_assets.assets.keys import DECISIONS, FILES, SOFTWARE
from smm_assets.settings import Project


class Watched:
    """Looks one after the other, each with the cursor of the one before."""

    def __init__(self, home: Path, software: str = "one") -> None:
        self.home, self.software, self.cursor = home, software, None

    def look(self) -> dict[dg.AssetKey, str]:
        """What is noted: asset → what changed."""
        with dg.DagsterInstance.ephemeral() as instance:
            sensor = build_watching(self.software, self.home)
            data = sensor.evaluate_tick(dg.build_sensor_context(instance=instance, cursor=self.cursor))
        self.cursor = data.cursor
        assert not data.run_requests
        return {event.asset_key: str(event.metadata["changed"].value) for event in data.asset_events}  # type: ignore[union-attr]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "smm.yaml").write_text("name: Shop\ncurrency: EUR\n", encoding="utf-8")
    (tmp_path / "data").mkdir()
    return tmp_path


def test_a_changed_a_new_and_a_deleted_file_are_noted_once_they_have_lasted(home: Path) -> None:
    watched = Watched(home)
    assert [watched.look(), watched.look()] == [{}, {}]
    (home / "plan.csv").write_text("half", encoding="utf-8")
    assert watched.look() == {}
    (home / "plan.csv").write_text("whole", encoding="utf-8")  # still being saved
    (home / "mappings" / "shop").mkdir(parents=True)
    (home / "mappings" / "shop" / "orders.yml").write_text("x", encoding="utf-8")
    assert watched.look() == {}
    assert watched.look() == {FILES: "mappings/shop/orders.yml, plan.csv"}
    assert watched.look() == {}
    (home / "plan.csv").unlink()
    assert [watched.look(), watched.look(), watched.look()] == [{}, {FILES: "plan.csv"}, {}]


def test_a_file_that_is_as_before_again_is_no_change(home: Path) -> None:
    watched = Watched(home)
    watched.look()
    (home / "plan.csv").write_text("for a moment", encoding="utf-8")
    watched.look()
    (home / "plan.csv").unlink()
    assert [watched.look(), watched.look()] == [{}, {}]


def test_a_decision_is_noted_but_not_that_a_run_has_shown_it(home: Path) -> None:
    watched, project = Watched(home), Project.open(home)
    watched.look()
    marks.mark(project, "decided")
    assert [watched.look(), watched.look()] == [{}, {DECISIONS: "decisions"}]
    marks.clear(project, "decided", marks.marked_at(project, "decided"))
    assert [watched.look(), watched.look()] == [{}, {}]
    marks.mark(project, "decided")
    assert [watched.look(), watched.look()] == [{}, {DECISIONS: "decisions"}]


def test_another_version_of_the_software_is_noted(home: Path) -> None:
    watched = Watched(home)
    watched.look()
    watched.software = "two"
    assert [watched.look(), watched.look()] == [{}, {SOFTWARE: "software"}]


def test_a_wrong_smm_yaml_is_noted_when_it_is_right_again(home: Path) -> None:
    watched = Watched(home)
    watched.look()
    (home / "smm.yaml").write_text("name: [\n", encoding="utf-8")
    assert [watched.look(), watched.look()] == [{}, {}]
    (home / "smm.yaml").write_text("name: Shop\ncurrency: USD\n", encoding="utf-8")
    assert [watched.look(), watched.look()] == [{}, {FILES: "smm.yaml"}]
