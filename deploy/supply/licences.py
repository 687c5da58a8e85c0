"""What the installed packages are licensed under, as their own metadata says, and the page that lists them.

Belongs here: reading licences and judging them. Not here: which packages there are (`locks`).

usage: python -m deploy.supply.licences docs/reference
"""

import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from deploy.supply.locks import Locked, locked

LOCKS = ("run", "production")
_OSI = "License :: OSI Approved :: "
_NAMES: Mapping[str, str] = {  # how metadata says it in words → SPDX
    "mit": "MIT",
    "mit license": "MIT",
    "expat license": "MIT",
    "apache": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD",
    "bsd license": "BSD",
    "bsd-3-clause license": "BSD-3-Clause",
    "3-clause bsd license": "BSD-3-Clause",
    "isc license (iscl)": "ISC",
    "python software foundation license": "PSF-2.0",
    "psf": "PSF-2.0",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "gnu lesser general public license v3 (lgplv3)": "LGPL-3.0-only",
    "gnu library or lesser general public license (lgpl)": "LGPL",
}
LONG = 60  # characters; more is the text of a licence, not its name
PERMISSIVE = frozenset(
    {"0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0", "PSF-2.0", "Zlib"}
)
_FILE_LEVEL = "whoever changes its own files passes on those files; here it is used as it comes"
_LINKED = "a library that anybody may replace; here it is installed as it comes, and only to use PostgreSQL"
REASONS: Mapping[str, str] = {
    "certifi": _FILE_LEVEL,
    "imapclient": "its licence file is the three-clause BSD licence; its metadata does not say so",
    "pathspec": _FILE_LEVEL,
    "psycopg": _LINKED,
    "psycopg-binary": _LINKED,
    "psycopg2-binary": f"{_LINKED}; dagster-postgres asks for it",
    "tqdm": _FILE_LEVEL,
}


@dataclass(frozen=True, kw_only=True)
class Licensed:
    """A package with its licence. permissive: whether all that holds for it lets one do nearly anything."""

    package: Locked
    licence: str
    summary: str

    @property
    def permissive(self) -> bool:
        """Of several licences to choose from one is enough; of several that hold together each must be."""
        choices = re.split(r"\s+OR\s+", self.licence.strip("()"))
        return any(all(part in PERMISSIVE for part in re.split(r"\s+AND\s+", one.strip("() "))) for one in choices)


def licences() -> list[Licensed]:
    """Every package that is installed to run, on this Python and system."""
    found = {one.name: one for name in LOCKS for one in locked(name) if one.applies}
    return [_licensed(found[name]) for name in sorted(found)]


def _licensed(package: Locked) -> Licensed:
    told = metadata.metadata(package.name)
    summary = " ".join((told["Summary"] or "").split())
    return Licensed(package=package, licence=licence(told), summary=summary)


def licence(told: metadata.PackageMetadata) -> str:
    """SPDX where the metadata lets one say it; else its own words; "" where it says nothing."""
    if told["License-Expression"]:
        return str(told["License-Expression"])
    classified = {_spdx(one.removeprefix(_OSI)) for one in told.get_all("Classifier") or [] if one.startswith(_OSI)}
    words = _spdx(str(told["License"] or "").strip())
    if "\n" in words or len(words) > LONG or classified - PERMISSIVE or (classified and words not in PERMISSIVE):
        words = ""
    return words or " AND ".join(sorted(classified))


def _spdx(words: str) -> str:
    return _NAMES.get(words.casefold(), words)


def unexplained(found: Iterable[Licensed]) -> list[str]:
    """What is wrong with the licences: one that is not known to be permissive and has no reason, a reason too many."""
    listed = list(found)
    odd = [one for one in listed if not one.permissive]
    wrong = [
        f"{one.package.name}: {one.licence or 'no licence told'}" for one in odd if one.package.name not in REASONS
    ]
    needless = sorted(set(REASONS) - {one.package.name for one in odd})
    return wrong + [f"{name}: its reason is needed no more" for name in needless]


def page() -> str:
    """The page of licences."""
    listed = licences()
    rows = [f"| {one.package.name} | {one.licence or 'not told'} | {one.summary.replace('|', '/')} |" for one in listed]
    reasons = [f"| {name} | {REASONS[name]} |" for name in sorted(REASONS)]
    head = (
        "# Licences\n\nEvery package that is installed to run, for one person or on a server, with the licence its own "
        "metadata\nstates. [How they are kept in check](../how-to/check-the-supply-chain.md).\n\n"
        "| package | licence | what it is |\n|---|---|---|\n"
    )
    odd = (
        "\n\nNot every licence is one that lets you do nearly anything:\n\n"
        "| package | why it may be used |\n|---|---|\n"
    )
    return head + "\n".join(rows) + odd + "\n".join(reasons) + "\n"


PAGES = {"licences.md": page}


def write(folder: Path) -> None:
    """Write the page into the folder."""
    for name, made in PAGES.items():
        (folder / name).write_text(made(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
