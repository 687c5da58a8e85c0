"""Shells complete commands, options and values; quickly, and without a word when there is nothing to say."""

import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from pipelines.cli.main import PROGRAM, app
from smm_assets.settings import Project
from smm_assets.warehouse import open_store
from tests.how_to import surroundings

AT = datetime(2026, 11, 22, 6)
HEAVY = ("dagster", "great_expectations", "pandas", "sqlalchemy", "pyarrow", "numpy", "scipy", "rich")
LOADED = """
import sys
from pipelines.cli import main
sys.argv = ["smm"]
try:
    main.main()
except SystemExit:
    print([name for name in {names!r} if name in sys.modules])
"""


@pytest.fixture(autouse=True)
def _secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMM_TEAM", "json://127.0.0.1")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose tables hold a little of everything that is proposed. Only read it."""
    shop = tmp_path_factory.mktemp("completion") / "shop"
    assert CliRunner().invoke(app, ["init", str(shop), "--yes"]).exit_code == 0
    with (shop / "smm.yaml").open("a", encoding="utf-8") as file:
        file.write("accounts: [{name: eu-ads, network: meta}]\n")
        file.write("alerts: {targets: [{name: team, url: '${SMM_TEAM}'}]}\n")
    advice = [
        ("2026-11-22-sales-aa", "proposed", "Move money\x1b to B", AT),
        ("2026-11-15-sales-bb", "declined", "", AT),
    ]
    files = [("f00dbabe99", "a.csv", "held", 0), ("beefbeef11", "b.csv", "loaded", 0), ("cafecafe22", "c", "loaded", 3)]
    with open_store(Project.open(shop, environ={"SMM_TEAM": "json://127.0.0.1"})) as store:
        load = {
            "channel": pd.DataFrame({"channel": ["brand", "bravo", "shop"], "label": ["Brand", "Bravo", "Shop"]}),
            "recommendation": pd.DataFrame(advice, columns=["recommendation_id", "status", "summary", "created_at"]),
            "kpi_values": pd.DataFrame({"kpi": ["cpa", "cpa", "ctr"], "title": ["Cost", "Cost", "Rate"]}),
            "channel_daily": pd.DataFrame({"channel": ["a"], "spend": [1.0], "clicks": [2.0]}),
        }
        for name, frame in load.items():
            store.replace("marts", name, frame)
        columns = ["file_id", "name", "status", "rows_quarantined"]
        store.load("ops", "export_file", pd.DataFrame(files, columns=columns))
        store.publish()
    return shop


def proposed(typed: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What bash is told after these words; a blank at the end begins a new one."""
    monkeypatch.setenv("SMM_HOME", str(home))
    words = typed.split()
    asked = {"_SMM_COMPLETE": "complete_bash", "COMP_WORDS": f"{PROGRAM} {typed}"}
    asked["COMP_CWORD"] = str(len(words) + typed.endswith(" "))
    result = CliRunner().invoke(app, [], env=asked, prog_name=PROGRAM)
    assert result.exit_code == 0
    assert result.stderr == ""
    return result.stdout.split()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("qua", ["quarantine"]),
        ("quarantine ", ["list", "show", "release"]),
        ("sql --form", ["--format"]),
        ("sql --format ", ["table", "csv", "json", "parquet"]),
        ("export channel_", ["channel_daily"]),
        ("export wh", ["what-if"]),
        ("approve ", ["2026-11-22-sales-aa"]),
        ("explain recommendation 2026-11-15", ["2026-11-15-sales-bb"]),
        ("approve x --channel br", ["brand", "bravo"]),
        ("approve x --amount br", ["brand=", "bravo="]),
        ("explain kpi ct", ["ctr"]),
        ("explain number --metric ", ["spend", "clicks"]),
        ("test plan --channels brand,br", ["brand,bravo"]),
        ("quarantine show ", ["f00dbabe", "cafecafe"]),
        ("quarantine release f00dbabe caf", ["cafecafe"]),
        ("ingest --account ", ["eu-ads"]),
        ("alerts test --target ", ["team"]),
        ("init --objective aw", ["awareness"]),
    ],
)
def test_values_are_proposed(published: Path, monkeypatch: pytest.MonkeyPatch, typed: str, words: list[str]) -> None:
    assert proposed(typed, published, monkeypatch) == words


def test_a_project_named_on_the_line_is_the_one_that_is_asked(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for typed in (f"--home {published} explain kpi ct", f"explain kpi --home {published} ct"):
        assert proposed(typed, tmp_path, monkeypatch) == ["ctr"]


@pytest.mark.parametrize("smm_yaml", [None, "currency: EURO\n", "a: [\n", "name: Never run\n"])
def test_without_a_project_or_tables_nothing_is_proposed_and_nothing_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, smm_yaml: str | None
) -> None:
    if smm_yaml is not None:
        (tmp_path / "smm.yaml").write_text(smm_yaml, encoding="utf-8")
    for typed in ("approve ", "export chan", "quarantine show ", "explain kpi "):
        assert proposed(typed, tmp_path, monkeypatch) == []


def test_a_damaged_copy_proposes_nothing(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = Project.open(shop).published
    copy.parent.mkdir()
    copy.write_bytes(b"not a database")
    assert proposed("approve ", shop, monkeypatch) == []


@pytest.mark.parametrize(("shell", "shown"), [("zsh", '"ctr":"Rate"'), ("fish", "ctr\tRate")])
def test_other_shells_are_told_what_each_value_means(
    published: Path, monkeypatch: pytest.MonkeyPatch, shell: str, shown: str
) -> None:
    monkeypatch.setenv("SMM_HOME", str(published))
    asked = {"_SMM_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": f"{PROGRAM} explain kpi ct"}
    result = CliRunner().invoke(app, [], env={**asked, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}, prog_name=PROGRAM)
    assert shown in result.stdout
    source = CliRunner().invoke(app, [], env={"_SMM_COMPLETE": f"source_{shell}"}, prog_name=PROGRAM).stdout
    assert f"_SMM_COMPLETE=complete_{shell}" in source


def test_what_is_typed_is_completed_without_heavy_libraries(
    published: Path, process: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    asked = {"_SMM_COMPLETE": "complete_bash", "COMP_WORDS": "smm approve ", "COMP_CWORD": "2"}
    told = process("-c", LOADED.format(names=HEAVY), SMM_HOME=str(published), **asked).stdout.splitlines()
    assert told == ["2026-11-22-sales-aa", "[]"]


BASH = """
smm --install-completion > installed 2>&1
. "$HOME/.bash_completions/smm.sh"
complete -p smm
tried() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _smm_completion smm; printf '%s;' "${COMPREPLY[@]}"; echo; }
tried smm expl
tried smm export channel
tried smm sql '"SELECT * FROM kpi'
"""


def test_a_real_bash_learns_it_by_one_command(published: Path, tmp_path: Path) -> None:
    own = tmp_path / "user"
    own.mkdir()
    env = surroundings(own, HOME=str(own), SMM_HOME=str(published))
    done = subprocess.run(["bash", "--norc", "-c", BASH], capture_output=True, text=True, env=env, cwd=own, check=False)
    assert done.stderr == ""
    learned, *told = done.stdout.splitlines()
    assert learned == "complete -o default -F _smm_completion smm"
    assert told == ["explain;", "channel;channel_daily;", "SELECT * FROM kpi_values;"]
