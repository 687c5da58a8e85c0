"""The report is one safe file: hostile names stay text, nothing is fetched, every section is there."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from smm_assets.report import build
from smm_assets.report.page.html import TEMPLATES
from smm_assets.settings import Project
from smm_assets.warehouse import open_published

VOID = {"meta", "br", "hr", "img", "rect", "line", "circle", "polygon", "polyline"}


class Page(HTMLParser):
    """Tags, attributes and texts of a page; raises when tags do not close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.fixture(scope="module")
def path(project: Project) -> Path:
    from datetime import date

    with open_published(project) as reader:
        return build(project, reader, date(2026, 11, 22))


@pytest.fixture(scope="module")
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    page = Page()
    page.feed(text)
    return page


def test_the_report_lies_in_the_projects_data_folder(project: Project, path: Path) -> None:
    assert path == project.home / "data" / "report" / "index.html"
    assert sorted(path.parent.iterdir()) == [path.with_name("dictionary.html"), path]


def test_a_hostile_name_reaches_the_page_only_as_text(text: str, page: Page) -> None:
    assert [attributes for tag, attributes in page.tags if tag == "script"] == [{}]
    assert text.count("<script") == 1
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    assert script == (TEMPLATES / "page.js").read_text(encoding="utf-8")
    assert any("<script>alert('x')</script>" in piece for piece in page.texts)


def test_no_attribute_runs_anything_or_holds_a_control_character(text: str, page: Page) -> None:
    names = {name for _, attributes in page.tags for name in attributes}
    assert not [name for name in names if name.startswith("on")]
    assert "\x1b" not in text


def test_nothing_is_fetched_from_anywhere(text: str, page: Page) -> None:
    told = re.sub(r"sha256-[\w+/=]+", "", text)  # fingerprints of our own style and script
    assert not re.findall(r"https?://|//\w|@import|url\(", told)
    links = [value for _, attributes in page.tags for name, value in attributes.items() if name in ("href", "src")]
    assert links
    assert all(value and value.startswith(("#", "dictionary.html#table-")) for value in links)


def test_every_link_leads_to_a_section(page: Page) -> None:
    ids = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    links = {attributes["href"] for _, attributes in page.tags if attributes.get("href")}
    assert {link.removeprefix("#") for link in links if link and link.startswith("#")} <= ids


def test_every_section_is_there_and_named(page: Page) -> None:
    sections = [attributes for tag, attributes in page.tags if tag == "section"]
    assert [section["id"] for section in sections] == [
        "advice", "glance", "needs", "since", "money", "campaigns", "totals", "curves", "timeline", "effectiveness",
        "kpi", "expenses", "audience", "content", "record", "data", "figures",
    ]  # fmt: skip
    assert all(section.get("aria-labelledby") for section in sections)


def test_every_chart_says_in_words_what_it_shows(page: Page) -> None:
    charts = [attributes for tag, attributes in page.tags if tag == "svg" and attributes.get("class") != "area"]
    assert len(charts) >= 9
    assert all(chart.get("role") == "img" and chart.get("aria-label") for chart in charts)


def test_advice_money_kpis_and_data_show_their_figures(page: Page) -> None:
    words = " ".join(" ".join(page.texts).split())
    for said in ("€10.00", "€12.00", "+20 %", "€288.00", "29 Nov", "18 orders", "cut off at row 812", "1 quarantined"):
        assert said in words, said
    assert "25 of 28 days; missing 19–21 Nov" in words


def test_campaigns_stand_with_what_is_to_be_done_first(page: Page) -> None:
    words = " ".join(" ".join(page.texts).split())
    places = [
        words.index(said) for said in ("Idle <script>", "€3.00 €0.00 pause switch off", "€5.00 €6.00 scale", "Plain")
    ]
    assert places == sorted(places)
    assert "smm export changes --to changes.xlsx" in words


def test_other_totals_are_told_in_a_table_and_a_chart_with_words(page: Page) -> None:
    words = " ".join(" ".join(page.texts).split())
    for said in ("If the total changed", "−30 %", "not possible", "as advised", "1.7–3.2", "13.75", "a guess"):
        assert said in words, said
    assert "−30 %: Your limits do not allow it" in words
    (chart,) = [attributes for tag, attributes in page.tags if (tag, attributes.get("class")) == ("svg", "totals")]
    assert chart["aria-label"] == "Expected orders a day by total: €30.00 brings about 2.2, €33.00 brings about 2.4"


def test_building_again_gives_the_same_bytes(project: Project, path: Path) -> None:
    from datetime import date

    before = path.read_bytes()
    with open_published(project) as reader:
        build(project, reader, date(2026, 11, 22))
    assert path.read_bytes() == before


def test_the_page_works_in_light_dark_print_and_on_a_phone(text: str) -> None:
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text
    assert 'name="viewport"' in text
    assert "max-width: 44rem" in text


def test_a_project_without_any_data_has_a_report_too(tmp_path_factory: pytest.TempPathFactory) -> None:
    from datetime import date

    from smm_assets.warehouse import open_store

    home = tmp_path_factory.mktemp("new")
    (home / "smm.yaml").write_text("name: New\n", encoding="utf-8")
    project = Project.open(home)
    with open_store(project) as store:
        text = build(project, store, date(2026, 11, 22)).read_text(encoding="utf-8")
    assert "No advice yet" in text
    assert "Fill in plan.csv" in text


def test_a_plan_period_without_a_plan_shows_no_budget_and_nothing_left() -> None:
    """25 spent where nothing was planned."""
    from dataclasses import replace
    from datetime import date
    from decimal import Decimal

    from smm_assets.report.facts import Pacing
    from smm_assets.report.page.views import plan_views
    from smm_assets.report.words import Words

    line = Pacing(
        channel="a", label="Alpha", category="promotion", period_start=date(2026, 11, 1),
        period_end=date(2026, 11, 30), budget=None, spend=Decimal(25), estimated=Decimal(0), expected=None, pace=None,
        projected=None, projected_low=None, projected_high=None, needed_per_day=None, status="no_budget", reason="",
    )  # fmt: skip
    (view,) = plan_views([line], Words("EUR"))
    assert (view.budget, view.spent, view.left) == ("", "€25", "")
    (mixed,) = plan_views([line, replace(line, channel="b", budget=Decimal(100), spend=Decimal(40))], Words("EUR"))
    assert (mixed.budget, mixed.spent, mixed.unplanned, mixed.left) == ("€100", "€65", "€25", "€60")


def test_advice_of_several_objectives_is_headed_by_its_objective(project: Project) -> None:
    from dataclasses import replace
    from datetime import date
    from decimal import Decimal

    from smm_assets.report.page.html import render
    from smm_assets.report.summary import collect

    with open_published(project) as reader:
        summary = collect(project, reader, date(2026, 11, 22))
    (one,) = summary.advice
    assert f"<h3>For {one.objective} · " not in render(summary)
    both = render(replace(summary, advice=(one, replace(one, objective="leads"))))
    assert f"<h3>For {one.objective} · " in both
    assert "<h3>For leads · " in both
    kept = render(replace(summary, advice=(replace(one, kept=Decimal(5), kept_total=Decimal(45)),)))
    row = '<th scope="row">Kept for trying something new</th><td class="n"></td><td class="n strong">€5.00</td>'
    assert row in kept
    assert "Kept for trying something new" not in render(summary)


def test_pacing_in_brief_has_every_channel_and_names_what_else_is_off_its_plan(project: Project) -> None:
    """Search and Video by channel; content under its plan by name; research, which is on it, not at all."""
    from dataclasses import replace
    from datetime import date

    from smm_assets.report.page.first_screen import brief_pacing
    from smm_assets.report.page.views import plan_views
    from smm_assets.report.summary import collect
    from smm_assets.report.words import Words

    with open_published(project) as reader:
        lines = collect(project, reader, date(2026, 11, 22)).pacing
    content = replace(lines[0], channel="", label="", category="content", status="under")
    research = replace(content, category="research", status="on_track")
    (brief,) = brief_pacing(plan_views([*lines, content, research], Words("EUR")))
    assert len(brief.rows) == len(lines) == 2
    assert brief.off_plan == (("under", "Content"),)
    assert brief_pacing(plan_views([content], Words("EUR"))) == ()
