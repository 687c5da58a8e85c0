"""The page in a real headless browser: offline, silent, safe, for every screen, keyboard, printer and reader."""

import os
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from smm_assets.report import build
from smm_assets.settings import Project
from smm_assets.warehouse import open_published
from tests.browsing import NEEDS_BROWSER, Opened, opened

from .conftest import RECOMMENDATION

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = NEEDS_BROWSER
PHONE, DESK = 360, 1280
WHOLE = os.environ.get("SMM_SCREENS") == "all"
SCREENS = [(PHONE, "light"), (DESK, "dark"), *([(PHONE, "dark"), (DESK, "light")] if WHOLE else [])]


@pytest.fixture(scope="module")
def address(project: Project) -> str:
    with open_published(project) as reader:
        return build(project, reader, date(2026, 11, 22)).as_uri()


@pytest.fixture
def desk(browser: "Browser", address: str) -> Iterator[Opened]:
    with opened(browser, address, permissions=["clipboard-read", "clipboard-write"]) as found:
        yield found


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_the_report_fits_the_screen_asks_nobody_says_nothing_and_bars_nobody(
    browser: "Browser", address: str, width: int, scheme: str
) -> None:
    with opened(browser, address, width=width, color_scheme=scheme) as found:
        assert found.asked == [address]
        assert found.page.evaluate("document.documentElement.scrollWidth") <= width
        assert found.wider() == []
        assert found.barriers() == []
        assert found.said == []
        assert found.page.locator("svg[role=img]").count() >= 9
        found.keep(f"report_made_up_{'phone' if width == PHONE else 'desk'}_{scheme}")


@pytest.mark.parametrize("language", ["ru", "ka"])
def test_in_other_languages_it_fits_too_and_bars_nobody(browser: "Browser", project: Project, language: str) -> None:
    with open_published(project) as reader:
        page = build(project, reader, date(2026, 11, 22), name=f"{language}.html", language=language)
    for width in (PHONE, DESK):
        with opened(browser, page.as_uri(), width=width) as found:
            assert found.page.locator("html").get_attribute("lang") == language
            assert found.wider() == []
            beyond = found.page.locator(".first .scroll").evaluate_all(
                "all => all.map(o => o.scrollWidth - o.clientWidth)"
            )
            assert max(beyond) == 0
            assert (width == DESK and not WHOLE) or found.barriers() == []  # they do not hang on the width
            assert found.said == []
            found.keep(f"report_made_up_{language}_{width}")
    page.unlink()


def test_the_advice_its_command_the_figures_and_pacing_are_on_the_first_screen(desk: Opened) -> None:
    for place in ("table.advice", ".approve", ".strip", ".paces"):
        box = desk.page.locator(place).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 800, place
    timing = desk.page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    print(f"loaded after {timing:.0f} ms")  # a note, no promise


def test_nothing_but_our_own_script_and_style_may_run(desk: Opened) -> None:
    """What a name from an export could smuggle in: a script, a handler, a style, a picture."""
    desk.page.evaluate(
        """() => {
          const put = (tag, fill) => document.body.append(Object.assign(document.createElement(tag), fill));
          put("script", {textContent: "document.title = 'run'"});
          put("img", {src: "https://example.org/x.png"});
          const styled = document.createElement("p");
          styled.setAttribute("style", "color: red");
          styled.setAttribute("onclick", "document.title = 'run'");
          document.body.append(styled);
          styled.click();
        }"""
    )
    assert desk.page.title() != "run"
    assert len([said for said in desk.said if "Content Security Policy" in said]) == 4
    assert desk.page.evaluate("getComputedStyle(document.body.lastElementChild).color") != "rgb(255, 0, 0)"


def test_the_keyboard_reaches_skip_link_sections_command_and_reasons(desk: Opened) -> None:
    page, order = desk.page, []
    for _ in range(60):
        page.keyboard.press("Tab")
        order.append(
            page.evaluate(
                "document.activeElement.matches('.skip') ? 'skip' : document.activeElement.matches('nav a') ? 'nav' : "
                "document.activeElement.matches('button') ? 'button' : document.activeElement.tagName.toLowerCase()"
            )
        )
    assert order[0] == "skip"
    places = [order.index(kind) for kind in ("skip", "nav", "button", "summary")]
    assert places == sorted(places)
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_the_skip_link_leads_to_the_advice(desk: Opened) -> None:
    desk.page.keyboard.press("Tab")
    assert desk.page.locator(".skip").is_visible()
    desk.page.keyboard.press("Enter")
    assert desk.page.evaluate("document.activeElement.id") == "main"


def test_a_reason_unfolds_by_keyboard(desk: Opened) -> None:
    summary = desk.page.locator(".why summary").first
    assert not summary.locator("xpath=..").evaluate("one => one.open")
    summary.focus()
    desk.page.keyboard.press("Enter")
    assert summary.locator("xpath=..").evaluate("one => one.open")


def test_the_command_is_copied_by_keyboard_and_said_to_be(desk: Opened) -> None:
    desk.page.locator(".approve button").focus()
    desk.page.keyboard.press("Enter")
    desk.page.locator("#told", has_text="Copied").wait_for()
    assert desk.page.evaluate("navigator.clipboard.readText()") == f"smm approve {RECOMMENDATION}"
    assert desk.page.locator("#told").get_attribute("role") == "status"


def test_a_query_is_copied_whole_even_where_the_clipboard_is_not_given(browser: "Browser", address: str) -> None:
    with opened(browser, address) as found:
        found.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
        found.page.locator("#proof-advice summary").click()
        found.page.locator("#proof-advice button").click()
        found.page.locator("#told", has_text="Copied").wait_for()
        chosen = found.page.evaluate("getSelection().toString()")
        assert chosen.strip() == found.page.locator("#sql-advice").inner_text().strip()
        assert "DATE '2026-11-22'" in chosen


def test_every_how_link_leads_to_its_words_and_unfolds_its_query(desk: Opened) -> None:
    places = desk.page.locator("a.how").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert len(set(places)) >= 7
    assert all(desk.page.locator(place).count() == 1 for place in places)
    desk.page.locator("a.how[href='#proof-pacing']").first.click()
    assert desk.page.locator("#proof-pacing pre").is_visible()


def test_headings_go_down_one_step_at_a_time_under_one_title(desk: Opened) -> None:
    levels = desk.page.locator("h1, h2, h3, h4").evaluate_all("all => all.map(one => Number(one.tagName[1]))")
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for landmark in ("header", "nav[aria-label]", "main"):
        assert desk.page.locator(landmark).count() == 1


def test_without_scripts_the_command_and_the_reasons_are_there(browser: "Browser", address: str) -> None:
    with opened(browser, address, java_script_enabled=False) as found:
        assert found.page.locator(".approve code").inner_text() == f"smm approve {RECOMMENDATION}"
        assert not found.page.locator(".approve button").is_visible()
        found.page.locator(".why summary").first.click()
        assert found.page.locator(".why details p").first.is_visible()


def test_printed_it_is_light_unfolded_and_has_the_advice(browser: "Browser", address: str) -> None:
    with opened(browser, address, color_scheme="dark") as found:
        found.page.emulate_media(media="print", color_scheme="dark")
        found.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert found.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert found.page.locator("details:not([open])").count() == 0
        assert found.page.locator(".why details p").first.is_visible()
        assert found.page.locator(".approve code").is_visible()
        assert not found.page.locator("nav").is_visible()
        found.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert found.page.locator("details[open]").count() == 0
        printed = found.page.pdf(format="A4")
    assert printed.startswith(b"%PDF")
    assert len(printed) > 20_000


def test_a_hostile_name_stays_text(desk: Opened) -> None:
    assert desk.said == []
    assert desk.page.locator("script").count() == 1
    assert desk.page.locator("h1").inner_text() == "Shop & <b>Sons</b>"
    assert "<script>alert('x')</script>" in desk.page.locator(".lead").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_dictionary_is_searched_offline_and_opens_at_the_column_that_is_linked(
    browser, address: str, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, color_scheme=scheme, offline=True)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    dictionary = address.replace("index.html", "dictionary.html")
    page.goto(f"{dictionary}#column-channel_daily-cpa")
    assert page.locator("#column-channel_daily-cpa").is_visible()
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.goto(address)
    assert paper == page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.goto(dictionary)
    page.fill("#find", "followers goal_date")
    assert page.locator("#table-followers").is_visible()
    assert page.locator("#column-followers-goal_date").is_visible()
    assert page.locator("#column-followers-channel").is_hidden()
    assert page.locator("#table-channel_daily").is_hidden()
    page.evaluate("location.hash = '#table-channel_daily'")
    page.wait_for_function("document.getElementById('table-channel_daily').open")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert said == []
    context.close()
