"""A page of ours in a real headless browser: opened offline, with everything it asked for and said written down.

Belongs here: opening, measuring and keeping pictures. Not here: what is expected of a page.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SCREENSHOTS = Path(os.environ.get("SMM_SCREENSHOTS", Path(__file__).parents[1] / "build" / "screenshots"))
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
NEEDS_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this computer"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
_WIDER = """() => {
  const wide = document.documentElement.clientWidth;
  return Array.from(document.querySelectorAll("body *"))
    .filter(one => one.getBoundingClientRect().right > wide + 0.5 && !one.closest(".scroll, pre, .out, .skip, .who"))
    .map(one => one.tagName + "." + one.getAttribute("class") + " " + one.textContent.trim().slice(0, 60));
}"""


@dataclass
class Opened:
    """A page with the addresses it asked for and what it said on the console or in dialogs."""

    page: "Page"
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def wider(self) -> list[str]:
        """Elements that reach beyond the right edge of the screen, but for those that scroll by themselves."""
        found: list[str] = self.page.evaluate(_WIDER)
        return found

    def keep(self, name: str) -> None:
        """Keep a picture of all of it for people to look at."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)

    def barriers(self) -> list[str]:
        """What axe-core finds serious or critical for people who do not see, or use no mouse."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page).response["violations"]
        return [
            f"{one['id']}: {node['target']} {node['html'][:120]}"
            for one in found
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"]
        ]


@contextmanager
def opened(
    browser: "Browser", address: str, *, width: int = 1280, height: int = 800, **settings: Any
) -> Iterator[Opened]:
    """The page at this address in a window of its own, without any network."""
    context = browser.new_context(viewport={"width": width, "height": height}, offline=True, **settings)
    found = Opened(page=context.new_page())
    found.page.on("request", lambda request: found.asked.append(request.url))
    found.page.on("console", lambda message: found.said.append(message.text))
    found.page.on("pageerror", lambda error: found.said.append(str(error)))
    found.page.on("dialog", lambda dialog: found.said.append(dialog.message))
    found.page.goto(address)
    yield found
    context.close()


@contextmanager
def launched() -> Iterator["Browser"]:
    """A headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
