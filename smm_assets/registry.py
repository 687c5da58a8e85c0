"""Every network and report a project can read: those of the code and those of its mapping files.

Belongs here: bringing both together, and checks that need both. Not here: finding the coded ones
(`smm_assets/networks`) or reading mapping files (`smm_assets/mappings`). Whoever works for a project asks here.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from smm_assets import networks as coded
from smm_assets.errors import ConfigurationError, Problem
from smm_assets.ingest.contract import Report
from smm_assets.ingest.habits import Network
from smm_assets.ingest.recognition.detect import CLEAR_LEAD, RECOGNISED, score
from smm_assets.mappings import FOLDER, Mapped, built, read_mappings
from smm_assets.settings import Project


@dataclass(frozen=True, kw_only=True, eq=False)
class Registry:
    """What can be read. networks: by value, in order; reports: ordered by network and name.

    mapped: fingerprint of the mapping file of each report that has one, by (network, name).
    """

    networks: Mapping[str, Network]
    reports: tuple[Report, ...]
    mapped: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """Changes when any mapping does; "" without mappings."""
        lines = [f"{network} {name} {text}" for (network, name), text in sorted(self.mapped.items())]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32] if lines else ""

    def tables_of(self, network: str) -> list[str]:
        """Names of the raw tables the network's reports are loaded into, sorted."""
        return sorted({report.table.name for report in self.reports if report.network == network})


def registry(project: Project | None = None, problems: list[Problem] | None = None) -> Registry:
    """What the project can read; without one, what the code can.

    Raises ConfigurationError with every problem of every mapping file; with a list given they are added to it instead,
    reports of wrong files are left out, and their networks are kept as far as they can be told.
    """
    if project is None:
        return _coded()
    files = tuple(
        (path.name, path.read_bytes())
        for path in sorted((project.home / FOLDER).glob("*"))
        if path.is_file() and path.suffix in (".yml", ".yaml")
    )
    found, told = _mapped(project.home, files) if files else (_coded(), ())
    if problems is not None:
        problems += told
    elif told:
        raise ConfigurationError(told)
    return found


def _coded() -> Registry:
    return Registry(networks=coded.networks(), reports=coded.reports())


@lru_cache(maxsize=8)
def _mapped(home: Path, files: tuple[tuple[str, bytes], ...]) -> tuple[Registry, tuple[Problem, ...]]:
    """Read once for each content of the folder, so that reports stay the same objects from call to call."""
    problems: list[Problem] = []
    own = read_mappings(home, problems)
    problems += _taken(own)
    made = built(own, coded.networks())
    problems += _alike(own, made.reports)
    reports = sorted((*coded.reports(), *made.reports), key=lambda report: (report.network, report.name))
    found = Registry(
        networks=dict(sorted({**made.networks, **coded.networks()}.items())),
        reports=tuple(reports),
        mapped={(one.network, one.name): one.fingerprint for one in own if one.says is not None},
    )
    return found, tuple(problems)


def _taken(own: Sequence[Mapped]) -> Iterator[Problem]:
    """A value the code knows is extended on purpose or not at all; a name in the ledger means one export."""
    names = {(report.network, report.name) for report in coded.reports()}
    for one in own:
        if one.says is None or one.document is None:
            continue
        known, where = one.network in coded.networks(), one.document.where(("network",))
        if known and not one.says.extends:
            cure = "Choose another name, or say extends: true if this is one more export of that very network"
            yield Problem(where=where, seen=f"the network '{one.network}' is known already", cure=cure)
        elif one.says.extends and not known:
            cure = f"Known: {', '.join(coded.networks())}"
            yield Problem(where=where, seen=f"there is no network '{one.network}' to extend", cure=cure)
        elif (one.network, one.name) in names:
            seen = f"{one.network} has an export called {one.name} already"
            yield Problem(where=one.document.file, seen=seen, cure="Rename the file")


def _alike(own: Sequence[Mapped], reports: Sequence[Report]) -> Iterator[Problem]:
    """An export with just the mapped columns must be told apart from every other report, or it would never be read."""
    files = {(one.network, one.name): one.document for one in own if one.document is not None}
    for report in reports:
        header = [
            *report.signature.all_of,
            *(field_.names[0] for field_ in report.fields if field_.to != "unsupported"),
        ]
        own_points, _ = score(report, header, "")
        for other in (*coded.reports(), *reports):
            points, _ = score(other, header, "") if other is not report else (0.0, [])
            if points >= RECOGNISED and own_points - points < CLEAR_LEAD:
                yield Problem(
                    where=files[report.network, report.name].where(("columns",)),
                    seen=f"an export with these columns is read as {other.title} already",
                    cure="Map more of its columns, or name one that only it has under header:",
                )
