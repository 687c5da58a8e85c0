"""The page people read, and exports for spreadsheets.

Belongs here: facts of one morning from the published tables, in words, as an HTML file. Not here: the terminal
(`pipelines/cli`), nor anything computed that a table does not hold.
"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smm_assets.language import LanguageCode
    from smm_assets.report.tables import Reader
    from smm_assets.settings import Project


def build(
    project: "Project",
    reader: "Reader",
    as_of: date,
    *,
    name: str = "index.html",
    language: "LanguageCode | None" = None,
) -> Path:
    """Write data/report/<name> from the tables of a reader and swap it in, and the data dictionary beside the
    current one; returns the report's path.

    language: None for the project's.
    """
    from smm_assets.dictionary.html import build as build_dictionary
    from smm_assets.language import speaking
    from smm_assets.report.page.html import render
    from smm_assets.report.page.placing import place
    from smm_assets.report.sections.collected import collect_sections
    from smm_assets.report.summary import collect

    with speaking(language or project.settings.language):
        text = render(collect(project, reader, as_of), collect_sections(project, reader, as_of))
    target = place(project.report, name, text)
    if name == "index.html":
        build_dictionary(project)
    return target
