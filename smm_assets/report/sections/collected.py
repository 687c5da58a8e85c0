"""All facts of the sections below the first screen, of one morning.

Belongs here: which sections there are and that their facts are collected together. Not here: reading single tables.
"""

from dataclasses import dataclass, field
from datetime import date

from smm_assets.report.labels import Labels
from smm_assets.report.sections.audience import Audience, Competitors, collect_audience, collect_competitors
from smm_assets.report.sections.comparison import Comparison, collect_comparisons
from smm_assets.report.sections.content import Content, collect_content
from smm_assets.report.sections.effectiveness import (
    Effectiveness,
    Publishers,
    collect_effectiveness,
    collect_publishers,
)
from smm_assets.report.sections.expenses import Expenses, collect_expenses
from smm_assets.report.sections.kpi_weeks import KpiWeeks, collect_kpi_weeks
from smm_assets.report.sections.record import Record, collect_record
from smm_assets.report.sections.timeline import Timeline, collect_timelines
from smm_assets.report.tables import Reader, Tables
from smm_assets.settings import Project


@dataclass(frozen=True, kw_only=True)
class SectionFacts:
    """What the sections show; a section without facts says which export would fill it."""

    timelines: tuple[Timeline, ...] = ()
    effectiveness: tuple[Effectiveness, ...] = ()
    publishers: tuple[Publishers, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    audience: tuple[Audience, ...] = ()
    competitors: tuple[Competitors, ...] = ()
    content: tuple[Content, ...] = ()
    expenses: Expenses | None = None
    record: Record | None = None
    kpi_weeks: KpiWeeks = field(default_factory=KpiWeeks)


def collect_sections(project: Project, reader: Reader, as_of: date | None) -> SectionFacts:
    """The sections' facts of one morning; none before the first run (as_of None)."""
    if as_of is None:
        return SectionFacts()
    tables = Tables(reader)
    labels = Labels(tables, project)
    return SectionFacts(
        timelines=collect_timelines(project, tables, labels, as_of),
        effectiveness=collect_effectiveness(tables, labels, as_of),
        publishers=collect_publishers(tables, labels, as_of),
        comparisons=collect_comparisons(tables, labels, as_of),
        audience=collect_audience(tables, labels, as_of),
        competitors=collect_competitors(tables, labels, as_of),
        content=collect_content(tables, labels, as_of),
        expenses=collect_expenses(tables, labels, as_of),
        record=collect_record(tables, labels, as_of),
        kpi_weeks=collect_kpi_weeks(project, tables, as_of),
    )
