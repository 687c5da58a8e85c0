"""Which tables are shown with a picture, and what it shows.

Belongs here: pacing against the plan, and curves with today's and the recommended spend. Not here: how a picture is
put together (`pictures`), shapes (`report.page.charts`).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from smm_assets.operating.advised import advised
from smm_assets.operating.pictures import Drawn, markdown, rows, tiles
from smm_assets.report.advice_facts import Advice, AdviceLine
from smm_assets.report.labels import Labels
from smm_assets.report.money import collect_pacing
from smm_assets.report.page import charts
from smm_assets.report.page.views import PlanView, plan_views
from smm_assets.report.tables import Tables
from smm_assets.report.words import Words, period
from smm_assets.settings import Project
from smm_assets.warehouse.store import ReadOnlyStore

LEGEND = "Bar: spent, paler: estimated. Tick: expected by now. Band: likely end. Line: plan."
Draw = Callable[[Project, ReadOnlyStore, date], list[str]]


def plot(table: str, project: Project, store: ReadOnlyStore, as_of: date) -> str:
    """The pictures of a table ("schema.table") on a morning as Markdown; empty where it has none to show."""
    draw = PLOTS.get(table)
    return "\n\n".join(draw(project, store, as_of)) if draw else ""


def _pacing(project: Project, store: ReadOnlyStore, as_of: date) -> list[str]:
    tables, words = Tables(store), Words(project.settings.currency)
    views = plan_views(collect_pacing(tables, Labels(tables, project), as_of), words)
    return [
        markdown(rows(f"{view.title}, {words.currency}", _bars(view), LEGEND), _says(view))
        for view in views
        if view.rows
    ]


def _bars(view: PlanView) -> list[Drawn]:
    return [
        Drawn(name=cells["name"], chart=chart, said=f"{cells['spent']} of {cells['plan']}: {cells['status']}")
        for _, cells, chart in view.rows
    ]


def _says(view: PlanView) -> str:
    return f"{view.title}: {view.spent} spent of {view.budget or 'no plan'}"


def _curves(project: Project, store: ReadOnlyStore, as_of: date) -> list[str]:
    words = Words(project.settings.currency)
    return [
        markdown(tiles(_title(one, words), drawn), f"{_title(one, words)}: {'; '.join(each.said for each in drawn)}")
        for one in advised(project, store, as_of)
        if (drawn := _tiles(one, words))
    ]


def _title(one: Advice, words: Words) -> str:
    when = period(one.period_start, one.period_end)
    return f"Expected results a day by spend a day, {when}, {words.currency}; ring: today, dot: recommended"


def _tiles(one: Advice, words: Words) -> Sequence[Drawn]:
    found = []
    for line in one.lines:
        points = one.curves.get(line.channel, ())
        if points:
            said = _moved(line, words)
            chart = charts.curve(points, now=float(line.current), then=float(line.recommended), says=said)
            found.append(Drawn(name=line.label, chart=chart, said=said))
    return found


def _moved(line: AdviceLine, words: Words) -> str:
    now, then = words.amount(line.current, exact=True), words.amount(line.recommended, exact=True)
    return f"{now} today, {then} recommended" if now != then else f"{now} today and recommended"


PLOTS: Mapping[str, Draw] = {
    "marts.budget_adherence": _pacing,
    "marts.response_curve": _curves,
}
