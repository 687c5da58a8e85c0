"""All facts of the sections below the first screen, of one morning.

Belongs here: which sections there are and that their facts are collected together. Not here: reading single tables.
"""

from dataclasses import dataclass
from datetime import date

from smm_assets.report.labels import Labels
from smm_assets.report.sections.timeline import Timeline, collect_timelines
from smm_assets.report.tables import Reader, Tables
from smm_assets.settings import Project


@dataclass(frozen=True, kw_only=True)
class SectionFacts:
    """What the sections show; a section without facts says which export would fill it."""

    timelines: tuple[Timeline, ...] = ()


def collect_sections(project: Project, reader: Reader, as_of: date | None) -> SectionFacts:
    """The sections' facts of one morning; none before the first run (as_of None)."""
    if as_of is None:
        return SectionFacts()
    tables = Tables(reader)
    labels = Labels(tables, project)
    return SectionFacts(timelines=collect_timelines(project, tables, labels, as_of))
