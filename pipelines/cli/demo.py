"""`smm demo`: a project folder with example exports in the networks' real formats.

Belongs here: where the demo goes. Not here: its content (`smm_assets/simulator`).
"""

from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.manual import more
from pipelines.cli.options import JsonOption
from pipelines.cli.terminal import print_json, safe, shown, typed
from smm_assets.errors import UsageError

EXAMPLES = more("smm demo", "smm demo my-demo --days 60", "smm demo other --seed 8  # another shop")


def demo(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="Folder of the demo project.")] = "data/example",
    seed: Annotated[int, typer.Option(help="Another seed, another shop.", min=0)] = 7,
    days: Annotated[int, typer.Option(help="Days of data.", min=30, max=730)] = 120,
    json: JsonOption = False,
) -> None:
    """Make a project folder with example exports to try things with.

    The exports come from a simulated shop, in the real formats of the networks. A project is never overwritten.
    """
    from smm_assets.settings import PROJECT_FILE

    if not folder.strip():
        raise UsageError("the name of the folder is empty", cure="Name it: smm demo my-demo")
    home = Path(folder).expanduser().resolve()
    if (home / PROJECT_FILE).exists() or (home.is_dir() and any(home.iterdir())):
        raise UsageError(f"{folder} is there already and not empty", cure="Choose another folder: smm demo my-demo")
    if home.exists() and not home.is_dir():
        raise UsageError(f"{folder} is a file, not a folder", cure="Choose another folder: smm demo my-demo")
    from smm_assets.simulator import make_demo

    make_demo(home, seed=seed, days=days)
    files = sum(1 for path in (home / "inbox").rglob("*") if path.is_file())
    if json:
        print_json({"folder": str(home), "exports": files})
        return
    typer.echo(f"Made {safe(shown(home))}: {files} exports wait in its inbox. Next: smm run --home {typed(home)}")
