"""`smm init`: a new project folder with commented configuration. Never overwrites anything.

Belongs here: asking for the three things that cannot be guessed and filling the templates beside this module. Not
here: what the keys mean to the rest of the software (`smm_assets/settings`).
"""

import json
from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from pipelines import clock
from pipelines.cli.manual import more
from pipelines.cli.terminal import safe, shown
from smm_assets.errors import UsageError

TEMPLATES = Path(__file__).with_name("templates")
PROJECT_FILE = "smm.yaml"
FILES = (
    PROJECT_FILE,
    "plan.csv",
    "costs.csv",
    "events.csv",
    "tests.csv",
    "post_tags.csv",
    "mood.csv",
    "benchmarks.csv",
    "kpis.yml",
    "mappings/example.yml",
)


EXAMPLES = more(
    "smm init myshop  # asks a few questions",
    "smm init myshop --yes  # takes the defaults",
    "smm init .  # in the folder you are in",
)


def init(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="Folder of the new project.")] = ".",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Take the defaults, ask nothing.")] = False,
) -> None:
    """Make a new project folder, with commented configuration.

    Asks what it needs at a terminal; options answer beforehand, --yes takes the defaults. Files that exist already stay
    as they are.
    """
    if not folder.strip():
        raise UsageError("the name of the folder is empty", cure="Name it: smm init myshop; or smm init . for this one")
    home = Path(folder).expanduser().resolve()
    if home.exists() and not home.is_dir():
        raise UsageError(f"{folder} is a file, not a folder", cure="Choose another name: smm init myshop")
    made = create(home, _answers(home, yes or (home / PROJECT_FILE).exists()), clock.now().date())
    for name in FILES:
        typer.echo(f"{'made' if name in made else 'kept'}  {safe(shown(home / name))}")
    typer.echo(f"inbox {safe(shown(home / 'inbox'))}: drop the exports of your networks here, as they come")
    where = "" if home == Path.cwd() else f" --home {safe(shown(home))}"
    typer.echo(f"Next: smm run{where} · which files it reads: smm inspect FILE · check: smm doctor{where}")


def create(home: Path, answers: dict[str, str], today: date) -> list[str]:
    """Write the files that do not exist yet into the folder; returns their names."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    pages = Environment(
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False
    )
    pages.filters["yaml"] = lambda text: json.dumps(text, ensure_ascii=False)
    (home / "inbox").mkdir(parents=True, exist_ok=True)
    made = []
    for name in FILES:
        text = pages.get_template(f"{name}.j2").render(**answers, **_days(today), **_names())
        (home / name).parent.mkdir(exist_ok=True)
        try:
            with (home / name).open("x", encoding="utf-8", newline="\n") as out:
                out.write(text)
        except FileExistsError:
            continue
        made.append(name)
    return made


def _days(today: date) -> dict[str, date]:
    return {
        "month_start": today.replace(day=1),
        "month_end": today.replace(day=monthrange(today.year, today.month)[1]),
        "patience": today + timedelta(days=75),
    }


def _names() -> dict[str, Sequence[str]]:
    from smm_assets.budget.benchmarks import METRICS
    from smm_assets.networks import networks
    from smm_assets.settings import RESULT_METRICS

    media = [value for value, network in networks().items() if network.kind in ("ads", "mixed")]
    return {"networks": media, "results": RESULT_METRICS, "benchmark_metrics": METRICS}


def _answers(home: Path, take_defaults: bool) -> dict[str, str]:
    defaults = {"name": _title(home.name), "currency": "EUR", "timezone": local_zone()}
    if take_defaults:
        return defaults
    return {
        "name": typer.prompt("Name of the project", default=defaults["name"]),
        "currency": _ask("Currency of reports and advice (ISO code)", "currency", defaults["currency"], str.upper),
        "timezone": _ask("Time zone", "timezone", defaults["timezone"], str),
    }


def _ask(question: str, key: str, default: str, tidy: Callable[[str], str]) -> str:
    def checked(text: str) -> str:
        from pydantic import ValidationError

        from smm_assets.settings import Settings

        try:
            return str(getattr(Settings.model_validate({key: tidy(text.strip())}), key))
        except ValidationError as error:
            reason = error.errors()[0]["msg"].removeprefix("Value error, ")
            raise typer.BadParameter(reason) from None

    answer: str = typer.prompt(question, default=default, value_proc=checked)
    return answer


def _title(name: str) -> str:
    words = name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] if words else "My project"


def local_zone(link: Path = Path("/etc/localtime")) -> str:
    """Name of this computer's time zone, else UTC."""
    from zoneinfo import available_timezones

    parts = link.resolve().parts
    known = available_timezones()
    names = ("/".join(parts[n:]) for n in range(1, len(parts)))
    found = next((name for name in names if name in known), "UTC")
    return found.removeprefix("Etc/")
