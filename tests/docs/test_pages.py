"""No page without its place and its proof: indexes hold every page, blocks of commands are run by some test.

Belongs here: what holds for all pages alike. Not here: what a page's commands must say.
"""

import re
from pathlib import Path

import pytest
import typer

from pipelines.cli.main import app
from smm_assets.settings.model import Settings
from smm_assets.sqlmodels import load_models
from tests.how_to import ROOT, blocks

DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"


def linked(index: Path) -> dict[str, str]:
    """Page → words of its link, of an index that links pages beside it."""
    found = re.findall(r"\[([^\]]+)\]\(([\w./-]+\.md)(?:#[\w-]+)?\)", index.read_text(encoding="utf-8"))
    return {page: words for words, page in found}


def title(page: Path) -> str:
    return re.findall(r"^# (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)[0]


@pytest.mark.parametrize("folder", ["concepts", "how-to", "reference"])
def test_the_first_page_of_a_folder_links_all_others(folder: str) -> None:
    pages = {path.name for path in (DOCS / folder).glob("*.md")} - {"index.md"}
    pages |= {f"{path.parent.name}/index.md" for path in (DOCS / folder).glob("*/index.md")}
    assert sorted(pages - set(linked(DOCS / folder / "index.md"))) == [], "link them on the first page"


def test_every_decision_stands_in_their_index_under_its_title() -> None:
    index = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| \[(\d{4})\]\((\1-[\w-]+\.md)\) \| (.+) \|$", index, re.MULTILINE)
    pages = sorted(path for path in (DOCS / "decisions").glob("0*.md"))
    assert sorted(page for _, page, _ in listed) == [path.name for path in pages]
    assert sorted(f"{number} {words}" for number, _, words in listed) == [title(path) for path in pages]


def test_every_page_with_commands_is_run_by_a_test() -> None:
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py"))
    run = set(re.findall(r"""page\("([\w-]+)""", tests)) | set(re.findall(r"docs/([\w/-]+)\.md", tests))
    run = {name.split("/")[-1] for name in run}
    pages = [path for path in DOCS.rglob("*.md") if path.parent.name == "how-to" or blocks(path.read_text("utf-8"))]
    pages.remove(DOCS / "how-to" / "index.md")
    pages = [path for path in pages if path.parent != REFERENCE or path.stem not in ("commands", "settings")]
    assert len(pages) > 20
    assert [path.relative_to(DOCS).as_posix() for path in pages if path.stem not in run] == []


def test_every_page_begins_with_its_title_and_says_what_it_is_for() -> None:
    wrong = []
    for path in DOCS.rglob("*.md"):
        text = re.sub(r"\A---\n.*?\n---\n+", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        if not re.match(r"# [^\n]{2,140}\n\n(?:<!--[^>]*-->\n\n)?\S", text):
            wrong.append(path.relative_to(DOCS).as_posix())
    assert wrong == []


def test_every_how_to_says_how_one_sees_that_it_worked() -> None:
    pages = {path.name: path.read_text(encoding="utf-8") for path in (DOCS / "how-to").glob("*.md")}
    del pages["index.md"]
    assert [name for name, text in pages.items() if "\n## How you see that it worked" not in text] == []


def commands(command: object, name: str = "smm") -> list[str]:
    """Every command there is, with the words before it."""
    under = getattr(command, "commands", {})
    own = [name] if not under or getattr(command, "invoke_without_command", False) else []
    return own + [one for word, child in under.items() for one in commands(child, f"{name} {word}")]


def test_every_command_stands_in_the_reference() -> None:
    told = (REFERENCE / "commands.md").read_text(encoding="utf-8")
    known = commands(typer.main.get_command(app))
    assert "smm quarantine release" in known
    assert [name for name in known if not re.search(rf"\b{name}\b", told)] == []


def test_every_setting_stands_in_the_reference() -> None:
    told = (REFERENCE / "settings.md").read_text(encoding="utf-8")
    named = set(re.findall(r"[`.]([a-z_]+)[`.\[]", told))
    known = {*Settings.model_fields}
    assert "thresholds" in known
    assert sorted(known - named) == []


def test_every_published_table_and_column_stands_in_the_reference() -> None:
    told = "\n".join(path.read_text(encoding="utf-8") for path in (REFERENCE / "tables").rglob("*.md"))
    words = set(re.findall(r"\w+", told))
    marts = {name: model for name, model in load_models().items() if model.layer == "marts"}
    assert len(marts) > 50
    assert sorted(set(marts) - words) == []
    assert sorted({column.name for model in marts.values() for column in model.columns} - words) == []
