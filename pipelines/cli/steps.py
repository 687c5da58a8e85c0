"""Commands worth typing next, for the last line of the page.

Belongs here: which of the commands that exist fit the state of the project. Not here: the page's layout.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.cli.terminal import shown
from smm_assets.report.facts import Summary

if TYPE_CHECKING:
    from smm_assets.settings import Project


def next_steps(project: "Project", summary: Summary) -> list[str]:
    """Where report and tables are, and one or two commands that fit."""
    home = "" if project.home == Path.cwd() else f" --home {shown(project.home)}"
    if not summary.files.found:
        return [
            f"Next: drop exports into {project.inbox if '://' in project.inbox else shown(Path(project.inbox))}",
            "not sure about a file: smm inspect FILE",
            f"then: smm run{home}",
        ]
    steps = []
    if (project.report / "index.html").is_file():
        steps.append(f"Report {shown(project.report / 'index.html')}")
    steps.append(f"Tables {_tables(project)}")
    steps.append(f'Next: smm sql{home} "SHOW TABLES"')
    steps.append(f"smm recommend{home} --budget AMOUNT")
    steps.append(f"smm ui{home}")
    if not summary.pacing:
        steps.append("plan.csv: amounts per channel unlock pacing")
    return [*steps, "Yours: smm init myshop"]


def _tables(project: "Project") -> str:
    from smm_assets.warehouse.place import place_of

    return shown(project.published) if project.settings.is_embedded else place_of(project)
