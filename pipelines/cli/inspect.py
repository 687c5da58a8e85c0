"""`smm inspect`: what an export is, how sure that is, and what to do about it. Needs no project folder, but uses one.

Belongs here: reading the files and printing. Not here: the diagnosis (`diagnosis.py`).
"""

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines import clock
from pipelines.cli.options import HomeOption, JsonOption, open_project
from pipelines.cli.terminal import aligned, console, print_json, safe, say
from smm_assets.errors import UsageError

if TYPE_CHECKING:
    from pipelines.cli.diagnosis import Diagnosis, Inside
    from smm_assets.settings import Project

SATISFIED = 100
NOT_LOADED = {
    "held": "waits for an answer",
    "quarantined": "damaged, would be quarantined",
    "unrecognised": "not recognised",
    "empty": "empty",
}


def inspect(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Exports as downloaded.")],
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """The export doctor: network, report, period, currency, totals, problems and what to do. Loads nothing.

    In a project its declared accounts and the checks on rows apply, as they will when the file is loaded.
    """
    for path in files:
        if not path.is_file():
            raise UsageError(f"{path} is not a file", cure="Check the name; several files may be given")
    from pipelines.cli.diagnosis import diagnose

    project, now = _project(ctx, home), clock.now().replace(tzinfo=None)
    found = []
    for path in files:
        inside = _inside(project, path, now) if project else None
        found += diagnose(str(path), path.name, path.read_bytes(), now=now, inside=inside)
    if json:
        print_json(found)
        return
    for one in found:
        _show(one)


def _project(ctx: typer.Context, home: Path | None) -> "Project | None":
    """The project asked for or around; None where there is none. Raises UsageError when the one asked for lacks."""
    try:
        return open_project(ctx, home)
    except UsageError:
        if home or ctx.obj or os.environ.get("SMM_HOME"):
            raise
        return None


def _inside(project: "Project", path: Path, now: datetime) -> "Inside":
    from pipelines.cli.diagnosis import Inside
    from smm_assets.ingest.accounts import hinted
    from smm_assets.ingest.inbox import folder_of
    from smm_assets.registry import registry

    accounts = project.settings.accounts
    hint = hinted(accounts, folder_of(project, str(path.absolute())), None)
    return Inside(reports=registry(project).reports, accounts=accounts, hint=hint, now=now)


def _show(one: "Diagnosis") -> None:
    screen = console()
    name = f"{one.file} [{one.part}]" if one.part else one.file
    verdict = NOT_LOADED.get(one.outcome, "can be loaded")
    say(screen, name, verdict)
    for line in aligned(["", ""], _facts(one))[1:]:
        typer.echo("  " + safe(line))
    for label, texts in (("problem", one.problems), ("advice", one.advice)):
        for text in texts:
            say(screen, label, text, indent=2)


def _facts(one: "Diagnosis") -> list[list[str]]:
    shown = {
        "what": f"{one.title} ({one.network}, {one.report})" if one.recognised else "",
        "how sure": _sure(one),
        "level": " by ".join(part for part in (one.level, one.grain) if part),
        "period": f"{one.period_start} to {one.period_end}" if one.period_start else "",
        "account": one.account or "",
        "currency": one.currency or "",
        "rows": f"{one.rows:,}" if one.rows is not None else "",
        "header": f"line {one.header_row}" if one.header_row else "",
        "totals": f"line {', '.join(map(str, one.totals_rows[:5]))}" if one.totals_rows else "",
        "text": " · ".join(part for part in (one.encoding, one.locale) if part),
        "sums": " · ".join(f"{key} {value:,.2f}".removesuffix(".00") for key, value in one.sums.items()),
    }
    return [[label, text] for label, text in shown.items() if text]


def _sure(one: "Diagnosis") -> str:
    """Every known report is scored; 100 means that all it needs is there."""
    if not one.scores:
        return ""
    best, *others = one.scores
    if not one.recognised:
        return "closest: " + ", ".join(f"{title} ({score:.0f} of 100)" for title, score in one.scores[:2])
    rival = next(((title, score) for title, score in others if score >= SATISFIED), None)
    return f"best of several: {best[1] - rival[1]:.0f} points before {rival[0]}" if rival else "no other report fits"
