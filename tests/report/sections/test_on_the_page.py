"""The sections on the built page: figures of the tables, hostile names as text, empty states that say what to fetch."""

from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser

import pytest

from smm_assets.report.page.html import render
from smm_assets.report.sections.collected import SectionFacts, collect_sections
from smm_assets.report.summary import collect
from smm_assets.settings import Project
from smm_assets.warehouse import open_published

AS_OF = date(2026, 11, 22)
SECTIONS = ("timeline", "curves", "effectiveness", "kpi", "expenses", "audience", "content", "record", "data")


class Sections(HTMLParser):
    """Words of each section, with those that pictures say."""

    def __init__(self) -> None:
        super().__init__()
        self.words: dict[str, list[str]] = {}
        self.now = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "section":
            self.now = found.get("id") or ""
        if self.now and found.get("aria-label"):
            self.words.setdefault(self.now, []).append(found["aria-label"] or "")

    def handle_data(self, data: str) -> None:
        if self.now:
            self.words.setdefault(self.now, []).append(data)


def _sections(html: str) -> dict[str, str]:
    parser = Sections()
    parser.feed(html)
    return {name: " ".join(" ".join(words).split()) for name, words in parser.words.items()}


@pytest.fixture(scope="module")
def html(project: Project) -> Iterator[str]:
    with open_published(project) as reader:
        yield render(collect(project, reader, AS_OF), collect_sections(project, reader, AS_OF))


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ("timeline", ("€780 spent", "84 orders", "They lack Video", "spend a day between €10 and €30")),
        ("curves", ("€12.00", "More than €12.00 a day was never spent")),
        ("effectiveness", ("€5.00", "4.00–6.25", "€7.50", "11 → 14", "results for each click +3")),
        ("kpi", ("5.00 meets target", "20.00 * off target", "few data")),
        ("expenses", ("€37 of all kinds", "wasted €37 100 %", "Nothing came of <script>alert('x')</script>", "€410")),
        ("audience", ("2,345 followers", "Goal: 2,500 by 31 Dec", "3.9 a day needed, 4 a day now", "40 %", "€1.25")),
        ("content", ("4.2 %", "3.1–5.3 %", "<script>alert('x')</script>")),
        ("record", ("This is the first advice",)),
        ("data", ("Video <script>", "18 Nov late", "25 of 28 days; missing 19–21 Nov", "first: line 7")),
    ],
)
def test_a_section_shows_the_figures_of_its_tables(html: str, section: str, said: tuple[str, ...]) -> None:
    words = _sections(html)[section]
    for one in said:
        assert one in words, f"{one!r} is not in: {words}"


def test_every_section_leads_to_how_its_figures_are_found(html: str) -> None:
    for proof in (
        "timeline",
        "curves",
        "effectiveness",
        "week_before",
        "kpi",
        "expenses",
        "audience",
        "content",
        "data",
    ):
        assert f'href="#proof-{proof}"' in html
        assert f'id="proof-{proof}"' in html


def test_an_empty_project_is_told_which_export_fills_each_section(project: Project) -> None:
    from smm_assets.report.facts import Files, Summary

    none = dict.fromkeys(("read", "loaded", "superseded", "quarantined", "skipped_total"), 0)
    nothing = Files(found=0, by_outcome={}, since_run=False, records=none, refused=())
    empty = Summary(
        project="New", currency="EUR", as_of=None, files=nothing, bad_rows=(), red_checks=(), data=(), coverage=(),
        pacing=(), split=(), spend_month=None, headlines=(), kpis=(), advice=(), run=None, needs=(),
    )  # fmt: skip
    words = _sections(render(empty, SectionFacts()))
    for section, said in (
        ("timeline", "Drop the networks' exports with a Day breakdown"),
        ("effectiveness", "a network's export with spend by day"),
        ("kpi", "your own KPIs go into kpis.yml"),
        ("expenses", "costs.csv"),
        ("audience", "a page's follower export"),
        ("content", "a page's export of posts"),
        ("record", "This is the first advice"),
    ):
        assert said in words[section]
    assert "curves" not in words


def test_before_the_first_run_no_section_has_facts(project: Project) -> None:
    with open_published(project) as reader:
        assert collect_sections(project, reader, None) == SectionFacts()


def test_many_channels_scroll_within_the_kpi_table_which_can_be_reached_by_keys(html: str) -> None:
    region = '<div class="scroll" tabindex="0" role="region" aria-labelledby="kpi-title">'
    assert " ".join(html.split()).count(f'{region} <table class="cards kpis">') == 1
