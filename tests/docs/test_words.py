"""What the pages name is there: commands, targets of make, files of the repository, tables, columns and settings.

Belongs here: names anywhere in README and docs, and pages named in the code. Not here: links between pages, which the
site's own test follows, nor the commands of pages, which are run.
"""

import re
import shlex
from functools import cache
from pathlib import Path

import typer

from pipelines.cli.main import app
from tests.how_to import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
TODAY = [path for path in PAGES if "decisions" not in path.parts]
FOLDERS = ("pipelines", "smm_assets", "dbt_like_sql", "tests", "deploy", "docs", "bench", "locks")
SPOKEN = (
    "dbt_like_sql", "deploy", "pipelines", "smm_assets/allocation", "smm_assets/backup", "smm_assets/budget",
    "smm_assets/decisions",
    "smm_assets/ingest", "smm_assets/kpis", "smm_assets/mappings", "smm_assets/networks", "smm_assets/schema",
    "smm_assets/settings", "smm_assets/simulator", "smm_assets/warehouse", "smm_assets/what_if",
)  # fmt: skip
SUFFIXES = {".py", ".sql", ".yml", ".yaml", ".j2", ".csv", ".service", ".env", ".conf"}
WrongUse = typer.BadParameter.__mro__[1]
OTHERS = {"ad_reporting", "social_media_reporting", "facebook_ads", "pg_dump", "pg_restore"}  # of other projects
PLACEHOLDERS = {"DAY": "2026-11-10", "ID": "1", "AMOUNT": "20"}


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")  # an export some test of encodings is made of


def told(pages: list[Path]) -> list[tuple[str, str]]:
    """(page, text) of what stands between single backticks outside of blocks."""
    bare = {path: re.sub(r"```.*?```", "", text_of(path), flags=re.DOTALL) for path in pages}
    return [(place(path), said) for path in pages for said in re.findall(r"(?<!`)`([^`\n]+)`(?!`)", bare[path])]


def parse(words: list[str]) -> None:
    """Have the command line parse the words after `smm`; raises where it does not know one."""
    command = typer.main.get_command(app)
    while words and hasattr(command, "commands") and words[0] in command.commands:
        command, words = command.commands[words[0]], words[1:]
    if words == [] or words == ["--help"]:
        return
    assert not hasattr(command, "commands") or words[0].startswith("-") or command.invoke_without_command, words
    command.make_context("smm", [PLACEHOLDERS.get(word, word) for word in words], resilient_parsing=False).close()


def test_every_command_a_sentence_names_is_one() -> None:
    wrong = []
    for path, said in told(TODAY):
        if re.match(r"smm [a-z]", said):
            words = shlex.split(said.replace("…", "x"))[1:]
            try:
                parse(words)
            except WrongUse as error:
                wrong += [] if "Missing" in type(error).__name__ else [f"{path}: {said}: {error}"]
            except AssertionError as error:
                wrong.append(f"{path}: {said}: {error}")
    assert wrong == []


def test_every_target_of_make_a_page_names_is_one() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {said.split()[1] for _, said in told(PAGES) if re.match(r"make [a-z-]+", said)}
    in_checkout = re.compile(r'```sh title="in the checkout"\n(.*?)```', re.DOTALL)
    blocks = [block for path in PAGES for block in in_checkout.findall(text_of(path))]
    named |= {name for block in blocks for name in re.findall(r"^make ([a-z-]+)", block, re.MULTILINE)}
    assert {"run", "docs", "ui"} <= named
    assert sorted(named - targets) == []


def test_every_file_of_the_repository_a_page_names_is_there() -> None:
    named = [(path, said) for path, said in told(TODAY) if said.split("/")[0] in FOLDERS and "/" in said]
    assert [one for one in named if not list(ROOT.glob(one[1].split(" ")[0].strip("/")))] == []


def test_every_page_the_code_sends_a_reader_to_is_there() -> None:
    sources = [
        path for top in ("pipelines", "smm_assets", "deploy", "dbt_like_sql") for path in (ROOT / top).rglob("*")
    ]
    texts = {path: text_of(path) for path in sources if path.is_file() and path.suffix in SUFFIXES}
    named = {(place(path), page) for path, text in texts.items() for page in re.findall(r"docs/[\w/-]+\.md", text)}
    assert len(named) > 3
    assert sorted(one for one in named if not (ROOT / one[1]).is_file()) == []


def test_every_table_column_and_setting_a_sentence_names_is_one() -> None:
    files = [path for top in SPOKEN for path in (ROOT / top).rglob("*") if path.suffix in SUFFIXES]
    known = {word for path in files for word in re.findall(r"\w+", text_of(path))} | {path.stem for path in files}
    written = [path for path in TODAY if "<!-- Made by" not in text_of(path)]  # the others are the code's own words
    bare = [
        (path, re.sub(r"^(marts|state|ops|raw|decision|recommendation)\.", "", said)) for path, said in told(written)
    ]
    named = [(path, word) for path, said in bare for word in re.findall(r"^([a-z][a-z0-9]*_[a-z0-9_]+)(?::|$)", said)]
    assert len(named) > 150
    assert [one for one in named if one[1] not in known | OTHERS] == []


def test_links_of_the_first_page_of_the_repository_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text_of(ROOT / "README.md"))
    assert len(links) > 5
    assert [link for link in links if "://" not in link and not (ROOT / link).is_file()] == []
