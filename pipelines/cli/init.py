"""`smm init`: a new project folder with commented configuration. Never overwrites anything.

Belongs here: options and filling the templates beside this module. Not here: asking (`asking.py`), checking an answer
(`founding.py`), what the keys mean to the rest of the software (`smm_assets/settings`).
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from json import dumps as json_of
from pathlib import Path
from typing import Annotated

import typer

from pipelines import clock
from pipelines.cli import completing
from pipelines.cli.asking import Asker, Given
from pipelines.cli.first_exports import first_exports
from pipelines.cli.founding import Founding, languages, objectives, own, paid
from pipelines.cli.manual import more
from pipelines.cli.options import JsonOption
from pipelines.cli.terminal import print_json, safe, shown, typed
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
    "smm init myshop --yes --currency USD --timezone America/New_York",
    "smm init myshop --network meta --budget meta=500 --orders shop",
    "smm init . --yes  # in the folder you are in",
)

NetworksOption = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="A network paid for; several times.", autocompletion=completing.words(paid)),
]
BudgetsOption = Annotated[
    list[str] | None, typer.Option(metavar="NETWORK=AMOUNT", help="Its money a month, for plan.csv; several times.")
]
GoalsOption = Annotated[
    list[str] | None, typer.Option(metavar="NETWORK=GOAL", help="Followers to reach; several times.")
]
OrdersOption = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Where own orders or leads are counted.", autocompletion=completing.words(own)),
]
LanguageOption = Annotated[
    str | None,
    typer.Option(metavar="CODE", help="Language of the report.", autocompletion=completing.words(languages)),
]


def init(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="Folder of the new project.")] = ".",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing; take the defaults of what is left.")] = False,
    name: Annotated[str | None, typer.Option(metavar="TEXT", help="Name of the project.")] = None,
    currency: Annotated[str | None, typer.Option(metavar="CODE", help="Currency of reports and advice.")] = None,
    timezone: Annotated[str | None, typer.Option(metavar="ZONE", help="Time zone; else this computer's.")] = None,
    objective: Annotated[
        str | None,
        typer.Option(
            metavar="WORD", help="What counts most: sales, leads …", autocompletion=completing.words(objectives)
        ),
    ] = None,
    network: NetworksOption = None,
    budget: BudgetsOption = None,
    followers: GoalsOption = None,
    orders: OrdersOption = None,
    language: LanguageOption = None,
    json: JsonOption = False,
) -> None:
    """Make a new project folder, with commented configuration.

    Asks what it needs at a terminal; options answer beforehand, --yes takes the defaults. Files that exist already stay
    as they are.
    """
    home = _home(folder)
    given = Given(
        name=name, currency=currency, timezone=timezone, objective=objective, networks=tuple(network or ()),
        budgets=tuple(budget or ()), goals=tuple(followers or ()), orders=orders, language=language,
    )  # fmt: skip
    asker = Asker(given=given, quiet=yes or (home / PROJECT_FILE).exists())
    answers = asker.founding(name=_title(home.name), timezone=local_zone())
    made = create(home, answers, clock.now().date())
    if PROJECT_FILE not in made and given != Given():
        typer.echo(f"{PROJECT_FILE} is there already: it holds, not the options. Change it in an editor", err=True)
    if json:
        kept = [one for one in FILES if one not in made]
        print_json({"folder": str(home), "made": made, "kept": kept, "inbox": str(home / "inbox")})
        return
    for file in FILES:
        typer.echo(f"{'made' if file in made else 'kept'}  {safe(shown(home / file))}")
    _lead_on(home, answers)


def _home(folder: str) -> Path:
    if not folder.strip():
        raise UsageError("the name of the folder is empty", cure="Name it: smm init myshop; or smm init . for this one")
    home = Path(folder).expanduser().resolve()
    if home.exists() and not home.is_dir():
        raise UsageError(f"{folder} is a file, not a folder", cure="Choose another name: smm init myshop")
    return home


def _lead_on(home: Path, answers: Founding) -> None:
    """What to do now: which exports go where, and the commands."""
    typer.echo(f"inbox {safe(shown(home / 'inbox'))}: drop the exports of your networks here, as they come")
    for label, how in first_exports([*answers.networks, answers.orders]):
        typer.echo(f"  {label}: {how}")
    where = "" if home == Path.cwd() else f" --home {typed(home)}"
    typer.echo(f"Next: smm run{where} · which files it reads: smm inspect FILE · check: smm doctor{where}")


def create(home: Path, answers: Founding, today: date) -> list[str]:
    """Write the files that do not exist yet into the folder; returns their names."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    pages = Environment(
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False
    )
    pages.filters["yaml"] = lambda text: json_of(text, ensure_ascii=False)
    (home / "inbox").mkdir(parents=True, exist_ok=True)
    made = []
    for name in FILES:
        text = pages.get_template(f"{name}.j2").render(new=answers, **_days(today), **_names())
        (home / name).parent.mkdir(exist_ok=True)
        try:
            with (home / name).open("x", encoding="utf-8", newline="\n") as out:
                out.write(text)
        except FileExistsError:
            continue
        made.append(name)
    return made


def _days(today: date) -> dict[str, date]:
    this, following = _month(today), _month(_month(today)[1] + timedelta(days=1))
    return {
        "month_start": this[0],
        "month_end": this[1],
        "next_start": following[0],
        "next_end": following[1],
        "goal_date": _month(today + timedelta(days=182))[1],
        "patience": today + timedelta(days=75),
    }


def _month(day: date) -> tuple[date, date]:
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def _names() -> dict[str, Sequence[str]]:
    from smm_assets.budget.benchmarks import METRICS
    from smm_assets.settings import RESULT_METRICS

    return {"networks": list(paid()), "results": RESULT_METRICS, "benchmark_metrics": METRICS}


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
