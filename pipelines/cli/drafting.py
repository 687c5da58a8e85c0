"""`smm inspect FILE --suggest-mapping`: a draft of a mapping file, printed or written into the project.

Belongs here: arguments and where the draft goes. Not here: what stands in it (`smm_assets/mappings`).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from pipelines.cli.options import project_around
from pipelines.cli.terminal import print_json, safe, show_line, shown, typed
from smm_assets.errors import UsageError

if TYPE_CHECKING:
    from smm_assets.settings import Project

SUFFIXES = (".yml", ".yaml")


def draft(
    ctx: typer.Context, files: Sequence[Path], to: str | None, home: Path | None, *, asked: bool, json: bool
) -> None:
    """Print the draft for one file, or write it. asked: --suggest-mapping was given. Never overwrites anything."""
    if not asked:
        raise UsageError("--to says where a draft goes", cure="Add --suggest-mapping")
    if len(files) != 1:
        raise UsageError("a draft is made from one file", cure="Give one export with --suggest-mapping")
    from smm_assets.ingest.recognition.examine import examine
    from smm_assets.mappings.suggesting import suggest
    from smm_assets.registry import registry

    project = project_around(ctx, home)
    target = None if to is None else _target(project, to)
    name, data, reports = files[0].name, files[0].read_bytes(), registry(project, []).reports
    for title in dict.fromkeys(part.report.title for part in examine(name, data, reports=reports).parts if part.report):
        show_line(f"This file is read already as {title}; a mapping is only needed for what is not", err=True)
    text = suggest(name, data, reports)
    questions = sum("# ?" in line for line in text.splitlines()) - 1
    if target is not None:
        _write(target, text)
    if json:
        print_json({"file": target and str(target), "questions": questions, "mapping": text})
        return
    if target is None:
        typer.echo("\n".join(safe(line) for line in text.splitlines()))
        return
    typer.echo(f"made  {safe(shown(target))}: {questions} lines marked # ? wait for an answer")
    home = target.parent.parent
    where = "" if home == Path.cwd() else f" --home {typed(home)}"
    typer.echo(f"Next: answer them, then look again: smm inspect {typed(files[0])}{where}")


def _write(target: Path, text: str) -> None:
    target.parent.mkdir(exist_ok=True)
    try:
        with target.open("xt", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except FileExistsError:
        raise UsageError(f"{shown(target)} is there already", cure="Choose another name with --to NAME") from None


def _target(project: "Project | None", to: str) -> Path:
    """The file of the project's folder of mappings; nothing is written anywhere else."""
    from smm_assets.mappings import FOLDER

    if project is None:
        cure = "Go to a project folder or pass --home DIR; without --to the draft is printed"
        raise UsageError("there is no project to write the draft into", cure=cure)
    folder = project.home / FOLDER
    given = Path(to).expanduser()
    name = given.name if given.parent.resolve() == folder.resolve() else to.removeprefix(f"{FOLDER}/")
    name = name if Path(name).suffix in SUFFIXES else f"{name}.yml"
    if not name.removesuffix(Path(name).suffix).strip() or Path(name).name != name or name.startswith("."):
        cure = f"Give a name such as my_network.yml; it goes into {FOLDER}/"
        raise UsageError(f"'{to}' is no name of a mapping file", cure=cure)
    return folder / name
