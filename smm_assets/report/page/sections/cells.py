"""The sections below the first screen as the template takes them.

Belongs here: which section is laid out by whom. Not here: the cells of one section (its module).
"""

from dataclasses import dataclass

from smm_assets.report.facts import Summary
from smm_assets.report.page.sections.curves import CurvesView, curves_view
from smm_assets.report.page.sections.timeline import TimelineView, timeline_view
from smm_assets.report.sections.collected import SectionFacts
from smm_assets.report.words import Words


@dataclass(frozen=True, kw_only=True)
class SectionCells:
    """The cells of every section."""

    timelines: tuple[TimelineView, ...]
    curves: tuple[CurvesView, ...]


def section_cells(summary: Summary, facts: SectionFacts, words: Words) -> SectionCells:
    """Every section laid out."""
    return SectionCells(
        timelines=tuple(timeline_view(one, words) for one in facts.timelines),
        curves=tuple(curves_view(one, words) for one in summary.advice if one.curves),
    )
