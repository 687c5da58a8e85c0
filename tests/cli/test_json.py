"""--json of every command: one document, on stdout alone, also when something is wrong."""

import json
import re
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from pipelines.cli import new_network
from pipelines.cli.as_columns import COLUMNS, as_columns
from pipelines.cli.main import app
from pipelines.cli.manual import walk
from smm_assets.settings import Project
from smm_assets.sqlmodels import load_models
from smm_assets.warehouse import open_store
from tests.cli.test_page import advice, line, pacing

Smm = Callable[..., Result]
ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/reference/json.md").read_text(encoding="utf-8")
TREE = typer.main.get_command(app)
PRINTING = {
    path: command
    for path, command in walk(TREE)
    if path and (not hasattr(command, "commands") or command.invoke_without_command)
}
# What each is called with on a project whose tables are there and empty: what must be given, and no more.
CALLS: dict[tuple[str, ...], list[str]] = {
    ("init",): ["again", "--yes"],
    ("demo",): ["."],  # refused: the folder is not empty
    ("inspect",): ["one.csv"],
    ("ingest",): ["one.csv"],
    ("approve",): ["x"],
    ("decline",): ["x", "--reason", "no"],
    ("sql",): ["SELECT 1 AS one"],
    ("export",): ["run", "--to", "runs.csv"],
    ("ui",): ["--only", "code", "--check"],
    ("new-network",): ["acme"],
    ("quarantine", "show"): ["x"],
    ("quarantine", "release"): ["--all"],
    ("alerts", "show"): [],
    ("test", "plan"): ["--channels", "a,b", "--budget", "10"],
    ("explain", "number"): ["--metric", "spend", "--channel", "a", "--date", "2026-11-20"],
    ("explain", "kpi"): ["cpa"],
}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with empty tables; what the commands of this module leave there does not matter."""
    shop = tmp_path_factory.mktemp("json") / "shop"
    assert CliRunner().invoke(app, ["init", str(shop), "--yes"]).exit_code == 0
    (shop / "one.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with open_store(Project.open(shop)) as store:
        store.publish()
    return shop


@pytest.fixture
def published(empty: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(empty)
    monkeypatch.setattr(new_network, "_networks_folder", lambda: empty)
    return empty


@pytest.mark.parametrize("path", PRINTING, ids=" ".join)
def test_a_command_takes_json(path: tuple[str, ...]) -> None:
    assert any("--json" in option.opts for option in PRINTING[path].params)
    assert re.search(rf"`smm {' '.join(path)}[ `]", PAGE), "its document stands on the page"


@pytest.mark.parametrize("path", [path for path in PRINTING if path != ("run",)], ids=" ".join)
def test_stdout_is_one_json_document_and_nothing_else(smm: Smm, published: Path, path: tuple[str, ...]) -> None:
    result = smm(*path, *CALLS.get(path, []), "--json")
    found = json.loads(result.stdout)
    assert result.exit_code in (0, 1, 2, 3)
    if isinstance(found, dict) and "error" in found:
        assert set(found) >= {"error", "cure", "exit_code"}
        assert found["exit_code"] == result.exit_code
        assert found["error"].splitlines()[0] in result.stderr, "a person reads it too"


@pytest.mark.parametrize(
    ("words", "code"),
    [(["statsu"], 2), (["status", "--jsn"], 2), (["quarantine", "lits"], 2), (["--hom", "x", "status"], 2)],
)
def test_wrong_use_is_told_as_json_at_every_level(smm: Smm, words: list[str], code: int) -> None:
    result = smm(*words, "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["exit_code"]) == (code, code)
    assert "Did you mean" in told["cure"]


@pytest.mark.parametrize("fact", COLUMNS, ids=lambda fact: fact.__name__)
def test_facts_have_the_names_of_the_columns_of_their_table(fact: type) -> None:
    table, names = COLUMNS[fact]
    known = {one.name for one in load_models()[table].columns}
    assert set(names) <= {one.name for one in fields(fact)}
    assert set(names.values()) <= known
    told = {names.get(one.name, one.name) for one in fields(fact)}
    assert len(told & known) > len(told) / 2, "the others are labels and what belongs to a row"


def test_names_are_changed_inside_of_other_facts_too() -> None:
    told = as_columns({"pacing": (pacing("A"),), "advice": [advice(line("A"))]})
    assert told["pacing"][0]["spend_to_date"] == pacing("A").spend
    assert told["advice"][0]["lines"][0]["current_spend"] == line("A").current
    assert "spend" not in told["pacing"][0]


def test_a_document_of_the_page_is_what_comes(smm: Smm, published: Path) -> None:
    (block,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    told = json.loads(smm("export", "chanel_daily", "--to", "x.csv", "--json").stdout)
    assert set(told) == set(json.loads(block))
