"""The documentation site: it builds without a warning, holds every page, and asks nobody on the internet."""

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag

import pytest

from tests.browsing import CHROMIUM
from tests.how_to import ROOT

LOADED = {
    "script": ("src",), "img": ("src", "srcset"), "iframe": ("src",), "source": ("src", "srcset"), "video": ("src",),
    "audio": ("src",), "embed": ("src",), "object": ("data",), "link": ("href",), "use": ("href", "xlink:href"),
    "image": ("href", "xlink:href"), "input": ("src",),
}  # fmt: skip
NOT_LOADED = {"canonical", "prev", "next", "alternate"}


class Page(HTMLParser):
    """What a browser loads for the page, where its navigation leads, and styles written into it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.linked: list[str] = []
        self.ids: set[str] = set()
        self.styles: list[str] = []
        self._in_style = False
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self._in_style = tag == "style"
        self.styles.append(told.get("style", ""))
        self.ids |= {told[name] for name in ("id", "name") if name in told}
        if tag == "a":
            self.linked.append(told.get("href", ""))
        elif tag != "link" or not set(told.get("rel", "").split()) <= NOT_LOADED:
            self.loaded += [told[name] for name in LOADED.get(tag, ()) if told.get(name)]

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.styles.append(data)


def in_styles(text: str) -> list[str]:
    """Addresses a style sheet loads."""
    found = re.findall(r"""url\(\s*['"]?(.*?)['"]?\s*\)|@import\s+['"](.*?)['"]""", text)
    return [first or second for first, second in found]


def outside(address: str) -> bool:
    return bool(re.match(r"(https?:)?//", address, re.IGNORECASE))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert built.returncode == 0, built.stderr
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    return {path: Page(path) for path in site.rglob("*.html")}


def test_every_page_of_docs_stands_in_the_navigation(site: Path, pages: dict[Path, Page]) -> None:
    home = pages[site / "index.html"]
    made = {path.relative_to(site).as_posix() for path in pages} - {"404.html"}
    sources = [path.relative_to(ROOT / "docs").with_suffix(".html") for path in (ROOT / "docs").rglob("*.md")]
    assert made == {path.as_posix().replace("README.html", "index.html") for path in sources}
    assert sorted(made - {urldefrag(link).url for link in home.linked}) == []


def test_nothing_a_page_or_a_style_loads_lies_elsewhere(site: Path, pages: dict[Path, Page]) -> None:
    wrong = [
        f"{path.relative_to(site)} loads {address}"
        for path, page in pages.items()
        for address in (*page.loaded, *(one for text in page.styles for one in in_styles(text)))
        if outside(address)
    ]
    for sheet in site.rglob("*.css"):
        addresses = in_styles(sheet.read_text(encoding="utf-8"))
        wrong += [f"{sheet.relative_to(site)} loads {address}" for address in addresses if outside(address)]
    assert wrong == []


def test_what_a_page_loads_or_links_to_is_there(site: Path, pages: dict[Path, Page]) -> None:
    wrong = []
    for path, page in pages.items():
        if path.name == "404.html":  # served for any address, so its own are absolute
            continue
        for address in {*page.loaded, *page.linked}:
            target, fragment = urldefrag(address.split("?")[0])
            if outside(address) or re.match(r"[a-z]+:", address):
                continue
            found = (path.parent / target).resolve() if target else path
            if not found.is_file():
                wrong.append(f"{path.relative_to(site)} → {address}")
            elif fragment and found in pages and fragment not in pages[found].ids:
                wrong.append(f"{path.relative_to(site)} → {address}: no such place")
    assert wrong == []


def test_every_block_of_a_page_is_one_on_the_site(site: Path, pages: dict[Path, Page]) -> None:
    assert [path.relative_to(site).as_posix() for path in pages if "```" in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize(
    ("styles", "loaded"),
    [
        ("a { background: url('https://cdn.example/x.png') }", ["https://cdn.example/x.png"]),
        ("@import '//fonts.example/a.css';", ["//fonts.example/a.css"]),
        ("a { mask: url(x.svg) }", ["x.svg"]),
    ],
)
def test_addresses_in_styles_are_found(styles: str, loaded: list[str]) -> None:
    assert in_styles(styles) == loaded


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this computer")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_opened_from_its_folder_it_fits_a_phone_and_its_search_finds(browser, site: Path, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, color_scheme=scheme, offline=True)
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((site / "index.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator("label[for=__search]").first.click()
    page.locator("input[name=query]").press_sequentially("oauth2")  # a word of one page
    page.locator(".md-search-result__link[href*=authentication]").first.wait_for(timeout=20000)
    for one in ("concepts/advice.html", "start.html", "faq.html", "reference/files.html"):
        page.goto((site / one).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, one
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert said == []
    context.close()
