"""The arrows of the structure: who may import whom, one door to each outside thing, registries instead of lists."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(p for top in ("pipelines", "smm_assets") for p in (ROOT / top).rglob("*.py"))
DOORS = {
    "dagster": ("pipelines/", "smm_assets/assets/"),
    "great_expectations": ("smm_assets/validation/",),
    "duckdb": ("smm_assets/warehouse/",),
    "pyspark": ("smm_assets/warehouse/",),
    "psycopg": ("smm_assets/warehouse/",),
    "typer": ("pipelines/cli/",),
}
TOP_LEVEL_BANNED = {"great_expectations", "pyspark"}


def imports(path: Path) -> list[tuple[str, int, bool]]:
    """(module, line, whether it stands at module level) of every absolute import."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = {id(node) for node in tree.body}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno, id(node) in top) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.append((node.module, node.lineno, id(node) in top))
    return found


def test_each_outside_thing_has_one_door() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}; only {DOORS[name.split('.')[0]]} may"
        for path in SOURCES
        for name, line, _ in imports(path)
        if name.split(".")[0] in DOORS and not path.relative_to(ROOT).as_posix().startswith(DOORS[name.split(".")[0]])
    ]
    assert wrong == []


def test_slow_libraries_are_imported_only_inside_the_function_that_needs_them() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name} at module level"
        for path in SOURCES
        for name, line, top in imports(path)
        if top and name.split(".")[0] in TOP_LEVEL_BANNED
    ]
    assert wrong == []


def test_data_flows_one_way_assets_never_import_pipelines() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in SOURCES
        if path.is_relative_to(ROOT / "smm_assets")
        for name, line, _ in imports(path)
        if name.split(".")[0] == "pipelines"
        or (name.startswith("smm_assets.assets") and "assets" not in path.parts[-2:-1])
    ]
    assert wrong == []


def test_network_names_stand_only_in_their_own_folders_and_the_simulator() -> None:
    names = [p.name for p in (ROOT / "smm_assets/networks").iterdir() if p.is_dir() and not p.name.startswith("_")]
    wrong = []
    for path in SOURCES:
        if {"networks", "simulator"} & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in names:
                wrong.append(f"{path.relative_to(ROOT)}:{node.lineno} names the network {node.value!r}")
    assert wrong == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_module_says_what_belongs_in_it(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) or not tree.body


def test_no_clock_is_read_below_the_command_line_and_the_schedule() -> None:
    wrong = []
    for path in SOURCES:
        if path.is_relative_to(ROOT / "pipelines"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = ast.unparse(node.func.value)
                if node.func.attr in {"today", "utcnow"} or (node.func.attr == "now" and "datetime" in owner):
                    wrong.append(f"{path.relative_to(ROOT)}:{node.lineno} reads the clock")
    assert wrong == []
