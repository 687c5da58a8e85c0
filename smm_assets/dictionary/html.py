"""The data dictionary as one HTML file that opens offline, beside the report; its search is a script of our own.

Belongs here: filling the template. Not here: what is said of a table (`collecting`). The script runs by its hash alone
(Content-Security-Policy), nothing is fetched. Anchors are fixed, since the report links them: `table-<name>` and
`column-<table>-<column>`.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from smm_assets.dictionary.collecting import entries
from smm_assets.dictionary.exports import feeding
from smm_assets.dictionary.pages import PLACES
from smm_assets.errors import ConfigurationError
from smm_assets.kpis.definition import Kpi
from smm_assets.kpis.documentation import better, sample, thresholds
from smm_assets.kpis.model import project_kpis
from smm_assets.report.page.html import styles
from smm_assets.report.page.placing import fingerprint, place
from smm_assets.report.visible import visible
from smm_assets.sqlmodels.load import ROOT, load_models
from smm_assets.sqlmodels.model import Model
from smm_assets.sqlmodels.questions import questions

if TYPE_CHECKING:
    from smm_assets.settings import Project

TEMPLATES = Path(__file__).with_name("templates")
NAME = "dictionary.html"


def build(project: "Project") -> Path:
    """Write data/report/dictionary.html, with the project's own KPIs, and swap it in; returns its path."""
    return place(project.report, NAME, render(project))


def render(project: "Project") -> str:
    """The dictionary of a project as one HTML document."""
    models, kpis = _known(project)
    script = (TEMPLATES / "search.js").read_text(encoding="utf-8")
    return _template().render(
        name=project.settings.name,
        currency=project.settings.currency,
        style=Markup(styles("palette.css") + (TEMPLATES / "dictionary.css").read_text(encoding="utf-8")),
        script=Markup(script),
        script_hash=fingerprint(script),
        places=PLACES,
        tables=entries(models),
        kpis=[(kpi, better(kpi), thresholds(kpi), sample(kpi)) for kpi in kpis],
        questions=list(questions().values()),
        feeding=feeding(),
    )


def _known(project: "Project") -> tuple[Mapping[str, Model], list[Kpi]]:
    """Models and KPIs of the project; the shipped ones while its kpis.yml has a mistake, which the run tells."""
    try:
        return load_models(project), project_kpis(load_models(), project, ROOT)
    except ConfigurationError:
        return load_models(), project_kpis(load_models(), None, ROOT)


@cache
def _template() -> Template:
    pages = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: _shown(value),
    )
    return pages.get_template("dictionary.html.j2")


def _shown(value: object) -> object:
    """Texts without signs that act; queries keep their lines."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return "\n".join(visible(line) for line in value.split("\n"))
