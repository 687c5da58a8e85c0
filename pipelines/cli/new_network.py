"""`smm new-network`: a folder for a network this software does not know yet, complete enough to pass its contract.

Belongs here: checking the name and filling the templates beside this module. Not here: what the folder's modules mean
(`smm_assets/ingest/contract.py`). For a table of one's own no code is needed: a mapping file does it.
"""

import keyword
import re
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.manual import more
from pipelines.cli.options import JsonOption
from pipelines.cli.terminal import print_json, safe, shown
from smm_assets.errors import UsageError

TEMPLATES = Path(__file__).with_name("templates") / "network"
REPORT = "campaigns"
FILES = {
    "__init__.py": "__init__.py.j2",
    f"{REPORT}.py": "report.py.j2",
    f"samples/{REPORT}.csv": "samples/sample.csv.j2",
    "samples/expected.yml": "samples/expected.yml.j2",
}
_NAME = re.compile(r"[a-z][a-z0-9_]*")


EXAMPLES = more("smm new-network acme", 'smm new-network acme --label "Acme Ads"')


def new_network(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Value of the network: lower case letters, digits, _.")],
    label: Annotated[str, typer.Option("--label", help="Name people read (default: NAME with a capital).")] = "",
    json: JsonOption = False,
) -> None:
    """Start the folder of a network the software does not know.

    It holds one report, a sample and what the contract test expects; nothing else in the repository changes. For an
    export only you have, write a mapping file instead: smm inspect FILE --suggest-mapping.
    """
    folder = create(name, label.strip() or name.replace("_", " ").capitalize())
    if json:
        print_json({"folder": str(folder), "made": [str(folder / file) for file in FILES]})
        return
    for file in FILES:
        typer.echo(f"made  {safe(shown(folder / file))}")
    typer.echo(f"Check: python -m pytest tests/networks -k {name}")
    typer.echo(f"Next: put a real export beside {safe(shown(folder / 'samples'))}, see what smm inspect says, and")
    typer.echo(f"      name its headers in {safe(shown(folder / f'{REPORT}.py'))}")


def create(name: str, label: str) -> Path:
    """Write the folder and return it. Raises UsageError for a name that cannot be one or is taken."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    _check(name, label)
    folder = _networks_folder() / name
    pages = Environment(
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False
    )
    try:
        (folder / "samples").mkdir(parents=True)
    except OSError as error:
        raise UsageError(
            f"{folder} cannot be made ({error.strerror or error})", cure="Work in a checkout you may write to"
        ) from None
    for file, template in FILES.items():
        text = pages.get_template(template).render(name=name, label=label, report=REPORT)
        (folder / file).write_text(text, encoding="utf-8", newline="\n")
    return folder


def _networks_folder() -> Path:
    from smm_assets import networks

    return Path(networks.__file__).parent


def _check(name: str, label: str) -> None:
    from smm_assets.networks import networks

    if not _NAME.fullmatch(name) or keyword.iskeyword(name):
        raise UsageError(
            f"'{name}' cannot be the value of a network",
            cure="Take lower case letters, digits and _, beginning with a letter: smm new-network my_network",
        )
    if name in networks() or (_networks_folder() / name).exists():
        raise UsageError(f"a network '{name}' is known already", cure="Add a module with the new report to its folder")
    if not re.fullmatch(r"[\w .&-]{1,40}", label) or "\n" in label:
        raise UsageError(f"'{label}' cannot be a label", cure="Take letters, digits, spaces, . & and -, at most 40")
