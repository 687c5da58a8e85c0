"""Known vulnerabilities of the locked packages, from advisories that lie on this machine.

Belongs here: reading advisories in the OSV format (https://ossf.github.io/osv-schema) and comparing versions. Not here:
fetching them; nothing here asks anybody.

A place is a folder of JSON or YAML files, as https://github.com/pypa/advisory-database is checked out, or a ZIP of
them, as https://osv.dev hands out.
"""

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

import yaml
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from deploy.supply.locks import Locked

KINDS = (".json", ".yaml", ".yml")


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A locked version that an advisory speaks of. fixed: versions without the fault, where any is known."""

    package: Locked
    advisory: str
    aliases: tuple[str, ...]
    summary: str
    fixed: tuple[str, ...]

    def __str__(self) -> str:
        also = f" ({', '.join(self.aliases)})" if self.aliases else ""
        cure = f"fixed in {', '.join(self.fixed)}" if self.fixed else "no fixed version is known"
        return f"{self.package.name} {self.package.version}: {self.advisory}{also}: {self.summary}; {cure}"


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What a look found. read: advisories there were; newest: when the latest of them was changed."""

    read: int
    newest: str
    findings: tuple[Finding, ...]


def look(place: Path, packages: Iterable[Locked]) -> Looked:
    """Compare the packages with every advisory of a place. Raises ValueError where there is none, or not to be read."""
    by_name: dict[str, list[Locked]] = {}
    for package in packages:
        by_name.setdefault(package.name, []).append(package)
    read, newest, found = 0, "", []
    for advisory in _advisories(place):
        read, newest = read + 1, max(newest, str(advisory.get("modified", "")))
        if not advisory.get("withdrawn"):
            found += list(_findings(advisory, by_name))
    if not read:
        raise ValueError(f"{place} holds no advisories: a folder or ZIP of OSV files is expected")
    return Looked(read=read, newest=newest, findings=tuple(sorted(set(found), key=str)))


def _advisories(place: Path) -> Iterator[Mapping[str, Any]]:
    for name, data in _files(place):
        told = json.loads(data) if name.endswith(".json") else yaml.load(data, Loader=yaml.CSafeLoader)
        if isinstance(told, dict) and "id" in told and "affected" in told:
            yield told


def _files(place: Path) -> Iterator[tuple[str, bytes]]:
    if zipfile.is_zipfile(place):
        with zipfile.ZipFile(place) as archive:
            for name in sorted(archive.namelist()):
                if PurePath(name).suffix in KINDS:
                    yield name, archive.read(name)
        return
    if not place.is_dir():
        raise ValueError(f"{place} is no folder and no ZIP of advisories")
    for path in sorted(place.rglob("*")):
        if path.suffix in KINDS and path.is_file():
            yield path.name, path.read_bytes()


def _findings(advisory: Mapping[str, Any], by_name: Mapping[str, list[Locked]]) -> Iterator[Finding]:
    for affected in advisory["affected"]:
        about = affected.get("package", {})
        if about.get("ecosystem") != "PyPI":
            continue
        for package in by_name.get(canonicalize_name(str(about.get("name", ""))), ()):
            if affects(affected, package.version):
                words = advisory.get("summary") or advisory.get("details") or ""
                yield Finding(
                    package=package,
                    advisory=str(advisory["id"]),
                    aliases=tuple(advisory.get("aliases") or ()),
                    summary=" ".join(str(words).split())[:200],
                    fixed=tuple(sorted({one for _, kind, one in _events(affected) if kind == "fixed"}, key=_order)),
                )


def affects(affected: Mapping[str, Any], version: str) -> bool:
    """Whether a version is listed, or lies in a range: from where the fault came in until before it was mended."""
    own = _order(version)
    if any(_order(str(one)) == own for one in affected.get("versions") or ()):
        return True
    inside: dict[int, bool] = {}
    for number, kind, at in sorted(_events(affected), key=lambda event: (event[0], _order(event[2]), event[1])):
        reached = _order(at) < own if kind == "last_affected" else _order(at) <= own
        if reached:
            inside[number] = kind == "introduced"
    return any(inside.values())


def _events(affected: Mapping[str, Any]) -> list[tuple[int, str, str]]:
    """Number of the range, kind and version of every event of the ranges of versions."""
    return [
        (number, kind, str(at))
        for number, one in enumerate(affected.get("ranges") or ())
        if one.get("type") in ("ECOSYSTEM", "SEMVER")
        for event in one.get("events") or ()
        for kind, at in event.items()
        if kind in ("introduced", "fixed", "last_affected")
    ]


def _order(version: str) -> Version:
    """A version to compare with; text that is none stands before all others."""
    try:
        return Version(version)
    except InvalidVersion:
        return Version("0.dev0")
