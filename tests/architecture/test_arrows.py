"""The arrows of the structure: who may import whom, one door to each outside thing, registries instead of lists."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(p for top in ("pipelines", "smm_assets") for p in (ROOT / top).rglob("*.py"))
INGEST = [path for path in SOURCES if path.is_relative_to(ROOT / "smm_assets/ingest")]
DOORS = {
    "dagster": ("pipelines/", "smm_assets/assets/"),
    "great_expectations": ("smm_assets/validation/",),
    "duckdb": ("smm_assets/warehouse/",),
    "pyspark": ("smm_assets/warehouse/spark/",),
    "py4j": ("smm_assets/warehouse/spark/",),
    "psycopg": ("smm_assets/warehouse/",),
    "typer": ("pipelines/cli/",),
    "apprise": ("smm_assets/alerts/sending.py",),
    "fsspec": ("smm_assets/arrival/",),
    "paramiko": ("smm_assets/arrival/",),
    "imapclient": ("smm_assets/arrival/",),
}
TOP_LEVEL_BANNED = {"great_expectations", "pyspark", "py4j", "apprise"}


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


STATIONS = ("habits", "contract", "text", "files", "recognition", "rows", "landing")


def test_a_file_passes_the_stations_of_ingest_in_one_direction() -> None:
    order = {name: number for number, name in enumerate(STATIONS)}
    homes = {path: path.relative_to(ROOT / "smm_assets/ingest").parts[0].removesuffix(".py") for path in INGEST}
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path, home in homes.items()
        for name, line, _ in imports(path)
        if name.startswith("smm_assets.ingest.")
        and order.get(name.split(".")[2], len(order)) > order.get(home, len(order))
    ]
    assert set(homes.values()) == {*STATIONS, "__init__"}
    assert wrong == []


def own_nodes(statement: ast.stmt) -> list[ast.AST]:
    """The nodes of a statement without those of the statements inside it."""
    found: list[ast.AST] = []
    waiting = list(ast.iter_child_nodes(statement))
    while waiting:
        node = waiting.pop()
        if not isinstance(node, ast.stmt):
            found.append(node)
            waiting += ast.iter_child_nodes(node)
    return found


def speaks_of_networks(nodes: list[ast.AST]) -> bool:
    """Whether a name, attribute, argument, key or other text among the nodes says "network" or "channel"."""
    words = [
        getattr(node, field, None) for node in nodes for field in ("id", "attr", "arg", "name", "value", "kwd_attrs")
    ]
    return any("network" in word.casefold() or "channel" in word.casefold() for word in words if isinstance(word, str))


def named_networks(source: str, names: list[str]) -> list[tuple[int, str]]:
    """(line, name) of every text that is a network's name. A letter is one only in a statement about networks."""
    found = []
    for statement in ast.walk(ast.parse(source)):
        nodes = own_nodes(statement) if isinstance(statement, ast.stmt) else []
        known = [node for node in nodes if isinstance(node, ast.Constant) and node.value in names]
        about = speaks_of_networks([node for node in nodes if node not in known]) or len(known) > 1
        found += [(node.lineno, node.value) for node in known if len(node.value) > 1 or about]
    return sorted(found)


def test_network_names_stand_only_in_their_own_folders_and_the_simulator() -> None:
    names = [p.name for p in (ROOT / "smm_assets/networks").iterdir() if p.is_dir() and not p.name.startswith("_")]
    wrong = [
        f"{path.relative_to(ROOT)}:{line} names the network {name!r}"
        for path in SOURCES
        if not {"networks", "simulator"} & set(path.parts)
        for line, name in named_networks(path.read_text(encoding="utf-8"), names)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "source",
    [
        "if row.network == 'x': pass",
        "if channel in ('x',): pass",
        "frame[frame['network'].isin(['x'])]",
        "read(network='x')",
        "def read(network='x'): pass",
        "NETWORKS['x']",
        "for network in ('x', 'y'): pass",
        "labels = {'x': 'X', 'vk': 'VK'}",
        "def f():\n    return networks().get('x')",
        "match network:\n    case 'x': pass",
        "anything = 'vk'",
    ],
)
def test_a_network_of_one_letter_is_found_wherever_networks_are_spoken_of(source: str) -> None:
    assert named_networks(source, ["x", "vk"])


@pytest.mark.parametrize("source", ["if word in ('yes', 'x'): pass", "open(path, 'x')", "text or 'x'"])
def test_a_letter_that_has_nothing_to_do_with_networks_is_none(source: str) -> None:
    assert named_networks(source, ["x", "vk"]) == []


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
