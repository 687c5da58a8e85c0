"""The HTML report: one self-contained file that opens offline, with nothing from anywhere else.

Belongs here: filling the template, and the policy that lets only our own style and script in. Not here: facts
(`summary.py`) or cells (`views.py`). Names from exports are hostile: the template escapes everything, and control
characters are taken out before.
"""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from smm_assets.language import gettext, spoken
from smm_assets.report.backtests import in_words
from smm_assets.report.facts import Headline, Summary
from smm_assets.report.fetch_words import title
from smm_assets.report.page import first_screen, views
from smm_assets.report.page.advice_view import advice_view
from smm_assets.report.page.placing import fingerprint
from smm_assets.report.page.proving import Proving
from smm_assets.report.page.sections.cells import section_cells
from smm_assets.report.page.speech import speak
from smm_assets.report.sections.collected import SectionFacts
from smm_assets.report.verdict import files_line, filling_up, is_several, records_line
from smm_assets.report.words import Words, change, counted_by, span, status

TEMPLATES = Path(__file__).with_name("templates")


def render(summary: Summary, sections: SectionFacts | None = None) -> str:
    """The report of one summary as one HTML document. sections: facts below the first screen; None for none."""
    words, several = Words(summary.currency), is_several(summary.advice)
    plans = views.plan_views(summary.pacing, words)
    style, script = styles("palette.css", "style.css", "charts.css", "sections.css"), styles("page.js")
    return _template().render(
        s=summary,
        language=spoken().code,
        style=Markup(style),  # our own files
        script=Markup(script),
        policy=_policy(style, script),
        proving=Proving(summary.as_of),
        words=words,
        several=several,
        sections=section_cells(summary, sections or SectionFacts(), words),
        advice=[advice_view(one, words, several=several, needs=summary.needs) for one in summary.advice],
        figures=first_screen.figures(summary, words),
        split_bar=first_screen.split_bar(summary.split),
        needs=first_screen.by_worth(summary.needs),
        backtests=[in_words(one, several=len(summary.backtests) > 1) for one in summary.backtests],
        plans=plans,
        pacing=first_screen.brief_pacing(plans),
        tiles=[_tile(one, words) for one in summary.headlines],
        coverage=views.coverage_rows(summary.coverage),
        fetch=[(title(line), span(line.period_start, line.period_end), line) for line in summary.fetch],
        files_line=files_line(summary),
        records_line=records_line(summary),
    )


def _policy(style: str, script: str) -> str:
    """What the browser lets in: exactly this style and this script, and nothing from anywhere."""
    return (
        f"default-src 'none'; style-src '{fingerprint(style)}'; script-src '{fingerprint(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def styles(*names: str) -> str:
    """Style sheets, or scripts, one after the other."""
    return "".join((TEMPLATES / name).read_text(encoding="utf-8") for name in names)


def _tile(one: Headline, words: Words) -> dict[str, str]:
    relative = (one.cost_per_result / one.cost_before - 1) if one.cost_per_result and one.cost_before else None
    return {
        "objective": status(one.objective),
        "results": gettext("no data") if one.results is None else words.results(one.metric, one.results),
        "cost": words.money(one.cost_per_result) if one.cost_per_result is not None else "",
        "before": words.money(one.cost_before) if one.cost_before else "",
        "change": change(relative) if relative is not None else "",
        "source": counted_by(one.source),
        "grade": one.grade,
        "filling": filling_up(one.filling_days, one.still_to_come, one.metric, words),
    }


@cache
def _template() -> Template:
    pages = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    speak(pages)
    return pages.get_template("report.html.j2")
