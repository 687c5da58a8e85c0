"""Commands worth typing next, for the last line of the page.

Belongs here: which of the commands that exist fit the state of the project. Not here: the page's layout.
"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.cli.published import former_copy, past_report
from pipelines.cli.terminal import shown, typed

if TYPE_CHECKING:
    from smm_assets.report.facts import Summary
    from smm_assets.settings import Project


def next_steps(project: "Project", summary: "Summary", *, past: date | None = None) -> list[str]:
    """Where report and tables are, and one or two commands that fit. past: the earlier morning they speak of."""
    home = where(project)
    if past is not None:
        return _past_steps(project, past, f"{home} --as-of {past}")
    if not summary.files.found:
        return [
            f"Next: drop exports into {_inbox(project)}",
            "not sure about a file: smm inspect FILE",
            f"then: smm run{home}",
        ]
    steps = _report(project.report / "index.html")
    steps.append(f"Tables {_tables(project)}")
    steps += _queries(home, summary)
    steps.append(f"smm ui{home}")
    if not summary.pacing:
        steps.append("plan.csv: amounts per channel unlock pacing")
    return [*steps, "Yours: smm init myshop"] if project.settings.as_of else steps  # pinned: the example


def waited_for(project: "Project", summary: "Summary") -> list[tuple[str, str]]:
    """Networks whose exports are waited for, and how each is made, as long as nothing came at all."""
    if summary.files.found:
        return []
    from pipelines.cli.first_exports import expected, first_exports

    return first_exports(expected(project))


def worth_typing(project: "Project", summary: "Summary") -> list[str]:
    """The one or two commands that lead on from the screen of `smm status`."""
    home = where(project)
    if not summary.files.found:
        return [f"smm run{home} after dropping exports into {_inbox(project)}", "smm inspect FILE"]
    fresh = [f"smm report{home} --open", f"smm explain recommendation{home}"]
    waits = any(one.status == "proposed" and not one.keep for one in summary.advice)
    return fresh if waits else [fresh[0], f"smm ui{home}"]


def where(project: "Project") -> str:
    """The option that names the project in a command, where the working folder does not."""
    return "" if project.home == Path.cwd() else f" --home {typed(project.home)}"


def _inbox(project: "Project") -> str:
    return project.inbox if "://" in project.inbox else shown(Path(project.inbox))


def _past_steps(project: "Project", past: date, options: str) -> list[str]:
    """The report and tables of that morning, and the commands that can speak of it."""
    return [
        *_report(past_report(project, past)),
        f"Tables {shown(former_copy(project, past))}",
        *_queries(options),
    ]


def _report(path: Path) -> list[str]:
    return [f"Report {shown(path)}"] if path.is_file() else []


def _queries(options: str, summary: "Summary | None" = None) -> list[str]:
    """summary: of the current morning, whose open advice can be approved."""
    proposed = [one for one in summary.advice if one.status == "proposed" and not one.keep] if summary else []
    approve = [f"smm approve{options} {proposed[0].recommendation_id}"] if proposed else []
    first, *more = [*approve, f'smm sql{options} "SHOW TABLES"', f"smm recommend{options} --budget AMOUNT"]
    return [f"Next: {first}", *more]


def _tables(project: "Project") -> str:
    from smm_assets.warehouse.place import place_of

    return shown(project.published) if project.settings.is_embedded else place_of(project)
