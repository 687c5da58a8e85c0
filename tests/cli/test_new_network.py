"""A scaffolded network is one folder, is recognised at once, and its contract test runs by itself."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOW_TO = ROOT / "docs/how-to/add-a-network.md"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the repository's code, in which a network may be added."""
    copy = tmp_path_factory.mktemp("checkout")
    for name in ("pipelines", "smm_assets", "dbt_like_sql", "tests"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    for words in (("init", "-q"), ("add", "-A"), ("-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "x")):
        subprocess.run(["git", *words], cwd=copy, check=True)
    yield copy
    shutil.rmtree(copy)


def run(checkout: Path, command: str) -> subprocess.CompletedProcess[str]:
    """A command of the page, in the copy and with this interpreter."""
    words = re.findall(r'"[^"]*"|\S+', command)
    words = [word.strip('"') for word in words]
    program = {"smm": [sys.executable, "-m", "pipelines.cli.main"], "python": [sys.executable]}[words[0]]
    env = {"PYTHONPATH": str(checkout), "PATH": "/usr/bin:/bin", "HOME": str(checkout), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [*program, *words[1:]], cwd=checkout, env=env, capture_output=True, text=True, timeout=300, check=False
    )


def commands() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", HOW_TO.read_text(encoding="utf-8"), re.DOTALL)
    return [line for block in blocks for line in block.strip().splitlines()]


def changed(checkout: Path) -> set[str]:
    words = ["git", "status", "--porcelain", "--untracked-files=all"]
    said = subprocess.run(words, cwd=checkout, capture_output=True, text=True, check=True).stdout
    return {line[3:] for line in said.splitlines()}


@pytest.mark.slow
def test_the_commands_of_the_how_to_add_a_network_that_passes_its_contract(checkout: Path) -> None:
    made, tested, inspected = (run(checkout, command) for command in commands())
    assert made.returncode == 0, made.stderr
    folder = "smm_assets/networks/harbour"
    assert changed(checkout) == {
        f"{folder}/{name}" for name in ("__init__.py", "campaigns.py", "samples/campaigns.csv", "samples/expected.yml")
    }
    assert tested.returncode == 0, tested.stdout
    passed = re.search(r"(\d+) passed", tested.stdout)
    assert passed
    assert int(passed.group(1)) >= 8
    assert inspected.returncode == 0
    assert "Harbour Ads campaigns by day" in inspected.stdout
    assert "spend_original 30.75" in inspected.stdout


@pytest.mark.slow
def test_the_contract_test_fails_when_the_sample_says_something_else(checkout: Path) -> None:
    run(checkout, 'smm new-network pier --label "Pier Ads"')
    sample = checkout / "smm_assets/networks/pier/samples/campaigns.csv"
    sample.write_text(sample.read_text(encoding="utf-8").replace("12.50", "13.50"), encoding="utf-8")
    tested = run(checkout, "python -m pytest -q tests/networks/test_expected.py -k pier")
    assert tested.returncode == 1
    assert "31.75" in tested.stdout
    shutil.rmtree(checkout / "smm_assets/networks/pier")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Harbour"], "cannot be the value of a network"),
        (["class"], "cannot be the value of a network"),
        (["../up"], "cannot be the value of a network"),
        (["meta"], "known already"),
        (["harbour", "--label", 'x"; import os'], "cannot be a label"),
    ],
)
def test_a_name_that_cannot_be_one_is_refused_and_nothing_is_made(smm, words: list[str], said: str) -> None:
    result = smm("new-network", *words)
    assert result.exit_code == 2
    assert said in result.output + result.stderr
    assert not (ROOT / "smm_assets/networks/harbour").exists()
