"""Every state advice can be in reads right on the page: none, kept, held, approved, standing, several, very many."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from smm_assets.report.advice_facts import Advice
from smm_assets.report.facts import Need, Summary
from smm_assets.report.page.html import render
from smm_assets.report.reasons import reason_of
from smm_assets.report.summary import collect
from smm_assets.settings import Project
from smm_assets.warehouse import open_published
from tests.browsing import NEEDS_BROWSER, opened

from .conftest import AS_OF

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
HUGE = Decimal("123456789012.34")


@pytest.fixture(scope="module")
def summary(project: Project) -> Summary:
    with open_published(project) as reader:
        return collect(project, reader, AS_OF)


@pytest.fixture(scope="module")
def advice(summary: Summary) -> Advice:
    return summary.advice[0]


def told(summary: Summary, *advice: Advice) -> str:
    """The words of the advice section."""
    page = render(replace(summary, advice=advice))
    section = page[page.index('<section id="advice"') : page.index('<section id="glance"')]
    return " ".join(re.sub(r"<[^>]+>", " ", section).split())


def held(advice: Advice) -> Advice:
    lines = tuple(replace(line, recommended=line.current, action="hold", constraint="hold") for line in advice.lines)
    return replace(advice, keep=True, lines=lines, stop_if="", uplift=None, uplift_low=None, uplift_high=None)


def test_without_advice_the_page_says_what_to_bring(summary: Summary) -> None:
    words = told(summary)
    assert "No advice yet" in words
    assert "smm approve" not in words


def test_proposed_advice_has_its_command_review_and_stop_rule(summary: Summary, advice: Advice) -> None:
    words = told(summary, advice)
    for said in (
        f"smm approve {advice.recommendation_id}",
        "Review on 29 Nov",
        "Go back if an order costs more than 9",
    ):
        assert said in words


def test_advice_to_keep_has_nothing_to_approve_and_no_chart_of_a_gain(summary: Summary, advice: Advice) -> None:
    words = told(summary, replace(advice, keep=True, stop_if=""))
    assert "smm approve" not in words
    assert "No stop rule: nothing is raised." in words
    assert "line at no gain" not in words


def test_where_everything_is_held_each_channel_says_what_unlocks_it(summary: Summary, advice: Advice) -> None:
    need = Need(
        topic="file", where="july.csv", what="cut off", cure="Export it again", unlocks="x", channels=("search",)
    )
    words = told(replace(summary, needs=(need,)), held(advice))
    assert "Every channel is held." in words
    assert "Search : july.csv: Export it again" in words
    assert "What would change our mind" not in words


def test_approved_advice_shows_what_was_approved_and_no_command(summary: Summary, advice: Advice) -> None:
    lines = tuple(replace(line, approved=Decimal(11) if line.channel == "search" else None) for line in advice.lines)
    words = told(summary, replace(advice, status="approved", lines=lines))
    assert "smm approve" not in words
    for said in ("approved", "€11.00", "approved at another amount", "not approved: goes on as today"):
        assert said in words


def test_standing_advice_says_since_when(summary: Summary, advice: Advice) -> None:
    assert "unchanged since Sun 22 Nov" in told(summary, replace(advice, is_standing=True))


def test_why_it_is_new_is_not_said_twice(summary: Summary, advice: Advice) -> None:
    anew = replace(advice, trigger="budget", trigger_detail="the budget changed")
    assert "made anew because the budget changed" in told(summary, anew)
    once = told(summary, replace(anew, summary="Made anew because the budget changed. Move money."))
    assert once.lower().count("made anew because the budget changed") == 1


def test_advice_for_several_objectives_has_a_heading_and_a_command_for_each(summary: Summary, advice: Advice) -> None:
    words = told(summary, advice, replace(advice, objective="leads", recommendation_id="other"))
    assert words.index("For sales") < words.index("smm approve 2026") < words.index("For leads")
    assert words.index("For leads") < words.index("smm approve other")


def test_a_reason_is_told_in_a_sentence_and_kept_whole() -> None:
    text = (
        "We saw 9 days with 1.5 spent. The next 10 bring about 0.3 orders here, about 1 order in Dr. Oetker. "
        "What stopped a larger move: your maximum of 9. What would change our mind: a higher maximum."
    )
    reason = reason_of(text)
    assert reason.short == "The next 10 bring about 0.3 orders here, about 1 order in Dr. Oetker."
    assert reason.change == "a higher maximum"
    assert (reason.rest, reason.text) == ("", text)


def test_a_reason_written_otherwise_keeps_its_first_sentence() -> None:
    reason = reason_of("Don't touch: data only through 18 Nov. An export of 19 Nov unlocks advice.")
    assert (reason.short, reason.change) == ("Don't touch: data only through 18 Nov.", "")
    assert reason.rest == "An export of 19 Nov unlocks advice."
    assert reason_of("One sentence.").short == "One sentence."
    assert reason_of("").text == ""


@pytest.mark.browser
@pytest.mark.skipif(NEEDS_BROWSER[1].args[0], reason="no Chromium on this computer")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("width", [360, 1280])
def test_fifty_channels_with_long_names_and_huge_amounts_do_not_break_the_page(
    browser: "Browser", summary: Summary, advice: Advice, tmp_path: Path, width: int
) -> None:
    names = [(f"c{n}", f"{LONG}{n}" if n % 2 else f"{'A very long name ' * 6}{n}") for n in range(50)]
    lines = tuple(
        replace(advice.lines[0], channel=channel, label=label, action="keep", current=HUGE, recommended=HUGE * 2)
        for channel, label in names
    )
    line = replace(summary.pacing[0], period_start=date(2026, 11, 1), budget=HUGE * 9, spend=HUGE, projected=HUGE)
    pacing = tuple(replace(line, channel=channel, label=label) for channel, label in names)
    file = tmp_path / "many.html"
    file.write_text(render(replace(summary, advice=(replace(advice, lines=lines),), pacing=pacing)), encoding="utf-8")
    with opened(browser, file.as_uri(), width=width) as found:
        assert found.page.evaluate("document.documentElement.scrollWidth") <= width
        assert found.wider() == []
        assert found.page.locator("table.advice tbody tr").count() == 50
