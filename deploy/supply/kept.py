"""Whether the locks hold what pyproject.toml asks for, no more and no less.

Belongs here: comparing the two, and what the code imports. Not here: reading them (`locks`).
"""

import ast
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path

from packaging.utils import canonicalize_name

from deploy.supply.locks import ROOT, Locked, asked, locked, project

USED_OTHERWISE: Mapping[str, str] = {
    "dagster-webserver": "started by `smm ui` as a program",
    "tzdata": "time zones, where the system has none",
    "duckdb-sqlalchemy": "found by SQLAlchemy by the store's URL",
    "dagster-postgres": "named in the instance's dagster.yaml",
}
CODE = ("pipelines", "smm_assets")


def contradictions(name: str) -> list[str]:
    """What is wrong with a lock: without hashes, not what pyproject.toml asks for, there for no reason."""
    entries = locked(name)
    return [*without_hash(entries), *not_as_asked(name, entries), *needless(entries)]


def without_hash(entries: tuple[Locked, ...]) -> Iterator[str]:
    return (f"{one.name} {one.version} has no hash" for one in entries if not one.hashes)


def not_as_asked(name: str, entries: tuple[Locked, ...]) -> Iterator[str]:
    own = project()["project"]["name"]
    direct = {one.name for one in entries if any(parent.partition(":")[0] == own for parent in one.asked_by)}
    wanted = {canonicalize_name(one.name): one for one in asked(name)}
    for missing in sorted(set(wanted) ^ direct):
        yield f"{missing} stands in only one of pyproject.toml and locks/{name}.txt: run make lock"
    for one in entries:
        if one.name in wanted and not wanted[one.name].specifier.contains(one.version, prereleases=True):
            yield f"locks/{name}.txt has {one.name} {one.version}, pyproject.toml asks for {wanted[one.name]}"


def needless(entries: tuple[Locked, ...]) -> Iterator[str]:
    """Packages that nobody asks for who is asked for in the end by pyproject.toml."""
    own = project()["project"]["name"]
    parents = {one.name: {parent.partition(":")[0] for parent in one.asked_by} for one in entries}
    needed = {own}
    while more := {name for name, above in parents.items() if above & needed} - needed:
        needed |= more
    return (f"{name} is locked, but nothing needs it" for name in sorted(set(parents) - needed))


def not_imported() -> list[str]:
    """What pyproject.toml asks for to run that no code imports and that has no other use, and uses told in vain."""
    told = project()["project"]
    texts = [*told["dependencies"], *told["optional-dependencies"]["postgres"]]
    wanted = {canonicalize_name(text.partition("[")[0].partition("=")[0].partition(">")[0]) for text in texts}
    modules: dict[str, set[str]] = {}
    for module, owners in metadata.packages_distributions().items():
        for owner in owners:
            modules.setdefault(canonicalize_name(owner), set()).add(module)
    imported = _imported()
    idle = {name for name in wanted if not modules.get(name, set()) & imported}
    return sorted(idle ^ set(USED_OTHERWISE))


def _imported() -> set[str]:
    """First names of all modules the code imports, wherever it does."""
    found: set[str] = set()
    for path in (path for name in CODE for path in (ROOT / name).rglob("*.py")):
        found |= set(_imports(path))
    return found


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name.partition(".")[0] for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]
