"""The templates are those of the code: each still stands where sentences are made, and each is sound."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from smm_assets.phrasebook.book import templates
from smm_assets.phrasebook.kinds import VALUES
from smm_assets.phrasebook.sentences import PHRASES

ROOT = Path(__file__).resolve().parents[2]
MAKERS = [path for path in sorted((ROOT / "smm_assets").rglob("*.py")) if "phrasebook" not in path.parts]
MODELS = sorted((ROOT / "dbt_like_sql").rglob("*.sql"))
MOST_PIECES = 5


def _fragments(path: Path) -> Iterator[str]:
    """Texts of a module, docstrings left out: whole constants, and the fixed parts of f-strings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def _sql_texts(path: Path) -> Iterator[str]:
    sql = re.sub(r"/\*.*?\*/|--[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for text in re.findall(r"'((?:[^']|'')*)'", sql):
        yield text.replace("''", "'")


@pytest.fixture(scope="module")
def texts() -> str:
    found = [text for path in MAKERS for text in _fragments(path)]
    found += [text for path in MODELS for text in _sql_texts(path)]
    found += [text.replace("{", "\n{").replace("}", "}\n") for text in found if "{" in text]
    found += [text[:1].lower() + text[1:] for text in found]
    found += [changed for text in found for changed in (text.replace("_", " "), text.rstrip(": ")) if changed != text]
    return "\n" + "\n".join(found) + "\n"


def _is_there(literal: str, texts: str, before: str = "", pieces: int = MOST_PIECES) -> bool:
    """Whether the code holds the literal: in one text, or put together of texts that end and begin where it is cut."""
    if f"{before}{literal}" in texts:
        return True
    cuts = range(len(literal) - 1, 0, -1) if pieces > 1 else ()
    return any(f"{before}{literal[:n]}\n" in texts and _is_there(literal[n:], texts, "\n", pieces - 1) for n in cuts)


@pytest.mark.parametrize("kind", sorted(PHRASES))
def test_every_template_still_stands_where_its_sentences_are_made(kind: str, texts: str) -> None:
    lost = [
        template.message
        for template in templates(kind)
        if not all(_is_there(literal, texts) for literal in template.literals)
    ]
    assert lost == []


@pytest.mark.parametrize("kind", sorted(PHRASES))
def test_every_place_has_a_type_and_a_name_of_its_own(kind: str) -> None:
    types = {place.rstrip("0123456789") for one in templates(kind) for place in one.places}
    assert types - {*VALUES, *PHRASES} == set()
    assert [one.message for one in templates(kind) if len(set(one.places)) < len(one.places)] == []


def test_every_kind_of_phrase_is_reached_from_a_sentence() -> None:
    reached, waiting = {"sentence"}, ["sentence"]
    while waiting:
        inner = {place.rstrip("0123456789") for one in templates(waiting.pop()) for place in one.places}
        waiting += sorted((inner & set(PHRASES)) - reached)
        reached |= inner
    assert set(PHRASES) - reached == set()
