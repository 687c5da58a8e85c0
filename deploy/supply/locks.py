"""The locked requirements: what is installed, with which hashes, and because of what.

Belongs here: reading `locks/*.txt`, `pyproject.toml` and how `make lock` resolves them. Not here: what the packages are
licensed under (`licences`) or known to suffer from (`advisories`).
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
_PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(\[[^]]*\])?==(?P<version>[^\s;]+)(\s*;\s*(?P<marker>[^\\]+))?")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_COMPILED = re.compile(r"pip compile pyproject\.toml (?P<options>.*?) -o locks/(?P<name>\w+)\.txt")


@dataclass(frozen=True, kw_only=True)
class Locked:
    """One pinned package of a lock. asked_by: names of the packages that require it; the project's own name with the
    part of pyproject.toml that does ("smm-budget:ui").
    """

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    asked_by: tuple[str, ...]

    @property
    def applies(self) -> bool:
        """Whether it is installed on this Python and system."""
        return not self.marker or Marker(self.marker).evaluate({**default_environment(), "extra": ""})


def project() -> Mapping[str, Any]:
    """pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _compiled() -> dict[str, str]:
    """Options by lock of what `make lock` resolves from pyproject.toml."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return {found["name"]: found["options"] for found in _COMPILED.finditer(makefile)}


def names() -> tuple[str, ...]:
    """The locks of the project itself; benchmarks lock what they compare with beside them."""
    return tuple(sorted(_compiled()))


def locked(name: str) -> tuple[Locked, ...]:
    """Every entry of locks/NAME.txt. Raises ValueError for a line that pins nothing."""
    text = (ROOT / "locks" / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(_entry(block) for block in re.split(r"\n(?=\S)", text.strip()))


def _entry(block: str) -> Locked:
    found = _PINNED.match(block)
    if found is None:
        raise ValueError(f"not a pinned requirement: {block.splitlines()[0]}")
    comments = re.findall(r"^ +# +(?:via *)?(.*)$", block, re.MULTILINE)
    return Locked(
        name=canonicalize_name(found["name"]),
        version=found["version"],
        marker=(found["marker"] or "").strip(),
        hashes=tuple(_HASH.findall(block)),
        asked_by=tuple(_parent(one) for one in comments if one and not one.startswith("-")),
    )


def _parent(comment: str) -> str:
    own = re.fullmatch(r"(\S+) \(pyproject\.toml(:[\w-]+)?\)", comment)
    return f"{own[1]}{own[2] or ''}" if own else str(canonicalize_name(comment))


def asked(name: str) -> tuple[Requirement, ...]:
    """What pyproject.toml itself requires of that lock, as `make lock` resolves it."""
    options = _compiled()[name]
    told, own = project()["project"], project()["dependency-groups"]
    texts = list(told["dependencies"])
    for extra in re.findall(r"--extra (\S+)", options):
        texts += told["optional-dependencies"][extra]
    for group in re.findall(r"--group (\S+)", options):
        texts += _group(own, group)
    return tuple(Requirement(text) for text in texts)


def _group(groups: Mapping[str, Sequence[Any]], name: str) -> list[str]:
    found: list[str] = []
    for one in groups[name]:
        found += _group(groups, one["include-group"]) if isinstance(one, dict) else [one]
    return found
