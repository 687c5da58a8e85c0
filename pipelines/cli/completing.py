"""Words a shell proposes while somebody types: tables, channels, advice, KPIs, what is held back, names of smm.yaml.

Belongs here: where proposals come from. Not here: the shells (typer), which arguments take them (the commands). Nothing
here may be slow or say anything: what cannot be known at once is not proposed.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from smm_assets.errors import SmmError

if TYPE_CHECKING:
    from smm_assets.settings import Project

Proposals = list[tuple[str, str]]
Source = Callable[["Project"], Iterable[tuple[str, str]]]
Completer = Callable[[typer.Context, str], Proposals]
OWN_SHEETS = (("changes", "what to change at the networks"), ("what-if", "a workbook to try amounts in"))
_UNFINISHED = re.compile(r"(?is)^(.*\b(?:from|join|describe)\s+)([\w.]*)$")


def _project(ctx: typer.Context) -> "Project":
    from smm_assets.settings import Project

    given = ctx.params.get("home") or ctx.find_root().params.get("home")
    return Project.open(Path(given) if given else None)


def _from(source: Source) -> Completer:
    """A completer of what a project holds; proposes nothing where the project or its tables cannot be read."""

    def complete(ctx: typer.Context, incomplete: str) -> Proposals:
        try:
            found = [(str(value), _line(said)) for value, said in source(_project(ctx))]
        except (SmmError, OSError, ValueError):
            return []
        return [(value, said) for value, said in found if value.casefold().startswith(incomplete.casefold())]

    return complete


def _line(said: object) -> str:
    from smm_assets.report.visible import visible

    return " ".join(visible(str(said or "")).split())[:60]


def _rows(project: "Project", sql: str) -> list[tuple[str, str]]:
    if not project.settings.is_embedded:
        return []  # a server may take longer than a key press
    from smm_assets.warehouse.glimpse import glimpse

    return [(str(row[0]), str(row[1] or "")) for row in glimpse(project.published, sql)]


def _tables(project: "Project") -> list[tuple[str, str]]:
    return _rows(
        project,
        "SELECT table_name, comment FROM duckdb_tables() WHERE schema_name IN ('marts', 'bi', 'state', 'ops') "
        "ORDER BY 1",
    )


def _sheets(project: "Project") -> list[tuple[str, str]]:
    return [*OWN_SHEETS, *_tables(project)]


def _channels(project: "Project") -> list[tuple[str, str]]:
    return _rows(project, "SELECT DISTINCT channel, label FROM marts.channel ORDER BY 1")


def _advice(project: "Project") -> list[tuple[str, str]]:
    return _rows(
        project, "SELECT recommendation_id, summary FROM marts.recommendation ORDER BY created_at DESC LIMIT 20"
    )


def _waiting(project: "Project") -> list[tuple[str, str]]:
    return _rows(
        project,
        "SELECT recommendation_id, summary FROM marts.recommendation WHERE status = 'proposed' "
        "ORDER BY created_at DESC",
    )


def _held(project: "Project") -> list[tuple[str, str]]:
    from smm_assets.report.words import SHORTEST_ID

    found = _rows(
        project,
        "SELECT DISTINCT file_id, name FROM ops.export_file "
        "WHERE status IN ('held', 'quarantined', 'unrecognised') OR rows_quarantined > 0 ORDER BY name",
    )
    return [(file_id[:SHORTEST_ID], name) for file_id, name in found]


def _kpis(project: "Project") -> list[tuple[str, str]]:
    return _rows(project, "SELECT kpi, MIN(title) FROM marts.kpi_values GROUP BY kpi ORDER BY kpi")


def _metrics(project: "Project") -> list[tuple[str, str]]:
    return _rows(
        project,
        "SELECT column_name, comment FROM duckdb_columns() WHERE schema_name = 'marts' "
        "AND table_name = 'channel_daily' AND data_type NOT IN ('VARCHAR', 'DATE', 'BOOLEAN') ORDER BY column_index",
    )


def _accounts(project: "Project") -> list[tuple[str, str]]:
    return [(one.name, one.network) for one in project.settings.accounts]


def _targets(project: "Project") -> list[tuple[str, str]]:
    return [(one.name, ", ".join(one.events)) for one in project.settings.alerts.targets]


def _questions() -> Iterable[str]:
    from smm_assets.sqlmodels.questions import questions

    return questions()


tables, sheets, channels = _from(_tables), _from(_sheets), _from(_channels)
advice, waiting, held = _from(_advice), _from(_waiting), _from(_held)
kpis, metrics, accounts, targets = _from(_kpis), _from(_metrics), _from(_accounts), _from(_targets)


def statement(ctx: typer.Context, incomplete: str) -> list[str]:
    """The statement with each table that may come after its last FROM or JOIN."""
    found = _UNFINISHED.match(incomplete)
    return [found[1] + name for name, _ in tables(ctx, found[2])] if found else []


def listed_channels(ctx: typer.Context, incomplete: str) -> list[str]:
    """A list of channels, going on with each that is not in it yet."""
    before, comma, last = incomplete.rpartition(",")
    said = before.split(",")
    return [f"{before}{comma}{name}" for name, _ in channels(ctx, last) if name not in said]


def channel_amounts(ctx: typer.Context, incomplete: str) -> list[str]:
    """Channels as --amount takes them."""
    return [] if "=" in incomplete else [f"{name}=" for name, _ in channels(ctx, incomplete)]


def words(known: Callable[[], Iterable[str]]) -> Callable[[str], list[str]]:
    """A completer of a list that needs no project."""
    return lambda incomplete: [word for word in known() if word.casefold().startswith(incomplete.casefold())]


questions = words(_questions)
