"""Every catalogue says all messages of the code, and says them with the same values and markup."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from smm_assets.language import ENGLISH, LANGUAGES
from smm_assets.language.messages import (
    CATALOGUES,
    PACKAGE,
    catalogue_of,
    empty,
    forms,
    found_messages,
    updated,
    written,
)

TRANSLATED = [code for code in LANGUAGES if code != ENGLISH]
PLACES = re.compile(r"\{\w+\}|%\(\w+\)s")
MARKUP = re.compile(r"</?\w+[^>]*>|&\w+;")


@pytest.fixture(scope="module", params=TRANSLATED)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    return catalogue_of(request.param)


def _ids(one: Message) -> tuple[str, ...]:
    return tuple(one.id) if isinstance(one.id, list | tuple) else (one.id,)


def _said(catalogue: Catalog) -> list[Message]:
    return [one for one in catalogue if one.id]


def test_a_catalogue_has_the_messages_of_the_code_and_no_others(catalogue: Catalog) -> None:
    code = {_ids(one) for one in found_messages() if one.id}
    there = {_ids(one) for one in _said(catalogue)}
    assert sorted(code - there) == []
    assert sorted(there - code) == []
    assert list(catalogue.obsolete) == []


def test_every_message_is_translated_and_none_is_a_guess(catalogue: Catalog) -> None:
    assert [one.id for one in empty(catalogue)] == []
    assert [one.id for one in _said(catalogue) if one.fuzzy] == []


def test_every_plural_form_of_the_language_is_there(catalogue: Catalog) -> None:
    many = [one for one in _said(catalogue) if one.pluralizable]
    assert many
    assert [one.id for one in many if len(forms(one)) != catalogue.num_plurals] == []


def test_a_translation_has_the_values_of_its_message_and_no_others(catalogue: Catalog) -> None:
    wrong = []
    for one in _said(catalogue):
        wanted = [Counter(PLACES.findall(said)) for said in _ids(one)]  # the singular may do without the number
        wrong += [(one.id, form) for form in forms(one) if Counter(PLACES.findall(form)) not in wanted]
    assert wrong == []


def test_a_translation_has_no_markup_that_its_message_has_not(catalogue: Catalog) -> None:
    wrong = []
    for one in _said(catalogue):
        wanted = Counter(MARKUP.findall(_ids(one)[-1]))
        wrong += [(one.id, form) for form in forms(one) if Counter(MARKUP.findall(form)) != wanted]
    assert wrong == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_catalogue_is_written_as_make_messages_writes_it(code: str) -> None:
    there = (CATALOGUES / f"{code}.po").read_bytes()
    assert there == written(updated(code)), "run make messages"


def _messages_asked(path: Path) -> list[tuple[int, ast.expr]]:
    """First arguments of the calls that translate."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    names = {"gettext", "ngettext", "mark", "mark_many"}
    return [(call.lineno, call.args[0]) for call in calls if call.func.id in names and call.args]  # type: ignore[attr-defined]


def test_no_message_is_put_together_where_it_is_translated() -> None:
    """A message that is made of pieces, or chosen inside the call, would be in no catalogue."""
    wrong = [
        f"{path.relative_to(PACKAGE)}:{line}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for line, message in _messages_asked(path)
        if isinstance(message, ast.JoinedStr | ast.BinOp)
        or (isinstance(message, ast.IfExp) and {type(message.body), type(message.orelse)} & {ast.Constant})
    ]
    assert wrong == []
