"""The report in a real headless browser: offline, silent, and no wider than the screen."""

import shutil
from collections.abc import Iterator
from datetime import date

import pytest

from smm_assets.report import build
from smm_assets.settings import Project
from smm_assets.warehouse import open_published

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium on this computer"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


@pytest.fixture(scope="module")
def address(project: Project) -> str:
    with open_published(project) as reader:
        return build(project, reader, date(2026, 11, 22)).as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield opened
        opened.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1100])
def test_the_report_fits_the_screen_asks_nobody_and_says_nothing(
    browser, address: str, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, offline=True)
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(address)
    assert asked == [address]
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("#advice").is_visible()
    assert page.locator("svg[role=img]").count() >= 9
    context.close()


def test_the_advice_is_on_the_first_screen(browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1100, "height": 800})
    page.goto(address)
    box = page.locator("table.advice").bounding_box()
    page.close()
    assert box is not None
    assert box["y"] + box["height"] < 800


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
