"""The sections below the first screen as the template takes them.

Belongs here: which section is laid out by whom. Not here: the cells of one section (its module).
"""

from dataclasses import dataclass

from smm_assets.report.facts import Summary
from smm_assets.report.page.sections.audience import AudienceCard, CompetitorsView, audience_card, competitors_view
from smm_assets.report.page.sections.comparison import ComparisonView, comparison_view
from smm_assets.report.page.sections.content import ContentView, content_view
from smm_assets.report.page.sections.curves import CurvesView, curves_view
from smm_assets.report.page.sections.effectiveness import EffectivenessView, effectiveness_view, publishers_view
from smm_assets.report.page.sections.expenses import ExpensesView, expenses_view
from smm_assets.report.page.sections.kpi import KpiTable, kpi_table
from smm_assets.report.page.sections.record import RecordView, record_view
from smm_assets.report.page.sections.timeline import TimelineView, timeline_view
from smm_assets.report.sections.collected import SectionFacts
from smm_assets.report.words import Words


@dataclass(frozen=True, kw_only=True)
class SectionCells:
    """The cells of every section."""

    timelines: tuple[TimelineView, ...]
    curves: tuple[CurvesView, ...]
    effectiveness: tuple[EffectivenessView, ...]
    publishers: tuple[EffectivenessView, ...]
    comparisons: tuple[ComparisonView, ...]
    audience: tuple[AudienceCard, ...]
    competitors: tuple[CompetitorsView, ...]
    content: tuple[ContentView, ...]
    expenses: ExpensesView | None
    record: RecordView | None
    kpi: KpiTable


def section_cells(summary: Summary, facts: SectionFacts, words: Words) -> SectionCells:
    """Every section laid out."""
    return SectionCells(
        timelines=tuple(timeline_view(one, words) for one in facts.timelines),
        curves=tuple(curves_view(one, words) for one in summary.advice if one.curves),
        effectiveness=tuple(effectiveness_view(one, words) for one in facts.effectiveness),
        publishers=tuple(publishers_view(one, words) for one in facts.publishers),
        comparisons=tuple(comparison_view(one, words) for one in facts.comparisons),
        audience=tuple(audience_card(one, words) for one in facts.audience),
        competitors=tuple(competitors_view(one) for one in facts.competitors),
        content=tuple(content_view(one) for one in facts.content),
        expenses=expenses_view(facts.expenses, words) if facts.expenses else None,
        record=record_view(facts.record, words) if facts.record else None,
        kpi=kpi_table(summary.kpis, [one.channel for one in summary.data], facts.kpi_weeks, words),
    )
