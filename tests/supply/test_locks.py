"""What is installed is pinned by hash, is what pyproject.toml asks for, and is needed."""

import re
from collections.abc import Iterable
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from deploy.supply import kept
from deploy.supply.locks import asked, locked, names

FILES = sorted((Path(__file__).parents[2] / "locks").glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_requirement_of_every_lock_is_one_version_with_hashes(path: Path) -> None:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("#")]
    pinned = [number for number, line in enumerate(lines) if not line.startswith(" ")]
    assert len(pinned) > 50
    for number in pinned:
        assert re.match(r"[\w.-]+(\[[\w,-]+\])?==[\w.!+]+( ;[^\\]+)? \\$", lines[number]), lines[number]
        assert re.match(r"    --hash=sha256:[0-9a-f]{64}( \\)?$", lines[number + 1]), lines[number]


@pytest.mark.parametrize("name", names())
def test_a_lock_is_what_pyproject_asks_for(name: str) -> None:
    assert kept.contradictions(name) == []


def test_the_locks_of_the_project_are_those_make_lock_resolves() -> None:
    assert set(names()) == {"run", "production", "dev", "spark"}


def test_a_version_is_the_same_in_every_lock_that_has_the_package() -> None:
    versions: dict[tuple[str, str], set[str]] = {}
    for name in names():
        for one in locked(name):
            versions.setdefault((one.name, one.marker), set()).add(one.version)
    assert {key: found for key, found in versions.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("run", {"smm-budget", "smm-budget:build", "smm-budget:ui"}),
        ("production", {"smm-budget", "smm-budget:build", "smm-budget:postgres"}),
    ],
)
def test_nothing_that_only_tests_and_checks_need_is_installed_to_run(name: str, parts: set[str]) -> None:
    asked_by = {parent for one in locked(name) for parent in one.asked_by if parent.startswith("smm-budget")}
    assert asked_by <= parts
    assert not {"pytest", "hypothesis", "ruff", "mypy", "moto"} & {one.name for one in locked(name)}


@pytest.mark.parametrize("name", ["run", "production"])
def test_what_is_installed_to_run_is_what_the_packages_themselves_ask_for(name: str) -> None:
    """Found anew from the metadata of what is installed here, not from what the resolver noted."""
    assert _asked_for(asked(name)) == {one.name for one in locked(name) if one.applies}


def _asked_for(wanted: Iterable[Requirement]) -> set[str]:
    found: set[tuple[str, str]] = set()
    waiting = [(canonicalize_name(one.name), extra) for one in wanted for extra in ("", *one.extras)]
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in found:
            continue
        found.add((name, extra))
        for one in map(Requirement, metadata.requires(name) or []):
            if one.marker is None or one.marker.evaluate({"extra": extra}):
                waiting += [(canonicalize_name(one.name), more) for more in ("", *one.extras)]
    return {name for name, _ in found}


def test_everything_asked_for_to_run_is_imported_or_has_another_use() -> None:
    assert kept.not_imported() == []


def test_a_package_nobody_needs_is_found() -> None:
    entries = locked("run")
    stray = replace(entries[0], name="stray", asked_by=("strayer",))
    assert list(kept.needless((*entries, stray))) == ["stray is locked, but nothing needs it"]
    circle = replace(stray, name="strayer", asked_by=("stray",))
    assert len(list(kept.needless((*entries, stray, circle)))) == 2


def test_a_version_pyproject_does_not_allow_is_found() -> None:
    entries = tuple(replace(one, version="1.0") if one.name == "pandas" else one for one in locked("run"))
    assert list(kept.not_as_asked("run", entries)) == [
        "locks/run.txt has pandas 1.0, pyproject.toml asks for pandas<3.2,>=3.1"
    ]


def test_a_package_pyproject_asks_for_that_is_not_locked_is_found() -> None:
    entries = tuple(one for one in locked("run") if one.name != "pandas")
    assert list(kept.not_as_asked("run", entries)) == [
        "pandas stands in only one of pyproject.toml and locks/run.txt: run make lock"
    ]


def test_an_entry_without_a_hash_is_found() -> None:
    bare = replace(locked("run")[0], hashes=())
    assert list(kept.without_hash((bare,))) == [f"{bare.name} {bare.version} has no hash"]
